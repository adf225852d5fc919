"""Puts what arrived to the stories it tells, when nothing else is to be done; each article is looked at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from tui_reader.engine import story_titles
from tui_reader.engine.log import log
from tui_reader.engine.looking import for_ever
from tui_reader.engine.parts import Parts
from tui_reader.engine.story_window import SECONDS, Title, Window
from tui_reader.store import ruled, story_joining
from tui_reader.store.database import Database
from tui_reader.store.story_joining import Arrived, Told

_EVERY: Final = 3.0
"""Seconds between looks whether anything arrived."""
_PAUSE: Final = 0.02
"""Seconds between bites: nobody waits for this."""
_BITE: Final = 100
"""Articles of one transaction, some 5 ms."""
_FEW: Final = 2_000
"""Articles that are looked at while somebody waits, some 0.2 s."""
_LOADED: Final = 500
"""Titles of one look back."""


class StoryFinder:
    """Runs beside everything else. ``idle`` waits until nothing is owed; ``found`` is called when any were."""

    def __init__(
        self,
        parts: Parts,
        idle: Callable[[], Awaitable[None]],
        found: Callable[[], None] = lambda: None,
        every: float = _EVERY,
    ) -> None:
        self._parts, self._idle, self._found, self._every = parts, idle, found, every
        self._window: Window | None = None

    async def run(self) -> None:
        """Look for ever; no trouble ends it."""
        await for_ever(self._all, self._every, "stories", at_once=True)

    async def few(self) -> None:
        """In the foreground, once: what a usual refresh brought; very many are left to the reader's idle time."""
        try:
            if await self._parts.keeper.read(story_joining.waiting) <= _FEW:
                await self._all()
        except Exception as error:
            log.warning("stories", exc_info=error)

    async def _all(self) -> None:
        try:
            more = True
            while more:
                more = await self.some()
                await asyncio.sleep(_PAUSE)
        except Exception:
            self._window = None  # what it knows may be of articles that are no longer there
            raise

    async def some(self) -> bool:
        """A bite of what arrived; whether there was any."""
        await self._parts.rush.over()
        await self._idle()
        keeper = self._parts.keeper
        upto = await keeper.read(story_joining.up_to)
        if upto is None:
            upto = await keeper.read(story_joining.begin, self._since)
        fresh = await keeper.read(story_joining.arrived, upto, _BITE)
        if not fresh:
            return False
        window = await self._at_hand(upto)
        oldest = self._since.timestamp()
        told = [Told(one, window.add(_title(one)) if one.at >= oldest else ()) for one in fresh]
        await keeper.write(self._settle, told, fresh[-1].id)
        self._found()
        return True

    @property
    def _since(self) -> datetime:
        return self._parts.now() - timedelta(seconds=SECONDS)

    async def _at_hand(self, upto: int) -> Window:
        """The titles of the last days that were looked at already, read once."""
        if self._window is None:
            window, after = Window(), 0
            while some := await self._parts.keeper.read(
                story_joining.arrived, after, _LOADED, upto=upto, since=self._since
            ):
                for one in some:
                    window.know(_title(one))
                after = some[-1].id
                await asyncio.sleep(_PAUSE)
            self._window = window
        return self._window

    def _settle(self, database: Database, told: list[Told], upto: int) -> None:
        again = story_joining.settle(database, told, upto)
        if again and self._parts.wishes.read_together:
            ruled.read_before(database, again, self._parts.now())


def _title(one: Arrived) -> Title:
    return Title(one.id, one.feed_id, one.at, one.language, story_titles.key_of(one.title, one.feed_title))
