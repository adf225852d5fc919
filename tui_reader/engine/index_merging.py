"""Joins the parts of the index when nothing else is to be done: many came in at once, few are quicker to look through."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tui_reader.engine.looking import for_ever
from tui_reader.engine.parts import Parts
from tui_reader.store import index_text

_EVERY = 30.0  # seconds between looks whether there is anything to join
_PAUSE = 0.05  # seconds between steps: nobody waits for this


class IndexMerger:
    """Runs beside everything else. ``idle`` waits until nothing is owed."""

    def __init__(self, parts: Parts, idle: Callable[[], Awaitable[None]], every: float = _EVERY) -> None:
        self._parts, self._idle, self._every = parts, idle, every

    async def run(self) -> None:
        """Join for ever; no trouble ends it."""
        await for_ever(self.merge, self._every, "joining the index")

    async def merge(self) -> None:
        """Until there is nothing more to join, stepping aside whenever there is other work."""
        more = True
        while more:
            await self._parts.rush.over()
            await self._idle()
            more = await self._parts.keeper.write(index_text.merge)
            await asyncio.sleep(_PAUSE)
