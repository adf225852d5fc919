"""What `jsonfeed_full.json` says."""

from datetime import UTC, datetime

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Content, Enclosure, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData, Hints

EXPECTED = ParsedFeed(
    feed=FeedData(
        title="Sổ tay",
        link="https://so.example/",
        subtitle="Ghi chép",
        language="vi",
        icon="https://host.example/icon.png",
    ),
    entries=(
        EntryData(
            guid="12345678901234567890123",
            link="https://host.example/1",
            title="[red]Một[31m",
            authors=(Author(name="Đỗ Hải Yến", url="https://so.example/yen"),),
            published=datetime(2026, 10, 19, 22, 45, tzinfo=UTC),
            updated=datetime(2026, 10, 19, 17, 0, tzinfo=UTC),
            summary=Content(value="Ngắn", type="text/plain", language="vi", base="https://host.example/1"),
            content=Content(
                value='<p>Dài <a href="x">hơn</a></p>', language="vi", base="https://host.example/1"
            ),
            enclosures=(
                Enclosure(
                    url="https://host.example/1.mp3", type="audio/mpeg", title="Nghe", length=10, duration=362
                ),
            ),
            images=(
                ImageRef(url="https://host.example/i.jpg"),
                ImageRef(url="https://host.example/b.jpg"),
            ),
            tags=("nghề",),
            language="vi",
        ),
        EntryData(
            guid="2",
            link="https://khac.example/",
            title="Chỉ có chữ.",
            authors=(Author(name="Một Nol"),),
            content=Content(value="Chỉ có chữ. Câu hai.", type="text/plain", base="https://khac.example/"),
            language="vi",
        ),
    ),
    hints=Hints(next_page="https://so.example/2.json"),
)
