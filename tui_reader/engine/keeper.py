"""The engine's one thread for the store: writes in small bites with a pause as long between them (architecture, Writers)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from tui_reader.store.database import Database, open_database

P = ParamSpec("P")
T = TypeVar("T")

_LONGEST_PAUSE = 0.1  # seconds; where the disk is that slow, waiting longer helps nobody


class Keeper:
    """Runs functions of the store, each with the open database as its first argument, never two at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._writing = asyncio.Lock()
        self._database: Database | None = None

    async def open(self) -> Database:
        """Open and migrate. Raises StoreError."""
        self._database = await asyncio.get_running_loop().run_in_executor(
            self._thread, open_database, self._path
        )
        return self._database

    async def read(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a function that only looks."""
        result, _ = await self._run(lambda database: function(database, *args, **kwargs))
        return result

    async def write(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a function that writes; the next one waits as long as this one took, so the reader's writes get through.

        Once begun it is done to its end, whoever is cancelled meanwhile.
        """
        result, _ = await self.timed(function, *args, **kwargs)
        return result

    async def timed(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[T, float]:
        """As ``write``, with the seconds it took: for who decides by it how large the next bite is."""
        async with self._writing:
            result, seconds = await self._run(lambda database: function(database, *args, **kwargs))
            await asyncio.sleep(min(seconds, _LONGEST_PAUSE))
        return result, seconds

    async def close(self) -> None:
        """Finish what is queued and close the store."""
        if self._database is not None:
            await self._run(lambda database: database.close())
            self._database = None
        self._thread.shutdown()

    async def _run(self, call: Callable[[Database], T]) -> tuple[T, float]:
        database = self._database
        assert database is not None, "open() comes first"

        def timed() -> tuple[T, float]:
            started = time.perf_counter()
            result = call(database)
            return result, time.perf_counter() - started

        return await asyncio.get_running_loop().run_in_executor(self._thread, timed)
