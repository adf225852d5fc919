"""Comments as a feed of their own: wfw:commentRss, Atom replies, or a file beside a local article."""

from __future__ import annotations

from tui_reader.discussion.source import Asks, Place
from tui_reader.model.entry import EntryData
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.update import Retrieved


class FeedSource:
    """The adapter "feed"; it knows one page, the newest comments."""

    name = "feed"
    job = "parse_comments"

    def places(self, entry: EntryData) -> list[Place]:
        """The comment feed the entry names."""
        found = entry.comments
        return [Place(self.name, found.feed, found.count)] if found.feed else []

    async def fetch(self, place: Place, asks: Asks, *, typed: bool) -> Retrieved:
        """The comment feed's bytes."""
        got = await asks.retrieve(place.url, Validators(), typed=typed)
        if not isinstance(got, Retrieved):
            raise RetrieveError("http_error", code="304")
        return got
