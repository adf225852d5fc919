"""The rows of the list and of the sources as they stand on screen."""

from __future__ import annotations

import re

from tests.terminal.tmux import Terminal

_COUNT = re.compile(r"\b(\d+) (?:·|bài|articles?\b)")
_ROW = re.compile(r"[●◐★] ([^▕]*)")


def titles(screen: str) -> list[str]:
    """The list's rows in order, without their marks."""
    return [row[1].strip() for line in screen.splitlines() if (row := _ROW.search(line))]


def cursor_is_on(text: str, screen: str) -> bool:
    """Whether the row (or source) with this text is the chosen one."""
    return any("▌" in line and text in line for line in screen.splitlines())


def chosen_line(screen: str, text: str) -> int:
    """On which line of the screen the chosen row with this text stands."""
    return next(at for at, line in enumerate(screen.splitlines()) if "▌" in line and text in line)


def put_cursor_on(terminal: Terminal, title: str, *, of: int = 16) -> str:
    """Down to the row of a title, each step seen, once the list has all its ``of`` articles; the screen then.

    The store is filled before the screen has heard of it: a step counted on a list that still grows ends elsewhere.
    """
    terminal.wait_until(lambda seen: count(seen) == of and title in seen, f"{title} in a list of {of}")
    return step_to(terminal, title)


def count(screen: str) -> int:
    """How many articles the list's title says it has, 0 where it says nothing."""
    said = _COUNT.search(screen.partition("\n")[0])
    return int(said[1]) if said else 0


def step_to(terminal: Terminal, text: str, most: int = 60) -> str:
    """Down, one line at a time and each seen, until the cursor is on a text that may lie below the screen."""
    screen = terminal.screen()
    for _ in range(most):
        if cursor_is_on(text, screen):
            return screen
        chosen = _chosen(screen)
        terminal.press("j")
        screen = terminal.wait_until(lambda seen, old=chosen: _chosen(seen) != old, "the next line")  # type: ignore[misc]
    raise AssertionError(f"no line {text!r}:\n{screen}")


def _chosen(screen: str) -> str:
    """The beginning of the chosen title: its source, comments and age may change under the cursor."""
    return next((line[3:18] for line in screen.splitlines() if line.startswith("▌")), "")
