"""Has the pictures in sight brought to the article: from the cache, else by the engine; what is scrolled past is let be."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from tui_reader.model import messages
from tui_reader.model.article import Article
from tui_reader.model.errors import Fact
from tui_reader.ui.desk import Desk, Latest
from tui_reader.ui.reading.pictures import Spot

_REST = 0.1
"""Seconds between two looks: who scrolls on does not have everything fetched that passes by."""


class PictureFlow:
    """Told whenever the article moved. Where pictures are off, no room is kept, and nothing is ever asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[int, tuple[int, str]] = {}
        """What the engine was asked for: entry and address by request id."""
        self._looking = Latest(desk, self._look, "pictures")

    def look(self) -> None:
        """The article moved, or is another."""
        if self._asked or self._wanted():
            self._looking.ask()

    def ready(self, event: messages.PictureReady) -> None:
        """A picture is in the cache, whoever asked for it."""
        self.look()

    def finished(self, event: messages.Finished) -> bool:
        """A picture came, or why it did not. False where it was none of ours."""
        asked = self._asked.pop(event.id, None)
        if asked is None:
            return False
        if event.code and event.code != "cancelled":
            self._miss(asked[1], event.code, event.facts)
        else:
            self.look()
        return True

    def _wanted(self) -> list[Spot]:
        view = self._desk.article
        return [
            spot for spot in view.spots_in_sight() if not (view.book.has(spot) or view.book.why(spot.url))
        ]

    async def _look(self) -> None:
        await asyncio.sleep(_REST)
        shown = self._desk.shown
        await self._let_be(shown)
        if shown is None:
            return
        for spot in self._wanted():
            cells = await self._desk.library.picture(spot.url, spot.columns, spot.rows)
            if cells is not None:
                self._desk.article.book.put(spot, cells)
                self._desk.article.picture_changed(spot.url)
            elif spot.url not in [url for _, url in self._asked.values()]:
                await self._ask(shown, spot.url)

    async def _ask(self, shown: Article, url: str) -> None:
        number = await self._desk.library.fetch_picture(shown.entry.id, url)
        if number:
            self._asked[number] = (shown.entry.id, url)
        else:
            self._miss(url, "offline", {})

    async def _let_be(self, shown: Article | None) -> None:
        """What was asked for an article that is left need not come."""
        for number, (entry_id, _) in list(self._asked.items()):
            if shown is None or entry_id != shown.entry.id:
                await self._desk.library.cancel(number)

    def _miss(self, url: str, code: str, facts: Mapping[str, Fact]) -> None:
        self._desk.article.book.miss(url, self._desk.article.explain_picture(code, facts))
        self._desk.article.picture_changed(url)
