"""Tidies the store when nothing else is to be done: old articles let go, and their room given back, a little at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from tui_reader.engine.looking import for_ever
from tui_reader.engine.parts import Parts
from tui_reader.store import retention, shrinking

_EVERY = 600.0  # seconds between looks at what is old
_PAUSE = 0.05  # seconds between bites: nobody waits for this


class Tidier:
    """Runs beside everything else. ``idle`` waits until nothing is owed."""

    def __init__(self, parts: Parts, idle: Callable[[], Awaitable[None]], every: float = _EVERY) -> None:
        self._parts = parts
        self._idle = idle
        self._every = every

    async def run(self) -> None:
        """Tidy for ever; no trouble ends it."""
        await for_ever(self.tidy, self._every, "tidying", at_once=True)

    async def tidy(self) -> None:
        """Once through, stepping aside whenever there is other work."""
        more = True
        while more:
            more = bool(await self._let_go())
            await asyncio.sleep(_PAUSE)
        more = True
        while more:
            more = await self._shrink()
            await asyncio.sleep(_PAUSE)

    async def _shrink(self) -> bool:
        await self._free()
        return await self._parts.keeper.write(shrinking.shrink)

    async def _free(self) -> None:
        """Until there is nothing else to be done."""
        await self._parts.rush.over()
        await self._idle()

    async def _let_go(self) -> int:
        await self._free()
        wishes, now = self._parts.wishes, self._parts.now()
        before: datetime | None = now - timedelta(days=wishes.keep_days) if wishes.keep_days else None
        return await self._parts.keeper.write(
            retention.let_go, newest=wishes.newest_per_feed, before=before, now=now
        )
