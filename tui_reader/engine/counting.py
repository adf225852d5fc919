"""Counts the unread articles of the kept searches when nothing else is to be done and something has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from tui_reader.engine.looking import for_ever
from tui_reader.engine.parts import Parts
from tui_reader.model.errors import QueryError
from tui_reader.model.query import Query
from tui_reader.model.system_zone import SYSTEM_ZONE
from tui_reader.query import parse
from tui_reader.store import feeds, lists, smart_folders

_EVERY = 5.0  # seconds between looks whether anything changed
_PAUSE = 0.2  # seconds between two counts: nobody waits for them


class Counter:
    """Runs beside everything else. ``idle`` waits until nothing is owed."""

    def __init__(self, parts: Parts, idle: Callable[[], Awaitable[None]], every: float = _EVERY) -> None:
        self._parts, self._idle, self._every = parts, idle, every
        self._counted_at = -1

    async def run(self) -> None:
        """Count for ever; no trouble ends it."""
        await for_ever(self.count, self._every, "counting", at_once=True)

    async def count(self) -> None:
        """Each kept search once, if anything changed since the last time."""
        await self._parts.rush.over()
        await self._idle()
        keeper = self._parts.keeper
        now = await keeper.read(lists.sequence)
        if now == self._counted_at:
            return
        for folder in await keeper.read(feeds.smart_folders):
            query = _meant(folder.query, self._parts.now())
            if query is not None:
                await keeper.write(smart_folders.count, folder.id, query)
                await asyncio.sleep(_PAUSE)
        self._counted_at = await keeper.read(lists.sequence)


def _meant(text: str, now: datetime) -> Query | None:
    """None where the text means nothing any more: it is shown without a number, and says why when it is opened."""
    try:
        return parse(text, now=now, zone=SYSTEM_ZONE)
    except QueryError:
        return None
