"""The one thread of the reader that owns the database connection: calls wait in line, the screen never does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

from tui_reader.model.errors import StoreError
from tui_reader.model.scrub import scrub_line
from tui_reader.store.database import Database, open_database

P = ParamSpec("P")
T = TypeVar("T")


_LOOKS = 10_000
"""Steps of SQLite's machine, some hundred microseconds, between two looks whether anybody still wants the answer."""


class _Question:
    given_up = False


class DatabaseThread:
    """Runs functions of the store, each with the open database as its first argument, one after the other."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._database: Database | None = None
        self._failed: StoreError | None = None
        self._asking: _Question | None = None
        """The question that is being answered and may be given up; changed with the lock held."""
        self._turn = Lock()
        self.on_damage: Callable[[], None] = lambda: None
        """Told on the loop when an awaited call found the file damaged."""

    @property
    def database(self) -> Database:
        """The open database, for what of it never changes; everything else is asked in the thread.

        Raises StoreError where it could not be opened.
        """
        if self._failed is not None:
            raise self._failed
        assert self._database is not None, "open() comes first"
        return self._database

    def open(self, path: Path) -> Future[Database]:
        """Open (and migrate) the store in the thread; StoreError comes out of the future."""
        return self._executor.submit(self._open, path)

    def soon(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue a call; for what must be waited for without a loop (the first paint)."""
        return self._executor.submit(self._run, function, args, kwargs)

    def surely(
        self,
        recover: Callable[[Database], Database],
        function: Callable[Concatenate[Database, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """As ``soon``; where the file turns out damaged, ``recover`` gives another and the call is made once more."""

        def run() -> T:
            try:
                return self._run(function, args, kwargs)
            except StoreError as error:
                if not of_the_file(error):
                    raise
            self._database = recover(self.database)
            return self._run(function, args, kwargs)

        return self._executor.submit(run)

    async def __call__(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Queue a call and await its answer."""
        try:
            return await asyncio.wrap_future(self.soon(function, *args, **kwargs))
        except StoreError as error:
            if of_the_file(error):
                self.on_damage()
            raise

    async def question(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """A call that writes nothing. Whoever awaits it and is cancelled ends it, even in the middle of its statement.

        Ended is that call alone: the next one in line begins when it is known that nobody ends this one any more.
        """
        mine = _Question()

        def run() -> T:
            connection = self.database.connection
            with self._turn:
                self._asking = mine
            connection.set_progress_handler(lambda: mine.given_up, _LOOKS)
            try:
                return self._run(function, args, kwargs)
            finally:
                connection.set_progress_handler(None, 0)
                with self._turn:
                    self._asking = None

        waiting = self._executor.submit(run)
        try:
            return await asyncio.wrap_future(waiting)
        except asyncio.CancelledError:
            with self._turn:
                mine.given_up = True  # seen by a statement that begins only now, too
                if self._asking is mine:
                    self.database.connection.interrupt()
            raise

    async def replace(self, other: Callable[[Database], Database]) -> None:
        """Go on with what ``other`` makes of the database."""

        def run() -> None:
            self._database = other(self.database)

        await asyncio.wrap_future(self._executor.submit(run))

    async def beside(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a piece of file work in the same thread: the reader has no other one, and the loop must not wait."""
        return await asyncio.wrap_future(self._executor.submit(function, *args, **kwargs))

    def close(self) -> None:
        """Finish what is queued, then close the connection; StoreError where that could not be written down."""
        try:
            self._executor.submit(self._close).result()
        finally:
            self._executor.shutdown()

    def _open(self, path: Path) -> Database:
        try:
            self._database = open_database(path)
        except StoreError as error:
            self._failed = error
            raise
        return self._database

    def _run(
        self,
        function: Callable[Concatenate[Database, P], T],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> T:
        return function(self.database, *args, **kwargs)  # type: ignore[arg-type]  # ParamSpec parts cannot be named apart

    def _close(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            database.close()


def of_the_file(error: StoreError) -> bool:
    """Whether the file is damaged, and not the contents of one cell (whose error names no file)."""
    return error.code == "store.damaged" and bool(error.facts.get("path"))


def log_late(path: Path, error: StoreError, now: datetime) -> None:
    """There is no screen to say it on: the log has it, unless that is what has no room."""
    with suppress(OSError), path.open("a", encoding="utf-8") as log:
        log.write(f"{now:%Y-%m-%d %H:%M:%S} closing: {scrub_line(str(error))}\n")
