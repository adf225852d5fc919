"""What `rss2_full.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, CommentsRef, Content, Enclosure, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData, Hints

EXPECTED = ParsedFeed(
    feed=FeedData(
        title="Báo Bến Lau",
        link="https://baobenlau.example/",
        subtitle="Tin tức thị xã",
        language="vi-VN",
        icon="https://host.example/logo.png",
    ),
    entries=(
        EntryData(
            guid="Bài-1",
            link="https://baobenlau.example/a-1.html",
            title="AT&T, <b> và 1 < 2",
            authors=(
                Author(name="Minh Hà"),
                Author(name="Thu Sương"),
            ),
            published=datetime(2026, 5, 4, 5, 5, 8, tzinfo=UTC),
            summary=Content(value="Một câu.", base="https://baobenlau.example/a-1.html"),
            content=Content(
                value='<p>Một câu. <a href="/b-2.html">Rồi hai câu</a>.</p>',
                base="https://baobenlau.example/a-1.html",
            ),
            comments=CommentsRef(
                page="https://baobenlau.example/a-1.html#comments",
                feed="https://baobenlau.example/a-1/feed/",
                count=12,
            ),
            tags=(
                "Giao thông",
                "Bến Lau",
            ),
            language="vi-VN",
        ),
        EntryData(
            guid="https://baobenlau.example/khong-tieu-de",
            link="https://baobenlau.example/khong-tieu-de",
            title="Không tiêu đề mà vẫn đọc được.",
            authors=(Author(name="Ada Quill", email="ada@pier4.example"),),
            published=datetime(2026, 5, 28, 10, 0, tzinfo=UTC),
            summary=Content(
                value='<a href="/x"><img src="/x.jpg"></a></br>Không tiêu đề mà vẫn đọc được. Câu sau không lên tít.',
                base="https://baobenlau.example/khong-tieu-de",
            ),
            language="vi-VN",
        ),
        EntryData(
            guid="podcast-1",
            link="https://baobenlau.example/1.mp3",
            title="Nghe đài",
            authors=(Author(name="Tòa soạn", email="toasoan@baobenlau.example"),),
            published=datetime(2026, 5, 3, 19, 22, tzinfo=UTC),
            summary=Content(value="Mô tả.", base="https://baobenlau.example/"),
            enclosures=(
                Enclosure(
                    url="https://baobenlau.example/1.mp3", type="audio/mpeg", length=5767168, duration=3723
                ),
            ),
            images=(ImageRef(url="https://baobenlau.example/1.jpg"),),
            language="vi-VN",
        ),
        EntryData(
            guid="hong",
            title="Ngày tháng hỏng",
            authors=(Author(name="Tòa soạn", email="toasoan@baobenlau.example"),),
            summary=Content(value="x", base="https://baobenlau.example/"),
            language="vi-VN",
        ),
    ),
    hints=Hints(own="https://baobenlau.example/rss"),
)
