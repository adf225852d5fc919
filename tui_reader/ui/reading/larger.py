"""The rows of large lines of text, made when they are looked at: a long text has many of them, and few are ever seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import overload

from tui_reader.model.scale import Scale, Size
from tui_reader.ui.reading.enlarging import enlarged
from tui_reader.ui.reading.lettering import lettered
from tui_reader.ui.reading.lines import Line, hung

_KEPT = 512
"""Lines whose rows are kept: some screens full."""


class Larger(Sequence[Line]):
    """As a tuple of lines would be; ``add`` and ``add_row`` while it is made."""

    def __init__(self, scale: Size) -> None:
        self._scale = scale
        self._texts: list[tuple[Line, Line, Line, int]] = []
        self._first: list[int] = []
        self._length = 0

    def add(self, prefix: Line, runs: Line, rest: Line, hang: int = 0) -> None:
        """A line of text. ``prefix`` stands before it, ``rest`` before its other rows; ``hang`` cells are of the margin."""
        self._put((prefix, runs, rest, hang), self._scale.s)

    def add_row(self, line: Line) -> None:
        """A row as it is."""
        self._put((line, (), (), 0), 1)

    def _put(self, text: tuple[Line, Line, Line, int], rows: int) -> None:
        self._texts.append(text)
        self._first.append(self._length)
        self._length += rows

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, row: int) -> Line: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, row: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(row, slice):
            return tuple(self[one] for one in range(*row.indices(self._length)))
        if row < 0:
            row += self._length
        if not 0 <= row < self._length:
            raise IndexError(row)
        text = bisect_right(self._first, row) - 1
        first, after = self._first[text], self._first[text + 1 : text + 2]
        prefix, runs, rest, hang = self._texts[text]
        if (after[0] if after else self._length) - first == 1:
            return prefix
        return hung(rows_of(prefix, runs, rest, self._scale)[row - first], hang)


@lru_cache(_KEPT)
def rows_of(prefix: Line, runs: Line, rest: Line, scale: Size) -> tuple[Line, ...]:
    """The rows of a large line. At whole scales what stands before it grows too; elsewhere bars would be torn."""
    if isinstance(scale, Scale) and scale.whole:
        return enlarged((*prefix, *runs), scale)
    rows = enlarged(runs, scale) if isinstance(scale, Scale) else lettered(runs, scale)
    # a bullet stands in the middle of what it belongs to
    return tuple((*(prefix if row == len(rows) // 2 else rest), *large) for row, large in enumerate(rows))
