"""Drives the real program in a real terminal (tmux) as a person would: keys in, screen out."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.patience import PATIENCE


def needs_tmux() -> str:
    """Why the test must be skipped, or ``""``; in CI nothing is skipped."""
    if shutil.which("tmux") or os.environ.get("CI"):
        return ""
    return "tmux is not installed"


def program(home: Path, *arguments: str, lang: str = "vi") -> list[str]:
    """The command that opens the reader on a home of its own."""
    return [sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", lang, *arguments]


class Terminal:
    """One program in one tmux window of its own server."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        lang: str = "vi",
        environment: Mapping[str, str] | None = None,
        in_shell: bool = False,
    ) -> None:
        """``in_shell``: started by a shell with job control, as by hand; ``fg`` works there."""
        self._socket = f"tui-reader-test-{uuid.uuid4().hex[:12]}"
        self._size = (columns, rows)
        self._environment = dict(environment or {})
        self._in_shell = in_shell
        self._command = shlex.join(program(home, *arguments, lang=lang))

    def __enter__(self) -> Self:
        columns, rows = self._size
        # ``cat`` keeps the window after the program has gone, so that what it left behind can be read
        window = "exec sh -i" if self._in_shell else f"{self._command}; echo [ended $?]; cat"
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", str(columns), "-y", str(rows), window)
        if self._in_shell:
            self.type(f"PS1='prompt> '; clear; {self._command}; echo [ended $?]")
            self.press("Enter")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tmux("kill-server", check=False)

    def press(self, *keys: str) -> None:
        """Keys by tmux's names (Enter, Escape, Down …) or as characters."""
        for key in keys:
            self._tmux("send-keys", key)

    def type(self, text: str) -> None:
        """Literal text."""
        self._tmux("send-keys", "-l", text)

    def screen(self) -> str:
        """What is on screen now, one line a row."""
        return self._tmux("capture-pane", "-p").replace("\xa0", " ")

    def resize(self, columns: int, rows: int) -> None:
        """Another size of the window."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def told(self, *variables: str) -> list[str]:
        """What tmux knows of the pane: ``alternate_on``, ``cursor_flag``, ``mouse_any_flag`` …"""
        return self._tmux("display-message", "-p", " ".join(f"#{{{name}}}" for name in variables)).split()

    def wait_for(self, *texts: str, gone: Sequence[str] = ()) -> str:
        """The screen as soon as it shows all of ``texts`` and none of ``gone``. AssertionError with the screen else."""
        return self.wait_until(
            lambda seen: all(text in seen for text in texts) and not any(text in seen for text in gone),
            f"{texts}, without {gone}",
        )

    def wait_until(self, fits: Callable[[str], bool], what: str) -> str:
        """The screen as soon as it fits. AssertionError with the screen else."""
        until = time.monotonic() + PATIENCE
        while not fits(seen := self.screen()):
            assert time.monotonic() < until, f"waited in vain for {what}, and saw:\n{seen}"
            time.sleep(0.02)
        return seen

    def footer(self) -> str:
        """The last line."""
        return last_line(self.screen())

    def pid(self) -> int:
        """The reader: what the window's shell started. AssertionError where it does not run."""
        shell = int(self._tmux("list-panes", "-F", "#{pane_pid}"))
        return next(one for one in children(shell) if "-m\0tui_reader" in command_of(one))

    def _tmux(self, *arguments: str, check: bool = True) -> str:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment["TZ"] = "Asia/Ho_Chi_Minh"
        for name in ("TMUX", "PYTHONDONTWRITEBYTECODE", "ENV", "COLUMNS", "LINES"):
            environment.pop(name, None)
        done = subprocess.run(
            ["tmux", "-u", "-L", self._socket, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**environment, **self._environment},
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout


def last_line(screen: str) -> str:
    """The footer of a screen."""
    return screen.rstrip("\n").rpartition("\n")[2]


def children(pid: int) -> list[int]:
    """The processes a process started."""
    try:
        lists = [task.joinpath("children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
    return [int(one) for found in lists for one in found.split()]


def command_of(pid: int) -> str:
    """The command line of a process, its words separated by NUL; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def engine_of(reader: int) -> int:
    """The engine of a reader, 0 while there is none."""
    return next((one for one in children(reader) if "\0engine\0" in command_of(one)), 0)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    return [pid, *(one for child in children(pid) for one in family(child))]
