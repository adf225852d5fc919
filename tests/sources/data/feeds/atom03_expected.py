"""What `atom03.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.entry import Author, Content, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData

EXPECTED = ParsedFeed(
    feed=FeedData(title="Old Letters", link="https://old.example/", language="en"),
    entries=(
        EntryData(
            guid="tag:old.example,2003:1",
            link="https://old.example/1",
            title="First letter",
            authors=(Author(name="Mark"),),
            published=datetime(2003, 12, 13, 12, 29, 29, tzinfo=UTC),
            updated=datetime(2003, 12, 13, 18, 30, 2, tzinfo=UTC),
            content=Content(
                value="<p>Dear <b>all</b></p>", language="en", base="https://old.example/1"
            ),
            language="en",
        ),
    ),
)
