"""What a reader at the keyboard feels of a refresh: one durable commit every 30 ms beside it, timed."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tui_reader.model.action import Kind
from tui_reader.paths import Paths
from tui_reader.store import journal
from tui_reader.store.database import open_database

_EVERY = 0.03  # seconds, faster than anybody presses keys


class Commits:
    """Marks articles as read and unread while the block runs."""

    def __init__(self, home: Path) -> None:
        self._store = Paths.of(home, {}).store
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._commit)
        self.seconds: list[float] = []

    def __enter__(self) -> Commits:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()

    def quantiles(self) -> dict[str, float]:
        """Median, 95th percentile and longest, in seconds."""
        ordered = sorted(self.seconds) or [0.0]
        return {
            "p50": ordered[len(ordered) // 2],
            "p95": ordered[int(len(ordered) * 0.95)],
            "max": ordered[-1],
        }

    def _commit(self) -> None:
        database = open_database(self._store)
        number = 0
        while not self._end.wait(_EVERY):
            number += 1
            kind = Kind.MARK_READ if number % 2 else Kind.MARK_UNREAD
            began = time.perf_counter()
            journal.apply(database, kind, [1], datetime.now(UTC))
            self.seconds.append(time.perf_counter() - began)
        database.close()
