"""The engine's own pieces over a real store, in this process: for what it does when nothing else is to be done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts, Wishes
from tui_reader.engine.workers import Workers
from tui_reader.sources.retrieve import Retriever
from tui_reader.store.database import Database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@asynccontextmanager
async def pieces(
    folder: Path,
    filled: Callable[[Database], None],
    *,
    wishes: Wishes | None = None,
    now: Callable[[], datetime] = lambda: NOW,
) -> AsyncIterator[Parts]:
    """Over a store that ``filled`` has put something into."""
    keeper, door = Keeper(folder / "reader.db"), Door()
    await keeper.open()
    await keeper.durably(filled)
    retriever = Retriever("tests", door.is_shut)
    parts = Parts(keeper, Workers(1), retriever, door, lambda event: None, wishes=wishes or Wishes(), now=now)
    yield parts
    parts.workers.close()
    await keeper.close()


class Idle:
    """Something is owed until ``over`` is set."""

    def __init__(self) -> None:
        self._waited_for, self.over = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> None:
        self._waited_for.set()
        await self.over.wait()

    async def waited_for(self) -> None:
        """Until somebody waits for nothing to be owed."""
        async with asyncio.timeout(20):
            await self._waited_for.wait()


async def at_once() -> None:
    """Nothing is owed."""
