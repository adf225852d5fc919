"""A terminal that answers and keeps time: from starting a program to when texts stand on its screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

_ESCAPES = re.compile(
    rb"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][0-9A-B]|[=>78M]|P[^\x1b]*\x1b\\)"
)
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronized output: known, off
    b"\x1b[c": b"\x1b[?62;c",  # DA1
    b"\x1b[6n": b"\x1b[1;1R",  # cursor position
}
_NOT_HANDED_ON = ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")
"""The size is the pty's, and compiled modules may be kept, as they are where a program is installed."""
PATIENCE = 30.0
"""Seconds until a program that does not show its texts is given up."""


@dataclass(frozen=True, slots=True)
class Start:
    """One start, up to when everything stood there: seconds of the clock and of the processor (all threads, user and
    system), and memory then in MiB (proportional set size)."""

    seconds: float
    cpu: float
    memory: float


class Session:
    """A program in the terminal: what it draws is read, keys are pressed, memory is asked."""

    def __init__(self, pid: int, terminal: int, began: float) -> None:
        self._pid, self._terminal, self.began = pid, terminal, began
        self._drawn = b""

    def press(self, keys: str) -> None:
        """Type, and forget what was drawn before."""
        self._drawn = b""
        os.write(self._terminal, keys.encode())

    def wait_for(self, texts: Sequence[str]) -> float:
        """Until all were drawn since the last keys; seconds since the start. Raises RuntimeError."""
        wanted = [text.encode() for text in texts]
        return self.wait_until(lambda plain: all(text in plain for text in wanted), f"{wanted}")

    def wait_until(self, drawn: Callable[[bytes], bool], told: str = "what was waited for") -> float:
        """Until what was drawn since the last keys, without its escapes, is that; seconds since the start.

        Raises RuntimeError, naming what was ``told``.
        """
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until:
            try:
                read = self._read(0.5)
            except OSError:
                break
            if read and drawn(self.plain):
                return time.perf_counter() - self.began
        raise RuntimeError(f"never drawn: {told}\n{self.plain[-2000:].decode(errors='replace')}")

    @property
    def plain(self) -> bytes:
        """What was drawn since the last keys, without its escapes."""
        return _ESCAPES.sub(b"", self._drawn)

    def rest(self, seconds: float) -> None:
        """Read what is drawn for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def settle(self, quiet: float = 2.0) -> None:
        """Until nothing was drawn for so many seconds. Raises RuntimeError where something always is."""
        until = time.perf_counter() + PATIENCE
        while self._read(quiet):
            if time.perf_counter() > until:
                raise RuntimeError(f"never still\n{self.plain[-2000:].decode(errors='replace')}")

    def watch(self, seconds: float) -> float:
        """Let it go on for so long; the most memory it had meanwhile."""
        most, until = 0.0, time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._read(0.1)
            most = max(most, self.memory)
        return most

    @property
    def cpu(self) -> float:
        """Seconds of processor time of the program alone."""
        return _processor_time(self._pid)

    @property
    def memory(self) -> float:
        """MiB of the program alone (proportional set size)."""
        return _memory(self._pid)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        chunk = os.read(self._terminal, 1 << 16)
        for question, answer in ANSWERS.items():
            if question in chunk:
                os.write(self._terminal, answer)
        self._drawn += chunk
        return True


@contextmanager
def running(
    command: Sequence[str], *, columns: int = 120, rows: int = 40, env: Mapping[str, str] | None = None
) -> Iterator[Session]:
    """The program on a fresh pty; killed in the end."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in _NOT_HANDED_ON},
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        **(env or {}),
    }
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execvpe(command[0], list(command), environment)
    try:
        yield Session(pid, terminal, began)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def start(
    command: Sequence[str],
    texts: Sequence[str],
    *,
    columns: int = 120,
    rows: int = 40,
    env: Mapping[str, str] | None = None,
) -> Start:
    """Start the program on a fresh pty and stop the clock when all ``texts`` were drawn. Raises RuntimeError."""
    with running(command, columns=columns, rows=rows, env=env) as session:
        seconds = session.wait_for(texts)
        return Start(seconds, session.cpu, session.memory)


def _processor_time(pid: int) -> float:
    """Seconds of processor time of another process: Linux names its clock by the number (clock_getcpuclockid)."""
    return time.clock_gettime(~pid << 3 | 2)


def _memory(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        found = re.search(r"^Pss:\s+(\d+) kB", rollup.read(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
