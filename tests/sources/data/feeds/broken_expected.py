"""What `broken.xml` says."""

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Content, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData

EXPECTED = ParsedFeed(
    feed=FeedData(title="Fish & Chips", link="https://f.example/?a=1&b=2"),
    entries=(
        EntryData(
            guid="https://f.example/1",
            link="https://f.example/1",
            title="Café open",
            authors=(Author(name="Joe"),),
            content=Content(value="One & two[31m.", type="text/plain", base="https://f.example/1"),
            images=(ImageRef(url="https://f.example/1.jpg", caption="The café"),),
        ),
        EntryData(
            guid="https://f.example/2",
            link="https://f.example/2",
            title="Second",
            summary=Content(value="<p>Unescaped <b>HTML<br> here</p>", base="https://f.example/2"),
        ),
    ),
)
