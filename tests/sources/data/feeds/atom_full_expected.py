"""What `atom_full.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.entry import Author, CommentsRef, Content, Enclosure, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData, Hints

EXPECTED = ParsedFeed(
    feed=FeedData(
        title="Slow & Machines", link="https://slow.example/blog/", subtitle="Letters", language="en"
    ),
    entries=(
        EntryData(
            guid="relative-id",
            link="https://slow.example/blog/2026/station",
            title="A quiet station",
            authors=(
                Author(name="Tomas Halloran", url="https://slow.example/tomas"),
                Author(name="Nguyễn Khánh Chi", email="chi@slow.example"),
            ),
            published=datetime(2026, 10, 24, 9, 15, tzinfo=UTC),
            updated=datetime(2026, 10, 25, 9, 15, 0, 500000, tzinfo=UTC),
            summary=Content(
                value="Short.", type="text/plain", language="en", base="https://slow.example/blog/2026/"
            ),
            content=Content(
                value='<p>Not <em>restarted</em>, see <a href="log">the log</a>.</p>',
                language="en-GB",
                base="https://slow.example/blog/2026/",
            ),
            enclosures=(
                Enclosure(
                    url="https://slow.example/blog/2026/station.mp3",
                    type="audio/mpeg",
                    title="Listen",
                    length=10,
                ),
            ),
            comments=CommentsRef(
                page="https://slow.example/blog/2026/station#replies",
                feed="https://slow.example/blog/2026/station/comments.atom",
                count=7,
            ),
            tags=("Weather",),
            language="en-GB",
        ),
        EntryData(
            guid="tag:slow.example,2026:2",
            link="https://slow.example/2",
            title="Literal <b>angle</b> brackets",
            authors=(Author(name="House"),),
            published=datetime(2026, 10, 26, 0, 0, tzinfo=UTC),
            updated=datetime(2026, 10, 26, 0, 0, tzinfo=UTC),
            summary=Content(value="<p>Only a summary</p>", language="en", base="https://slow.example/blog/"),
            language="en",
        ),
    ),
    hints=Hints(own="https://slow.example/blog/feed.atom"),
)
