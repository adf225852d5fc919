"""What the reader does to articles, one action after the other; one on very many lets everything else in between its bites."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.action import Action, Kind
from tui_reader.store import journal, many, stories
from tui_reader.store.actions import Done, Value


class Acting:
    """Does, takes back and does again. What a process died in the middle of is finished before anything else is done."""

    def __init__(self, thread: DatabaseThread, now: Callable[[], datetime]) -> None:
        self._thread, self._now = thread, now
        self._turn = asyncio.Lock()
        self._looked = False

    async def act(self, kind: Kind, entry_ids: Sequence[int], together: str = "") -> Action:
        """Do something to articles, as one entry of the journal; ``together``: to all that stand so with any of them."""
        async with self._turn:
            await self._resume()
            if together:
                entry_ids = await self._thread(stories.with_others, entry_ids, together)
            if len(entry_ids) <= many.BITE:
                return await self._thread(journal.apply, kind, entry_ids, self._now())
            done = await self._thread(many.begin, kind, entry_ids, self._now())
            if done is None:
                return Action(0, kind, self._now(), 0)
            return await self._play(done, back=False)

    async def take(self, *, back: bool) -> Action | None:
        """Undo (``back``) or redo; None where there is nothing left."""
        async with self._turn:
            await self._resume()
            done = await self._thread(many.begin_again, back=back)
            if done is not None:
                return await self._play(done, back=back)
            return await self._thread(journal.undo if back else journal.redo, self._now())

    async def coming(self, near: Sequence[int], *, back: bool) -> tuple[list[int], dict[str, Value]]:
        """Which of these articles undo or redo is about to change, and to what; none where it is not known that soon."""
        return await self._thread(many.coming, near, back=back)

    async def resume(self) -> None:
        """Finish what was left in the middle."""
        async with self._turn:
            await self._resume()

    async def _resume(self) -> None:
        if self._looked:
            return
        self._looked = True
        left = await self._thread(many.unfinished)
        if left is not None:
            await self._play(left[0], back=left[1])

    async def _play(self, done: Done, *, back: bool) -> Action:
        self._looked = False  # an error in the middle leaves something to finish
        for start in range(0, len(done.ids), many.BITE):
            await self._thread(many.advance, done, start, self._now(), back=back)
        action = await self._thread(many.finish, done, self._now(), back=back)
        self._looked = True
        return action
