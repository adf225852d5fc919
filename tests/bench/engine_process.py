"""A real engine on a home of its own, spoken to over its pipes and timed by the clock at its other end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tests.patience import wait_until
from tui_reader.model.messages import DebtLeft, Event, Finished, Ready, Refresh, Stop
from tui_reader.model.wire import decode, encode
from tui_reader.paths import Paths
from tui_reader.store import feeds
from tui_reader.store.database import open_database

_NO_PROXY = {**os.environ, "NO_PROXY": "*"}


def home_with(folder: Path, locations: Sequence[str]) -> Path:
    """A fresh home subscribed to these feeds."""
    paths = Paths.of(folder, {})
    paths.ensure()
    database = open_database(paths.store)
    for location in locations:
        feeds.add_feed(database, location, "feed", now=datetime.now(UTC))
    database.close()
    return folder


class Engine:
    """A running engine."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._requests = 0

    def refresh(self, watch: Callable[[Event], None] = lambda event: None) -> tuple[float, Finished]:
        """Refresh everything; seconds from the request's line until it is answered, and the answer."""
        self._requests += 1
        began = time.perf_counter()
        self._write(encode(Refresh(self._requests, None, True)))
        while True:
            event = self.next()
            watch(event)
            if isinstance(event, Finished) and event.id == self._requests:
                return time.perf_counter() - began, event

    def catch_up(self) -> float:
        """Wait until nothing is owed; the seconds that took."""
        began = time.perf_counter()
        while True:
            event = self.next()
            if isinstance(event, DebtLeft) and not event.left:
                return time.perf_counter() - began

    def next(self) -> Event:
        """The next event. Raises RuntimeError when the engine has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the engine ended")
        event = decode(line)
        assert isinstance(event, Event)
        return event

    def memory(self) -> float:
        """Proportional set size of the engine and everything it started, in MiB."""
        return sum(map(pss, family(self.process.pid)))

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time so far of the engine itself and of all it started."""
        own, *others = (_cpu(pid) for pid in family(self.process.pid))
        return {"engine": own, "workers": sum(others)}

    def _write(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def stop(self) -> None:
        """Have it end, and wait for that."""
        self._requests += 1
        self._write(encode(Stop(self._requests)))
        while self.process.stdout and self.process.stdout.read(65536):
            pass  # it may have much to tell before
        self.process.wait(20)


class Watch:
    """Looks at the memory of an engine while the block runs."""

    def __init__(self, running: Engine) -> None:
        self._running = running
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.highest = 0.0

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._end.wait(0.1):
            self.highest = max(self.highest, self._running.memory())


@contextmanager
def engine(home: Path, *, prefix: Sequence[str] = ()) -> Iterator[Engine]:
    """An engine that is up, its workers started, with nothing owed from before."""
    command = [*prefix, sys.executable, "-m", "tui_reader", "--home", str(home), "engine"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_NO_PROXY)
    running = Engine(process)
    try:
        while not isinstance(running.next(), Ready):
            pass
        _warm(running)
        yield running
        if process.poll() is None:
            running.stop()
    finally:
        process.kill()
        process.wait()


def _warm(running: Engine) -> None:
    """Wait until the workers stand there, two of them and the server they are forked from, and have imported all they use.

    Those who import are busy; that all of them have done nothing for half a second is the end of it.
    """
    wait_until(lambda: len(family(running.process.pid)) >= 4, "the workers", pause=0.05)
    spent: list[float] = []

    def at_rest() -> bool:
        spent.append(sum(map(_cpu, family(running.process.pid))))
        return len(spent) > 5 and spent[-1] == spent[-6]

    wait_until(at_rest, "workers at rest", pause=0.1)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [each for child in task.read_text().split() for each in family(int(child))]
    return found


def pss(pid: int) -> float:
    """Proportional set size of a process in MiB; 0 where it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
