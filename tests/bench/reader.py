"""The reader itself while its engine brings in much: how much larger its own process grows."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import threading
import time
from pathlib import Path

from tests.bench.engine_process import pss
from tests.bench.terminal import ANSWERS
from tui_reader.paths import Paths
from tui_reader.store import memory
from tui_reader.store.database import Database, open_database

_STILL = 1.5  # seconds without a byte after which the screen stands
_PATIENCE = 120.0  # seconds for all feeds
_LOOK = 0.1


def grown(home: Path) -> float:
    """Start the program on a pty, have it refresh all by its key, and watch it: MiB of its own memory (PSS) more at most."""
    paths = Paths.of(home, {})
    paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text('auto_refresh = "off"\n')
    store = open_database(paths.store)
    memory.remember(store, "seeded", "1")  # nobody is asked what to begin with
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update({"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "NO_PROXY": "*"})
        os.execv(sys.executable, [sys.executable, "-m", "tui_reader", "--home", str(home)])
    screen = _Screen(terminal)
    try:
        screen.stands()
        before = pss(pid)
        os.write(terminal, b"R")
        highest, until = before, time.perf_counter() + _PATIENCE
        while _left(store) and time.perf_counter() < until:
            time.sleep(_LOOK)
            highest = max(highest, pss(pid))
        if _left(store):
            raise RuntimeError("the reader's refresh did not come to its end")
        return highest - before
    finally:
        store.close()
        os.kill(pid, signal.SIGTERM)
        screen.close()
        os.waitpid(pid, 0)


def _left(store: Database) -> int:
    (count,) = store.one("SELECT COUNT(*) FROM feed WHERE refreshed_at IS NULL")
    return int(count)


class _Screen:
    """Reads what is drawn, and answers what is asked."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._drawn = time.perf_counter()
        self._something = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def stands(self) -> None:
        """Wait until something was drawn and nothing more comes."""
        while not self._something or time.perf_counter() - self._drawn < _STILL:
            time.sleep(_LOOK)

    def close(self) -> None:
        """Read to the end."""
        self._ended.set()
        self._thread.join()
        os.close(self._terminal)

    def _read(self) -> None:
        while True:
            ready, _, _ = select.select([self._terminal], [], [], _LOOK)
            if not ready:
                if self._ended.is_set():
                    return
                continue
            try:
                chunk = os.read(self._terminal, 1 << 16)
            except OSError:
                return
            for question, answer in ANSWERS.items():
                if question in chunk:
                    os.write(self._terminal, answer)
            self._drawn, self._something = time.perf_counter(), True
