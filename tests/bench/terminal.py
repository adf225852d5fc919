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
from collections.abc import Mapping, Sequence
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


def start(
    command: Sequence[str],
    texts: Sequence[str],
    *,
    columns: int = 120,
    rows: int = 40,
    env: Mapping[str, str] | None = None,
) -> Start:
    """Start the program on a fresh pty and stop the clock when all ``texts`` were drawn. Raises RuntimeError."""
    wanted = [text.encode() for text in texts]
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
        seconds = _watch(terminal, wanted, began)
        return Start(seconds, _processor_time(pid), _memory(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def _watch(terminal: int, wanted: Sequence[bytes], began: float) -> float:
    drawn = b""
    while time.perf_counter() - began < PATIENCE:
        ready, _, _ = select.select([terminal], [], [], 0.5)
        if not ready:
            continue
        try:
            chunk = os.read(terminal, 1 << 16)
        except OSError:
            break
        for question, answer in ANSWERS.items():
            if question in chunk:
                os.write(terminal, answer)
        drawn += chunk
        plain = _ESCAPES.sub(b"", drawn)
        if all(text in plain for text in wanted):
            return time.perf_counter() - began
    raise RuntimeError(f"never drawn: {wanted}\n{_ESCAPES.sub(b'', drawn)[-2000:].decode(errors='replace')}")


def _processor_time(pid: int) -> float:
    """Seconds of processor time of another process: Linux names its clock by the number (clock_getcpuclockid)."""
    return time.clock_gettime(~pid << 3 | 2)


def _memory(pid: int) -> float:
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        found = re.search(r"^Pss:\s+(\d+) kB", rollup.read(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
