"""Makes a copy of the store when nothing else is to be done, at most one a week; a damaged store goes on from it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tui_reader.engine.looking import for_ever
from tui_reader.engine.parts import Parts
from tui_reader.store import backups

_LOOKS = 1800.0  # seconds between looks whether one is due


class BackupMaker:
    """Runs beside everything else. ``idle`` waits until nothing is owed."""

    def __init__(self, parts: Parts, idle: Callable[[], Awaitable[None]], looks: float = _LOOKS) -> None:
        self._parts, self._idle, self._looks = parts, idle, looks

    async def run(self) -> None:
        """Look for ever; no trouble ends it."""
        await for_ever(self.look, self._looks, "copying the store", at_once=True)

    async def look(self) -> bool:
        """Make one if it is due; whether one was made."""
        await self._parts.rush.over()
        await self._idle()
        parts, most = self._parts, self._parts.wishes.backup_bytes
        store, now = parts.keeper.path, parts.now()
        if not most or not await asyncio.to_thread(backups.is_due, store, now, most):
            return False
        if await parts.keeper.read(backups.is_young, now):
            return False
        wanted = True
        try:
            made = await asyncio.to_thread(backups.make, store, now, most, lambda: wanted)
        finally:
            wanted = False  # told to stop: the thread ends at its next look
        return made is not None
