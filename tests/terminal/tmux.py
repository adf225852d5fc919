"""Drives the real program in a real terminal (tmux) as a person would: keys in, screen out."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 30.0
"""Seconds a screen may take to show what is waited for; generous, since only a failure waits this long."""


def needs_tmux() -> str:
    """Why the test must be skipped, or ``""``; in CI nothing is skipped."""
    if shutil.which("tmux") or os.environ.get("CI"):
        return ""
    return "tmux is not installed"


class Terminal:
    """One program in one tmux window of its own server."""

    def __init__(
        self, home: Path, *arguments: str, columns: int = 80, rows: int = 24, lang: str = "vi"
    ) -> None:
        self._socket = f"tui-reader-test-{uuid.uuid4().hex[:12]}"
        self._size = (columns, rows)
        program = [sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", lang, *arguments]
        self._command = shlex.join(program)

    def __enter__(self) -> Self:
        columns, rows = self._size
        # ``cat`` keeps the window after the program has gone, so that what it left behind can be read
        self._tmux(
            "-f",
            os.devnull,
            "new-session",
            "-d",
            "-x",
            str(columns),
            "-y",
            str(rows),
            f"{self._command}; echo [ended $?]; cat",
        )
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
        return self._tmux("capture-pane", "-p")

    def resize(self, columns: int, rows: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for(self, *texts: str, gone: Sequence[str] = ()) -> str:
        """The screen as soon as it shows all of ``texts`` and none of ``gone``. AssertionError with the screen else."""
        until = time.monotonic() + PATIENCE
        while True:
            seen = self.screen()
            if all(text in seen for text in texts) and not any(text in seen for text in gone):
                return seen
            assert time.monotonic() < until, f"waited for {texts}, without {gone}, and saw:\n{seen}"
            time.sleep(0.02)

    def pids(self) -> list[int]:
        """Process ids of the program in the window: the shell's children."""
        shell = self._tmux("list-panes", "-F", "#{pane_pid}").strip()
        found = subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]

    def _tmux(self, *arguments: str, check: bool = True) -> str:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("TMUX", None)
        done = subprocess.run(
            ["tmux", "-u", "-L", self._socket, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout
