"""While the reader is open, fetches each feed when its time has come, without anybody asking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui_reader.engine.looking import for_ever
from tui_reader.engine.metered import is_metered
from tui_reader.engine.parts import Parts
from tui_reader.store import feeds

SECONDS = 60.0
"""Between two looks."""

_AT_ONCE = 100_000
_FEELERS = 4
"""Feeds tried while nobody answered last time: enough to notice the network, too few to wear anything out."""


class DueWatch:
    """``refresh`` is called with the ids of what is due; ``lost`` tells whether nobody answered last time."""

    def __init__(
        self,
        parts: Parts,
        refresh: Callable[[list[int]], Awaitable[None]],
        lost: Callable[[], bool],
        *,
        metered_too: bool = False,
        seconds: float = SECONDS,
        metered: Callable[[], Awaitable[bool]] = is_metered,
    ) -> None:
        self._parts, self._refresh, self._lost = parts, refresh, lost
        self._metered_too, self._seconds, self._metered = metered_too, seconds, metered

    async def run(self) -> None:
        """Look for ever."""
        await for_ever(self.look, self._seconds, "refreshing what is due")

    async def look(self) -> None:
        """Fetch what is due now; nothing with the door shut, nor where each byte costs money."""
        parts = self._parts
        if parts.door.is_shut():
            return
        limit = _FEELERS if self._lost() else _AT_ONCE
        due = await parts.keeper.read(feeds.due_on_the_web, parts.now(), limit)
        if due and (self._metered_too or not await self._metered()):
            await self._refresh(due)
