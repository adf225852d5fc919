"""``ARGS=marking``: everything in a view of 100,000 unread articles marked as read, and that taken back.

On screen, when the rows and the sentence about it are drawn; committed, when another connection sees all counts changed.
Meanwhile that connection writes, too: how long it waits is how usable the store is.
"""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from tests.bench.list_keys import copied, milliseconds, quantile, reader_command
from tests.bench.store import FIRST_TITLE, kept_home
from tests.bench.terminal import PATIENCE, Session, running
from tui_reader.paths import Paths
from tui_reader.store import memory
from tui_reader.store.database import Database, open_database

ARTICLES = 1_000_000
"""A tenth of them unread."""
ROUNDS = 5
_LOOK = 0.002


def main(articles: int = ARTICLES) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = copied(kept_home(articles, Path(folder)), Path(folder))
        store = open_database(Paths.of(home, {}).store)
        unread = _unread(store)
        with running(reader_command(home, "--offline")) as reader, _Writer(store.path) as writer:
            reader.wait_for([FIRST_TITLE])
            reader.settle(3.0)
            taken: dict[str, list[tuple[float, float]]] = {"marked as read": [], "taken back": []}
            for _ in range(ROUNDS):
                taken["marked as read"].append(_done(reader, store, "A", " ", 0))
                taken["taken back"].append(_done(reader, store, "u", "●", unread))
        store.close()
    print(f"marking a view of {unread:,} unread articles among {articles:,}, {ROUNDS} rounds")
    for name, each in taken.items():
        seen, kept = (sorted(one[at] for one in each) for at in (0, 1))
        print(
            f"  {name}: on screen {milliseconds(quantile(seen, 0.5))} (worst {milliseconds(seen[-1])}), committed"
            f" {milliseconds(quantile(kept, 0.5))} (worst {milliseconds(kept[-1])})  asked: at most 50 ms and 600 ms"
        )
    waited = writer.waited
    print(
        f"  another process's writes meanwhile: p95 {milliseconds(quantile(waited, 0.95))}, worst {milliseconds(max(waited))}"
    )


def _done(reader: Session, store: Database, key: str, sign: str, unread: int) -> tuple[float, float]:
    """Seconds until the first row is drawn with its new ``sign``, and until the counts say so."""
    reader.settle(1.0)
    committed: list[float] = []
    watching = threading.Thread(target=_watch, args=(store, unread, committed))
    watching.start()
    began = time.perf_counter()
    reader.press(key)
    reader.wait_for([f"▌{sign} {FIRST_TITLE}"])
    seen = time.perf_counter() - began
    while watching.is_alive():
        reader.rest(0.02)
    if not committed:
        raise RuntimeError(f"{_unread(store)} are unread, not {unread}")
    return seen, committed[0] - began


def _watch(store: Database, unread: int, committed: list[float]) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if _unread(store) == unread:
            committed.append(time.perf_counter())
            return
        time.sleep(_LOOK)


def _unread(store: Database) -> int:
    return int(store.one("SELECT SUM(unread) FROM feed")[0])


class _Writer:
    """A small write every 30 ms by another connection while the block runs."""

    def __init__(self, store: Path) -> None:
        self._store, self._end = store, threading.Event()
        self._thread = threading.Thread(target=self._write)
        self.waited: list[float] = []

    def __enter__(self) -> _Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _write(self) -> None:
        database = open_database(self._store)
        while not self._end.wait(0.03):
            began = time.perf_counter()
            memory.remember(database, "bench", str(began))
            self.waited.append(time.perf_counter() - began)
        database.close()
