"""The real program under a pseudo-terminal that answers as a terminal does and keeps every byte it is sent."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shlex
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.patience import PATIENCE
from tests.terminal.tmux import program

_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronized output: known, off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # in-band resizes: not known
    b"\x1b[c": b"\x1b[?62;c",  # DA1
    b"\x1b[6n": b"\x1b[1;1R",  # cursor position
}


class PtyProgram:
    """The reader on a home of its own; ``written`` is all it sent to its terminal."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        lang: str = "en",
        environment: Mapping[str, str] | None = None,
        answers: Mapping[bytes, bytes] | None = None,
        shell: str = "",
        echo: bool = True,
    ) -> None:
        """``answers``: what this terminal says to more questions, before it answers what every terminal does.

        ``shell``: redirections it is started with. ``echo``: whether the terminal itself shows what is typed while no
        program has taken it over.
        """
        self._echo = echo
        self._answers = {**(answers or {}), **_ANSWERS}
        self._command = program(home, *arguments, lang=lang)
        if shell:
            self._command = ["/bin/sh", "-c", f"exec {shlex.join(self._command)} {shell}"]
        self._size = (columns, rows)
        self._environment = dict(environment or {})
        self.written = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self.status: int | None = None
        """How it ended, as ``os.waitstatus_to_exitcode`` says; None while it runs."""

    def __enter__(self) -> Self:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        for name in ("PYTHONDONTWRITEBYTECODE", "TMUX", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            self._set_size(0, *self._size)
            os.execvpe(self._command[0], self._command, {**environment, **self._environment})
        if not self._echo:
            settings = termios.tcgetattr(self._terminal)
            settings[3] &= ~termios.ECHO
            termios.tcsetattr(self._terminal, termios.TCSANOW, settings)
        self.cooked = termios.tcgetattr(self._terminal)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._terminal >= 0:
            os.close(self._terminal)

    def press(self, keys: str | bytes) -> None:
        """Bytes as a keyboard sends them."""
        os.write(self._terminal, keys.encode() if isinstance(keys, str) else keys)

    def press_slowly(self, keys: str) -> None:
        """As much as fits at a time, reading what comes meanwhile: neither waits for the other."""
        left = memoryview(keys.encode("utf-8", "surrogateescape"))
        while left:
            left = left[os.write(self._terminal, left[:2000]) :]
            self._read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Another size; the kernel tells the program (SIGWINCH)."""
        self._set_size(self._terminal, columns, rows)
        self._screen.resize(rows, columns)

    def kill(self, number: signal.Signals) -> None:
        """A signal to the reader."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """The terminal is closed, as by a broken connection; nothing more is seen."""
        os.close(self._terminal)
        self._terminal = -1

    def shown(self) -> str:
        """The screen, a line a row."""
        self._read(0)
        self._stream.feed(self.written[self._fed :])
        self._fed = len(self.written)
        return "\n".join(self._screen.display).replace("\xa0", " ")

    def wait_for(self, *texts: str, gone: Sequence[str] = ()) -> str:
        """The screen as soon as it shows all ``texts`` and none of ``gone``."""
        return self.wait_until(
            lambda seen: all(text in seen for text in texts) and not any(text in seen for text in gone),
            f"{texts} without {gone}",
        )

    def wait_until(self, fits: Callable[[str], bool], what: str) -> str:
        """The screen as soon as it fits. AssertionError with the screen otherwise."""
        until = time.monotonic() + PATIENCE
        while not fits(seen := self.shown()):
            alive = self.running() and time.monotonic() < until
            assert alive, f"waited in vain for {what} (ended: {self.status}), saw:\n{seen}"
            self._read(0.1)
        return seen

    def press_and_see(self, key: str, fits: Callable[[str], bool], what: str) -> str:
        """Press once, and the screen as soon as it fits."""
        self.press(key)
        return self.wait_until(fits, what)

    def wait_a_moment(self, seconds: float) -> None:
        """Take in what is written for so long; for those who drive it without looking."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._read(left)

    def running(self) -> bool:
        """Whether the reader still lives."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._read(0)
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is None

    def wait_for_end(self) -> int:
        """Its exit status, once it has ended; negative: killed by that signal."""
        until = time.monotonic() + PATIENCE
        while self.running():
            assert time.monotonic() < until, f"it does not end:\n{self.shown()}"
            self._read(0.1)
        self._read(0)
        assert self.status is not None
        return self.status

    def settings(self) -> list[object]:
        """What the terminal driver is set to now (termios)."""
        return termios.tcgetattr(self._terminal)

    def _read(self, seconds: float) -> None:
        if self._terminal < 0:
            time.sleep(seconds)
            return
        while select.select([self._terminal], [], [], seconds)[0]:
            try:
                chunk = os.read(self._terminal, 1 << 16)
            except OSError:  # nobody writes any more
                return
            if not chunk:
                return
            self.written += chunk
            for question, answer in self._answers.items():
                if question in chunk:
                    os.write(self._terminal, answer)
            seconds = 0

    @staticmethod
    def _set_size(terminal: int, columns: int, rows: int) -> None:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
