"""Has the pictures in sight brought to the article: from the cache, else by the engine; what is scrolled past is let be."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui_reader.model import messages
from tui_reader.model.article import Article
from tui_reader.model.errors import Fact
from tui_reader.ui.desk import Deed, Desk, Latest
from tui_reader.ui.reading.pictures import Spot

if TYPE_CHECKING:
    from tui_reader.ui.large_picture import LargePicture, Sight

_REST = 0.1
"""Seconds between two looks: who scrolls on does not have everything fetched that passes by."""


class PictureFlow:
    """Told whenever the article moved. Where pictures are off, no room is kept, and nothing is ever asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked: dict[int, tuple[int, str]] = {}
        """What the engine was asked for: entry and address by request id."""
        self._large: LargePicture | None = None
        self._looking = Latest(desk, self._look, "pictures")

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"pictures": lambda _: self.enlarge()}

    def enlarge(self, url: str = "") -> None:
        """A picture over the whole screen: this one, else the first in sight, else the article's first."""
        from tui_reader.content.document import figures  # not needed to start
        from tui_reader.ui.large_picture import LargePicture

        desk = self._desk
        document = desk.shown.document if desk.shown is not None else None
        shown = (
            [figure for figure in figures(document) if figure.image and figure.image.url] if document else []
        )
        if not shown:
            desk.say("empty.pictures")
            return
        near = [url] if url else [spot.url for spot in desk.article.spots_in_sight()]
        at = next((n for n, figure in enumerate(shown) if figure.image and figure.image.url in near), 0)
        self._large = LargePicture(shown, at, desk.words, self._bring_large, self._outside)
        desk.screen.app.push_screen(self._large, lambda _: self._put_away())

    def _put_away(self) -> None:
        self._large = None

    def _outside(self, url: str) -> None:
        """Only web addresses leave; what lies beside a local feed is on this machine already."""
        from tui_reader.ui.browser import open_outside

        open_outside(url, os.environ)

    async def _bring_large(self, url: str, columns: int, rows: int) -> Sight:
        from tui_reader.ui.large_picture import Sight

        cells = await self._desk.library.picture(url, columns, rows)
        if cells is not None:
            return Sight(cells)
        if why := self._desk.article.book.why(url):
            return Sight(said=why)
        shown = self._desk.shown
        if shown is not None and url not in [one for _, one in self._asked.values()]:
            await self._ask(shown, url)
        return Sight(said=self._desk.article.book.why(url) or self._desk.words("picture.loading"))

    def _tell_large(self, url: str) -> None:
        if self._large is not None and self._large.image.url == url:
            self._large.again()

    def look(self) -> None:
        """The article moved, or is another."""
        if self._asked or self._wanted():
            self._looking.ask()

    def ready(self, event: messages.PictureReady) -> None:
        """A picture is in the cache, whoever asked for it."""
        self._tell_large(event.url)
        self.look()

    def finished(self, event: messages.Finished) -> bool:
        """A picture came, or why it did not. False where it was none of ours."""
        asked = self._asked.pop(event.id, None)
        if asked is None:
            return False
        if event.code and event.code != "cancelled":
            self._miss(asked[1], event.code, event.facts)
            self._tell_large(asked[1])
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
