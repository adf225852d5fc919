"""What `youtube.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Content, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData

EXPECTED = ParsedFeed(
    feed=FeedData(title="Kênh sông", link="https://www.youtube.com/channel/x"),
    entries=(
        EntryData(
            guid="yt:video:1",
            link="https://www.youtube.com/watch?v=1",
            title="Qua cầu",
            authors=(Author(name="Kênh sông"),),
            published=datetime(2026, 5, 4, 5, 0, tzinfo=UTC),
            updated=datetime(2026, 5, 5, 5, 0, tzinfo=UTC),
            summary=Content(
                value="Phim về cây cầu.\nDòng hai.",
                type="text/plain",
                base="https://www.youtube.com/watch?v=1",
            ),
            images=(
                ImageRef(
                    url="https://i1.ytimg.com/vi/1/hqdefault.jpg",
                    alt="Qua cầu (tên khác)",
                    width=480,
                    height=360,
                ),
            ),
        ),
    ),
)
