"""Blocks wider than the column: which part of them is seen, and the edges that tell there is more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len, split_graphemes

from tui_reader.strings import Words
from tui_reader.ui.reading.breaking import is_single
from tui_reader.ui.reading.flowing import Frame
from tui_reader.ui.reading.lines import Laid, Line, Run, line_width

LEAST_ROOM = 40
"""Cells from which a table is shown in part and moved sideways; in fewer it is told record by record."""
_FIXED_SHARE = 3
"""The first column of a table stays in sight where it takes at most this part of the room."""


class Wide:
    """One table or piece of code. ``pieces`` are the ones to draw again when it has moved."""

    def __init__(self, first_piece: int, room: int, measure: Callable[[], int]) -> None:
        """``measure``: its whole width in cells, asked only when it is to move."""
        self._first, self.room, self._measure = first_piece, room, measure
        self.places: Sequence[int] = ()
        """Where columns begin."""
        self.pieces = range(first_piece, first_piece)
        self.at = 0
        """Cells that are out of sight at the left."""
        self._width: int | None = None

    def ends(self, piece: int) -> None:
        """``piece`` is the first that is not its own any more."""
        self.pieces = range(self._first, piece)

    @property
    def most(self) -> int:
        """Cells it can be moved by; 0 where all of it is seen."""
        if self._width is None:
            self._width = self._measure()
        return max(0, self._width - self.room)

    def move(self, way: int) -> bool:
        """To the next column, or half the room; False where there is no further."""
        step = max(1, self.room // 2)
        ahead = [place for place in self.places if (place > self.at if way > 0 else place < self.at)]
        to = (ahead[0] if way > 0 else ahead[-1]) if ahead else self.at + way * step
        before, self.at = self.at, max(0, min(to, self.most))
        return self.at != before

    def reveal(self, start: int, end: int) -> bool:
        """Bring some cells of a line of code into sight; whether it had to move."""
        before = self.at
        if not self.places and not (before <= start and end <= before + self.room):
            self.at = max(0, min(start - self.room // 2, self.most))
        return self.at != before

    def fixed(self, first_column: int) -> int:
        """Cells at the left that stay: a table's first column with what stands after it, if it is not too wide."""
        return first_column if first_column * _FIXED_SHARE <= self.room else 0


def clipped(laid: Laid, wide: Wide, frame: Frame, fixed: int) -> Laid:
    """The lines of a table cut to what is seen of them now."""
    drawn: list[Line] = []
    for row, line in enumerate(laid.lines):
        prefix = frame.first if row == 0 else frame.rest
        inner = line[len(prefix) :]
        kept = crop(inner, 0, fixed)
        missing = Run(" " * (fixed - line_width(kept)), "table") if fixed else Run("")
        drawn.append((*prefix, *kept, missing, *crop(inner, fixed + wide.at, wide.room + wide.at)))
    return Laid(tuple(drawn), laid.offsets, laid.soft)


def edges(wide: Wide, words: Words, frame: Frame, base: int) -> Laid:
    """`← Table continues   Table continues →`, as far as it does."""
    left = words("block.table_less") if wide.at else ""
    right = words("block.table_more") if wide.at < wide.most else ""
    gap = " " * max(1, wide.room - cell_len(left) - cell_len(right))
    return Laid(((*frame.rest, Run(f"{left}{gap}{right}", "muted")),), (base,))


def crop(line: Line, start: int, end: int) -> Line:
    """The cells of a line from ``start`` up to ``end``; half a wide letter is a space."""
    found: list[Run] = []
    cell = 0
    for run in line:
        width = cell_len(run.text)
        low, high = max(start, cell), min(end, cell + width)
        if low < high:
            text = run.text if high - low == width else _cells(run.text, low - cell, high - cell)
            found.append(Run(text, run.role, run.mark, run.href, run.action, run.stop, run.part))
        cell += width
    return tuple(found)


def _cells(text: str, start: int, end: int) -> str:
    if is_single(text):
        return text[start:end]
    cell, found = 0, ""
    for first, last, cells in split_graphemes(text)[0]:
        seen = min(end, cell + cells) - max(start, cell)
        found += text[first:last] if seen == cells else " " * max(0, seen)
        cell += cells
    return found
