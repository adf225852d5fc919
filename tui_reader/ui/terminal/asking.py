"""Asks the terminal and hears its replies; the toolkit is imported between the two, so that nobody waits."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Mapping

from tui_reader.model.style import Layer
from tui_reader.ui.terminal.layers import may_ask
from tui_reader.ui.terminal.replies import QUESTIONS, Abilities, fence, read

PATIENCE = 0.15
"""Seconds at most that are waited for the replies once the toolkit is there."""
VARIABLE = "TUI_READER_TEXT_LAYER"
_CHUNK = 1 << 12


class Asked:
    """The questions on their way. ``hear`` must be called before the toolkit starts: the terminal is ours until then."""

    def __init__(self) -> None:
        self.typed = b""
        """What was typed meanwhile, or came too late to be a reply."""
        self.late = False
        """Whether replies may still come: they must not become keys."""
        self._input = sys.stdin.fileno()
        self._mode = _hush(self._input)
        os.write(sys.stdout.fileno(), QUESTIONS.encode())

    def give_up(self) -> None:
        """The terminal as it was found; the toolkit will not start."""
        _speak(self._input, self._mode)
        os.write(sys.stdout.fileno(), b"\x1b[?1049l")

    def hear(self) -> Abilities:
        """The replies that are there, waiting a moment for the last one; the terminal is as it was found."""
        replies, until = b"", time.monotonic() + PATIENCE
        try:
            while not fence(replies) and (left := until - time.monotonic()) > 0:
                if select.select([self._input], [], [], left)[0]:
                    replies += os.read(self._input, _CHUNK)
        finally:
            _speak(self._input, self._mode)
        abilities, self.typed = read(replies, os.get_terminal_size(self._input).columns)
        self.late = not abilities.answered
        return abilities


def wish_of(setting: str, environment: Mapping[str, str]) -> str:
    """The layer the reader set: the environment goes before the configuration, and what is no layer is "auto"."""
    said = environment.get(VARIABLE, setting)
    return said if said in (*Layer, "auto") else "auto"


def ask(wish: str) -> Asked | None:
    """Ask, where there is someone to ask and something to learn."""
    if wish in (Layer.LAYOUT, Layer.BLOCKS, Layer.OSC66) or not may_ask(os.environ):
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        return Asked()
    except (ImportError, OSError):  # Windows; a terminal that went away
        return None


def heard(asked: Asked | None) -> Abilities:
    """What the terminal can do."""
    try:
        return asked.hear() if asked is not None else Abilities()
    except OSError:
        return Abilities()


def _hush(fd: int) -> list[object]:
    """No echo and no waiting for Enter: replies have none."""
    import termios

    before = termios.tcgetattr(fd)
    now = list(before)
    now[3] = before[3] & ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(fd, termios.TCSANOW, now)
    return before


def _speak(fd: int, mode: list[object]) -> None:
    import termios

    termios.tcsetattr(fd, termios.TCSANOW, mode)  # type: ignore[arg-type]
