"""Selects text by keys: from a place on, a line or a word further at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from tui_reader.ui.reading.line_view import LineView
from tui_reader.ui.reading.lines import Line, begin_of, inside, line_text
from tui_reader.ui.reading.pieces import Anchor

_WORD = re.compile(r"\S+")


class Spot(NamedTuple):
    """Between two characters of a row as drawn."""

    anchor: Anchor
    x: int


class Caret:
    """What is selected from ``start`` to ``end``; told by anchors, so that it stays on its words while heights change."""

    def __init__(self, view: LineView, gone: Callable[[], None], at: Spot | None = None) -> None:
        """``at``: where to begin; the first line in sight where nothing says it. ``gone``: the text was laid out anew."""
        self._view, self._gone = view, gone
        begin = self._row(at) if at is not None else view.top
        row = self._lines(begin, 1, begin)
        words = self._words(row)
        self._start = at or Spot(self._anchor(row), words[0][0] if words else 0)
        self._end = Spot(self._anchor(row), words[-1][1] if words else 0)
        view.overlays.append(self)
        self._show()

    @property
    def end(self) -> Spot:
        """The edge that moves."""
        return self._end

    def lines(self, by: int) -> None:
        """So many lines of text further, the last one whole."""
        row = self._row(self._end)
        for _ in range(min(abs(by), 10_000)):
            row = self._lines(row + (1 if by > 0 else -1), 1 if by > 0 else -1, row)
        self._to(row)

    def to_edge(self, *, top: bool) -> None:
        """To the first line or the last."""
        height = self._view.column.height if self._view.column is not None else 1
        self._to(self._lines(0, 1, 0) if top else self._lines(height - 1, -1, 0))

    def word(self, way: int) -> None:
        """A word more (1) or less (-1)."""
        row, x = self._row(self._end), self._end.x
        ends = [end for _, end in self._words(row) if (end > x if way > 0 else end < x)]
        if not ends:
            row = self._lines(row + way, way, row)
            ends = [end for _, end in self._words(row)]
        if ends:
            self._end = Spot(self._anchor(row), ends[0] if way > 0 else ends[-1])
            self._show()

    def close(self, *, keep: bool) -> None:
        """No longer move; what is selected stays selected or not."""
        self._view.overlays.remove(self)
        if not keep:
            self._view.screen.clear_selection()

    def relaid(self) -> None:
        self._gone()

    def over(self, strip: Strip, anchor: Anchor) -> Strip:
        """The selection is painted as any other is."""
        return strip

    def _to(self, row: int) -> None:
        words = self._words(row)
        before = row < self._row(self._start)
        self._end = Spot(self._anchor(row), (words[0][0] if before else words[-1][1]) if words else 0)
        self._show()

    def _show(self) -> None:
        self._view.to_anchor(self._end.anchor, rows_above=1)
        edges = [Offset(spot.x, self._row(spot)) for spot in (self._start, self._end)]
        self._view.screen.selections = {self._view: Selection.from_offsets(*edges)}

    def _lines(self, row: int, way: int, otherwise: int) -> int:
        """The first row with text from here on; of large letters the first of theirs."""
        column = self._view.column
        while column is not None and 0 <= row < column.height:
            if not inside(column.line(row))[0] and self._words(row):
                return row
            row += way
        return max(0, otherwise)

    def _words(self, row: int) -> list[tuple[int, int]]:
        """Where the words of a row begin and end, as drawn."""
        column, margin = self._view.column, self._view.margin
        line = column.line(row) if column is not None else ()
        margin += begin_of(line)
        if any(run.part is not None for run in line):
            return [(margin + start, margin + end) for start, end in _large_words(line)]
        return [(margin + word.start(), margin + word.end()) for word in _WORD.finditer(line_text(line))]

    def _anchor(self, row: int) -> Anchor:
        return self._view.column.anchor(row) if self._view.column is not None else Anchor(0, 0)

    def _row(self, spot: Spot) -> int:
        return self._view.column.row(spot.anchor) if self._view.column is not None else 0


def _large_words(line: Line) -> Iterator[tuple[int, int]]:
    """The words of a row of large letters, by what these say; their cells show it otherwise, or stand apart."""
    cell, start = 0, -1
    for run in line:
        said = run.part.text if run.part is not None else run.text
        if said.strip():
            start = cell if start < 0 else start
        elif start >= 0:
            yield start, cell
            start = -1
        cell += cell_len(run.text)
    if start >= 0:
        yield start, cell
