"""What `rss091.xml` says."""

from tui_reader.model.entry import Content, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData

EXPECTED = ParsedFeed(
    feed=FeedData(title="WriteTheWeb", link="http://wtw.example", subtitle="News étc.", language="en-us"),
    entries=(
        EntryData(
            link="http://wtw.example/read.php?item=24&x=1",
            title="Giving the world a pluggable Gnutella",
            summary=Content(value="WorldOS is a framework.", base="http://wtw.example/read.php?item=24&x=1"),
            language="en-us",
        ),
    ),
)
