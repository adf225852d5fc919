"""Writes a frame with scaled text in it: what changed is erased and written anew, then the letters over it.

No scaled letter survives on a row that is written: erasing a row kills every letter that reaches into it (text-size.md,
1.2), and every letter that touched such a row is written again. That is the whole proof.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import ColorSystem
from rich.console import Console
from textual.strip import Strip

from tui_reader.ui.scaling.osc66 import written
from tui_reader.ui.scaling.runs import Run, runs_of


class FrameWriter:
    """Remembers what is on screen, to write only what changed."""

    def __init__(self) -> None:
        self._rows: list[str] | None = None
        self._runs: list[Run] = []

    @property
    def idle(self) -> bool:
        """Whether nothing scaled is on screen."""
        return not self._runs

    def forget(self) -> None:
        """What is on screen is not known any more."""
        self._rows = None

    def frame(
        self,
        strips: Sequence[Strip],
        columns: int,
        console: Console,
        *,
        behind: Sequence[Run] = (),
        whole: bool = False,
    ) -> str | None:
        """The bytes of this frame, or None where it may be written as it is. ``whole``: all of it is new.

        ``behind``: runs of the screens under a modal one that nothing covers, in their dimmed colours.
        """
        runs = sorted((*runs_of(strips, columns), *behind), key=lambda run: (run.y, run.x))
        if not runs and not self._runs:
            self._rows = None
            return None
        rows = [strip.render(console) for strip in strips]
        changed = self._changed(rows, runs, whole)
        colours = console._color_system or ColorSystem.TRUECOLOR
        out = [f"\x1b[{y + 1};1H\x1b[2K{rows[y]}" for y in changed]
        touched = set(changed)
        again = [run for run in runs if not touched.isdisjoint(range(run.y, run.y + run.part.s))]
        out += written(again, colours)
        self._rows, self._runs = rows, runs
        return "".join(out)

    def _changed(self, rows: Sequence[str], runs: Sequence[Run], whole: bool) -> list[int]:
        before = self._rows
        if whole or before is None or len(before) != len(rows):
            return list(range(len(rows)))
        now, then = _by_row(runs), _by_row(self._runs)
        return [y for y, row in enumerate(rows) if row != before[y] or now.get(y) != then.get(y)]


def _by_row(runs: Sequence[Run]) -> dict[int, list[Run]]:
    """The runs that touch each row."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        for y in range(run.y, run.y + run.part.s):
            found.setdefault(y, []).append(run)
    return found
