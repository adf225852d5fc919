"""What `rdf.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.entry import Author, Content, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData

EXPECTED = ParsedFeed(
    feed=FeedData(title="Courier", link="https://courier.example/", subtitle="News"),
    entries=(
        EntryData(
            guid="https://courier.example/1",
            link="https://courier.example/1",
            title="First",
            authors=(Author(name="Ines"),),
            published=datetime(2026, 10, 28, 7, 0, tzinfo=UTC),
            updated=datetime(2026, 10, 28, 7, 0, tzinfo=UTC),
            summary=Content(value="One.", base="https://courier.example/1"),
            tags=("Harbour",),
        ),
    ),
)
