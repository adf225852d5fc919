"""While the reader is open, looks at followed discussions and those the reader wrote in, ever more seldom, for two weeks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from tui_reader.engine.log import log
from tui_reader.engine.looking import for_ever
from tui_reader.engine.metered import is_metered
from tui_reader.engine.parts import Parts
from tui_reader.model.errors import ReaderError
from tui_reader.model.messages import FetchComments, Finished
from tui_reader.store import following

DAYS = timedelta(days=14)
"""How long a discussion is looked after; following it anew begins anew."""
_SHORTEST, _LONGEST = timedelta(minutes=10), timedelta(hours=24)
_SHARE = 12
"""The next look is after a twelfth of the time it has been followed: two hours after a day, fourteen after a week."""
SECONDS = 60.0
"""Between two looks at the clock."""


def next_look(since: datetime, now: datetime, *, new: int = 0, failed: bool = False) -> datetime | None:
    """When a discussion followed ``since`` is looked at after ``now``; None: no more. ``new``: comments just brought."""
    if now - since >= DAYS:
        return None
    wait = max(_SHORTEST, min((now - since) / _SHARE, _LONGEST))
    if new:
        wait = max(_SHORTEST, wait / 2)
    return now + (wait * 2 if failed else wait)


class FollowWatch:
    """``fetch`` brings one discussion in; several are asked for one after the other: nobody waits for them."""

    def __init__(
        self,
        parts: Parts,
        fetch: Callable[[FetchComments], Awaitable[Finished]],
        *,
        metered_too: bool = False,
        seconds: float = SECONDS,
    ) -> None:
        self._parts, self._fetch = parts, fetch
        self._metered_too, self._seconds = metered_too, seconds

    async def run(self) -> None:
        """Look for ever."""
        await for_ever(self.look, self._seconds, "followed discussions")

    async def look(self) -> None:
        """Bring in what is due now; nothing with the door shut, nor where each byte costs money."""
        parts = self._parts
        if parts.door.is_shut():
            return
        due = await parts.keeper.read(following.due, parts.now())
        if not due or (not self._metered_too and await is_metered()):
            return
        for one in due:
            if parts.door.is_shut():
                return
            new, failed = await self._bring(one.entry_id)
            when = next_look(one.since, parts.now(), new=new, failed=failed)
            await parts.keeper.write(following.looked, one.entry_id, when)

    async def _bring(self, entry_id: int) -> tuple[int, bool]:
        """How many comments were new, and whether it failed."""
        try:
            finished = await self._fetch(FetchComments(0, entry_id))
        except ReaderError as error:
            log.warning("discussion of entry %d: %s", entry_id, error.code)
            return 0, True
        return finished.new, bool(finished.code)
