"""The engine's one thread for the store: what is waiting to be written goes into one transaction of at most 10 ms.

Between two of them it pauses as long as somebody else wants to write (architecture, Writers): the reader's own commits
come first, and a refresh nobody disturbs is not slowed by pauses nobody needs. For the same reason a transaction goes on
a little longer while nobody wants to write, and ends as soon as somebody does: fewer and larger ones write each page of
an index less often.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeGuard, TypeVar

from tui_reader.engine.log import log
from tui_reader.model.errors import StoreError
from tui_reader.store.database import Database, open_database
from tui_reader.store.turns import Turns

P = ParamSpec("P")
T = TypeVar("T")

_GOAL = 0.008  # seconds after which no more goes into a transaction; committing takes the rest of the 10 ms
_LONGEST = 0.05  # seconds; what is lost when the engine is killed, and fetched again
_LONGEST_PAUSE = 0.1  # seconds; where the disk is that slow, waiting longer helps nobody
_LOOK = 0.002  # seconds between looks whether others are done
_LOOKS = 50
_LATELY = 1.0  # seconds
_QUIET = 0.5  # seconds without writing after which the write-ahead log is folded back, out of everybody's way
_LOG_KEPT = 16 * 2**20  # bytes of it that need no folding back (opening.py)
_LOG_MOST = 96 * 2**20  # bytes at which it is folded back whatever goes on: what some 15,000 articles take


class _Job:
    """One call that waits for its turn."""

    def __init__(self, call: Callable[[Database], Any], answer: asyncio.Future[Any]) -> None:
        self.call = call
        self.answer = answer
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self, database: Database) -> None:
        """By itself, in its own transaction: what it decides by what is there still holds when it writes."""
        self.result, self.error = None, None
        try:
            with database.transaction():
                self.result = self.call(database)
        except BaseException as error:
            self.error = error

    def tell(self) -> None:
        """Give the answer to who still waits for it."""
        if self.answer.done():
            return
        if self.error is not None:
            self.answer.set_exception(self.error)
        else:
            self.answer.set_result(self.result)


def _of_the_disk(error: BaseException | None) -> TypeGuard[StoreError]:
    return isinstance(error, StoreError) and error.code in ("store.disk_full", "store.read_only")


class Keeper:
    """Runs functions of the store, each with the open database as its first argument, never two at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._waiting: deque[_Job] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._database: Database | None = None
        self._turns = Turns(path)
        self._quiet: asyncio.TimerHandle | None = None
        self._commit = 1.0
        self._disturbed = 0.0
        self.trouble: StoreError | None = None
        """Why the last that was to be written could not be kept, where it was the disk's fault."""

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self._path

    @property
    def is_alone(self) -> bool:
        """Whether nobody else has wanted to write lately, so that more at a time holds up nobody."""
        return time.monotonic() - self._disturbed > _LATELY and not self._turns.wanted()

    async def open(self) -> Database:
        """Open and migrate. Raises StoreError."""
        self._database = await self._aside(open_database, self._path)
        await self._aside(self._database.write_much)
        return self._database

    async def read(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a function that only looks."""
        return await self._aside(function, self._open(), *args, **kwargs)

    async def write(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a function that writes, together with others that wait; what it raises undoes nothing of theirs.

        Once begun it is done to its end, whoever is cancelled meanwhile; cancelled before, it is not begun.
        """
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(lambda database: function(database, *args, **kwargs), answer))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_waiting())
        return await answer

    async def durably(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a function that writes what must outlive a loss of power, in a transaction of its own."""
        return await asyncio.shield(asyncio.ensure_future(self.read(function, *args, **kwargs)))

    async def close(self) -> None:
        """Finish what is queued and close the store."""
        if self._writing is not None:
            await self._writing
        if self._quiet is not None:
            self._quiet.cancel()
        if self._database is not None:
            await self._aside(self._database.close)
            self._database = None
        self._turns.close()
        self._thread.shutdown()

    async def _write_waiting(self) -> None:
        """Bite after bite until nothing waits."""
        while self._waiting:
            began = time.perf_counter()
            for job in await self._aside(self._bite):
                job.tell()
            await self._make_way(time.perf_counter() - began)
        self._writing = None
        if self._quiet is not None:
            self._quiet.cancel()
        self._quiet = asyncio.get_running_loop().call_later(
            _QUIET, self._thread.submit, self._fold_log, _LOG_KEPT
        )

    def _bite(self) -> list[_Job]:
        """In the thread: as much of what waits as fits one transaction."""
        database, done = self._open(), list[_Job]()
        began = worked = time.perf_counter()
        try:
            with database.transaction():
                while self._waiting and (not done or self._has_time(worked - began)):
                    job = self._waiting.popleft()
                    if job.answer.cancelled():
                        continue
                    done.append(job)
                    job.result = job.call(database)
                    worked = time.perf_counter()
        except BaseException:  # rolled back as a whole: each by itself, so that only the culprit fails
            if not done and self._waiting:  # not even begun (a full disk): one is told, and the next tries
                done.append(self._waiting.popleft())
            for job in done:
                job.run(database)
        else:
            self._learn(worked - began, time.perf_counter() - worked)
        self._fold_log(_LOG_MOST)
        self.trouble = next((job.error for job in done if _of_the_disk(job.error)), None)
        return done

    def _has_time(self, seconds: float) -> bool:
        """Whether a transaction that has taken so long already may go on.

        While nobody waits, only the commit counts, for that cannot be cut short for one who comes then: articles take
        an eighth of their time to commit, an index nearly as long again.
        """
        if seconds < _GOAL:
            return True
        return seconds < _LONGEST and seconds * self._commit < _GOAL and not self._turns.wanted()

    def _learn(self, working: float, committing: float) -> None:
        """How much longer a transaction takes for being committed, as a share of its work; lately."""
        if working > _GOAL / 4:
            self._commit += (committing / working - self._commit) / 4

    def _fold_log(self, most: int) -> None:
        """In the thread: fold the log back where it is larger."""
        database = self._database
        if database is not None and database.log_size() > most:
            try:
                database.fold_log()
            except StoreError as error:
                log.warning("folding the log: %s", error)

    async def _make_way(self, seconds: float) -> None:
        """Let others write, as long as they want to and at least as long as the bite took."""
        if not self._turns.wanted():
            return
        self._disturbed = time.monotonic()
        await asyncio.sleep(min(seconds, _LONGEST_PAUSE))
        for _ in range(_LOOKS if self._turns.known else 0):
            if not self._turns.wanted():
                return
            await asyncio.sleep(_LOOK)

    def _open(self) -> Database:
        assert self._database is not None, "open() comes first"
        return self._database

    async def _aside(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: function(*args, **kwargs))
