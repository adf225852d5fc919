"""Where rows stand among the lines of the list, for a million of them without a table of a million lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct, field

Part = Literal["heading", "row"]
CONTEXT = 2
"""Lines kept visible above and below the cursor."""


class Spot(NamedTuple):
    """What stands on a line: a heading line above row ``row``, or line ``part`` of that row."""

    kind: Part
    row: int
    part: int


class Geometry(Struct, eq=False):
    """``count`` rows of ``height`` lines; one row may be opened by a line; some have heading lines above them."""

    count: int = 0
    height: int = 1
    opened: int = -1
    """The row under the cursor where it has one line more than the others; -1: none."""
    _above: list[int] = field(default_factory=list)
    """Rows with a heading line above, sorted; a row may stand twice (a day and the rule of the last visit)."""

    @property
    def lines(self) -> int:
        """How many lines there are in all."""
        return self.count * self.height + len(self._above) + (0 <= self.opened < self.count)

    def add_heading(self, index: int) -> None:
        """One heading line more above a row."""
        insort(self._above, index)

    def clear_headings(self) -> None:
        """No headings."""
        self._above.clear()

    def headings_above(self, index: int) -> int:
        """How many heading lines stand directly above a row."""
        return bisect_right(self._above, index) - bisect_left(self._above, index)

    def line_of(self, index: int) -> int:
        """The first line of a row itself."""
        return index * self.height + bisect_right(self._above, index) + (-1 < self.opened < index)

    def top_of(self, index: int) -> int:
        """The first line that belongs to a row, its headings included."""
        return self.line_of(index) - self.headings_above(index)

    def height_of(self, index: int) -> int:
        """Lines of a row without its headings."""
        return self.height + (index == self.opened)

    def at(self, line: int) -> Spot | None:
        """What stands on a line; None below the last row."""
        if not 0 <= line < self.lines:
            return None
        index = bisect_right(range(self.count), line, key=self.top_of) - 1
        part = line - self.line_of(index)
        return (
            Spot("heading", index, part + self.headings_above(index))
            if part < 0
            else Spot("row", index, part)
        )

    def spots(self, line: int, lines: int) -> Iterator[Spot | None]:
        """What stands on so many lines from a line on: looked for once, then counted on."""
        spot = self.at(line)
        if spot is None:
            yield from [None] * lines
            return
        row, part = spot.row, spot.part
        above = self.headings_above(row)
        part = part - above if spot.kind == "heading" else part
        for _ in range(lines):
            if row >= self.count:
                yield None
                continue
            yield Spot("heading", row, part + above) if part < 0 else Spot("row", row, part)
            part += 1
            if part == self.height_of(row):
                row += 1
                above = self.headings_above(row)
                part = -above

    def window(self, line: int, lines: int) -> range:
        """The rows seen in so many lines from a line on."""
        first, last = self.at(max(0, line)), self.at(min(self.lines - 1, line + lines - 1))
        return range(first.row if first else 0, last.row + 1 if last else 0)

    def scrolled_to(self, index: int, top: int, lines: int) -> int:
        """The first line to show so that a row is seen with some around it, where ``lines`` are seen from ``top`` on."""
        context = CONTEXT if lines > 3 * CONTEXT + 3 else 0
        first, end = self.top_of(index) - context, self.line_of(index) + self.height_of(index) + context
        if first < top:
            return max(0, first)
        return min(end, self.lines) - lines if end > top + lines else top

    def next_heading(self, index: int, way: int) -> int | None:
        """The next row below (1) or above (-1) that has a heading above it."""
        place = bisect_right(self._above, index) if way > 0 else bisect_left(self._above, index) - 1
        return self._above[place] if 0 <= place < len(self._above) else None
