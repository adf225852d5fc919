"""The one thread of the reader that owns the database connection: calls wait in line, the screen never does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from tui_reader.store.database import Database, open_database

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseThread:
    """Runs functions of the store, each with the open database as its first argument, one after the other."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._database: Database | None = None

    def open(self, path: Path) -> Future[Database]:
        """Open (and migrate) the store in the thread; StoreError comes out of the future."""
        return self._executor.submit(self._open, path)

    def soon(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue a call; for what must be waited for without a loop (the first paint)."""
        return self._executor.submit(self._run, function, args, kwargs)

    async def __call__(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Queue a call and await its answer."""
        return await asyncio.wrap_future(self.soon(function, *args, **kwargs))

    async def beside(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a piece of file work in the same thread: the reader has no other one, and the loop must not wait."""
        return await asyncio.wrap_future(self._executor.submit(function, *args, **kwargs))

    def close(self) -> None:
        """Finish what is queued, then close the connection."""
        self._executor.submit(self._close).result()
        self._executor.shutdown()

    def _open(self, path: Path) -> Database:
        self._database = open_database(path)
        return self._database

    def _run(
        self,
        function: Callable[Concatenate[Database, P], T],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> T:
        assert self._database is not None, "open() comes first"
        return function(self._database, *args, **kwargs)  # type: ignore[arg-type]  # ParamSpec parts cannot be named apart

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
