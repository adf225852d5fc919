"""Writes a frame with scaled text in it: what changed is erased and written anew, then the letters over it.

No scaled letter survives on a row that is written: erasing a row kills every letter that reaches into it (text-size.md,
1.2), and every letter that touched such a row is written again. That is the whole proof.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import ColorSystem
from rich.console import Console
from textual.strip import Strip

from tui_reader.ui.scaling.dec import SINGLE, Row, double_rows
from tui_reader.ui.scaling.osc66 import written
from tui_reader.ui.scaling.runs import Run, runs_of


class FrameWriter:
    """Remembers what is on screen, to write only what changed. ``double``: by rows of double height, not by OSC 66."""

    def __init__(self, *, double: bool = False) -> None:
        self._double = double
        self._rows: list[Row] | None = None
        self._runs: dict[int, list[Run]] = {}
        """By the rows they touch."""
        self._doubled: set[int] = set()
        """Rows whose attribute is not single on the terminal, whatever else is known of it."""

    @property
    def idle(self) -> bool:
        """Whether nothing scaled is on screen."""
        return not self._runs and not self._doubled

    def turn(self, *, double: bool) -> None:
        """By the other means from now on; all rows are written anew, so that nothing of the old is left."""
        self._double, self._rows = double, None

    def is_double(self, row: int) -> bool:
        """Whether a row of the screen is of double height now."""
        return row in self._doubled

    def forget(self) -> None:
        """What is on screen is not known any more."""
        self._rows = None

    def restore(self) -> str:
        """Every row single again: the attribute would outlive us."""
        rows, self._doubled, self._rows = sorted(self._doubled), set(), None
        return "".join(f"\x1b[{y + 1};1H\x1b#{SINGLE}" for y in rows)

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
        colours = console._color_system or ColorSystem.TRUECOLOR
        runs: list[Run] = []
        double: dict[int, Row] = {}
        if self._double:
            double = double_rows(strips, colours)
        else:
            runs = sorted((*runs_of(strips, columns), *behind), key=lambda run: (run.y, run.x))
        if not runs and not double and self.idle:
            self._rows = None
            return None
        rows = [double.get(y) or Row(SINGLE, strip.render(console)) for y, strip in enumerate(strips)]
        touching = _by_row(runs)
        changed = self._changed(rows, touching, whole)
        out = [self._row(y, rows[y]) for y in changed]
        touched = set(changed)
        again = [run for run in runs if not touched.isdisjoint(range(run.y, run.y + run.part.s))]
        out += written(again, colours)
        self._rows, self._runs, self._doubled = rows, touching, set(double)
        return "".join(out)

    def _row(self, y: int, row: Row) -> str:
        attribute = f"\x1b#{row.attribute}" if y in self._doubled or row.attribute != SINGLE else ""
        return f"\x1b[{y + 1};1H{attribute}\x1b[2K{row.text}"

    def _changed(self, rows: Sequence[Row], runs: dict[int, list[Run]], whole: bool) -> list[int]:
        before = self._rows
        if whole or before is None or len(before) != len(rows):
            return list(range(len(rows)))
        return [y for y, row in enumerate(rows) if row != before[y] or runs.get(y) != self._runs.get(y)]


def _by_row(runs: Sequence[Run]) -> dict[int, list[Run]]:
    """The runs that touch each row."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        for y in range(run.y, run.y + run.part.s):
            found.setdefault(y, []).append(run)
    return found
