"""Has the pictures in sight brought to the article: from the cache, else by the engine; what is scrolled past is let be."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from tui_reader.model import messages
from tui_reader.model.article import Article
from tui_reader.model.errors import Fact
from tui_reader.ui.desk import Deed, Desk, Latest
from tui_reader.ui.picture_viewing import PictureViewing
from tui_reader.ui.reading.pictures import Spot
from tui_reader.ui.terminal_pictures import TerminalPictures

_REST = 0.1
"""Seconds between two looks: who scrolls on does not have everything fetched that passes by."""


class PictureFlow:
    """Told whenever the article moved. Where pictures are off, no room is kept, and nothing is ever asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[int, tuple[int, str]] = {}
        """What the engine was asked for: entry and address by request id."""
        self._looking = Latest(desk, self._look, "pictures")
        self._terminal = TerminalPictures(desk, self._again)
        self._viewing = PictureViewing(desk, self._terminal, self._want)

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"pictures": lambda _: self.enlarge()}

    def enlarge(self, url: str = "") -> None:
        """A picture over the whole screen."""
        self._viewing.enlarge(url)

    async def _want(self, url: str) -> None:
        """Have it brought, unless it is on its way."""
        shown = self._desk.shown
        if shown is not None and url not in [one for _, one in self._asked.values()]:
            await self._ask(shown, url)

    def _again(self, url: str) -> None:
        """The terminal has the picture no longer."""
        self._desk.article.picture_changed(url)
        self._viewing.tell(url)
        self.look()

    def look(self) -> None:
        """The article moved, or is another."""
        if self._asked or self._wanted():
            self._looking.ask()

    def ready(self, event: messages.PictureReady) -> None:
        """A picture is in the cache, whoever asked for it."""
        self._viewing.tell(event.url)
        self.look()

    def finished(self, event: messages.Finished) -> bool:
        """A picture came, or why it did not. False where it was none of ours."""
        asked = self._asked.pop(event.id, None)
        if asked is None:
            return False
        if event.code and event.code != "cancelled":
            self._miss(asked[1], event.code, event.facts)
            self._viewing.tell(asked[1])
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
        self._terminal.see(spot[1:] for spot in self._desk.article.spots_in_sight())
        for spot in self._wanted():
            cells = await self._desk.library.pictures.cells(spot.url, spot.columns, spot.rows)
            if cells is not None:
                await self._terminal.give(spot[1:], cells)
                self._desk.article.book.put(spot, cells)
                self._desk.article.picture_changed(spot.url)
            else:
                await self._want(spot.url)

    async def _ask(self, shown: Article, url: str) -> None:
        number = await self._desk.library.fetch_picture(shown.entry.id, url)
        if number:
            self._asked[number] = (shown.entry.id, url)
        elif self._desk.library.offline or self._desk.library.read_only:
            self._miss(url, "offline", {})  # else the engine is not there yet: looked again when it is

    async def _let_be(self, shown: Article | None) -> None:
        """What was asked for an article that is left need not come."""
        for number, (entry_id, _) in list(self._asked.items()):
            if shown is None or entry_id != shown.entry.id:
                del self._asked[number]
                await self._desk.library.cancel(number)

    def _miss(self, url: str, code: str, facts: Mapping[str, Fact]) -> None:
        self._desk.article.book.miss(url, self._desk.article.explain_picture(code, facts))
        self._desk.article.picture_changed(url)
