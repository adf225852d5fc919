"""Tables: columns share the width fairly, cells wrap; what cannot fit is told record by record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from rich.cells import cell_len

from tui_reader.model.document import Cell, Mark, Table
from tui_reader.ui.reading.flowing import (
    BARE,
    Frame,
    Setting,
    flatten,
    flow,
    joined,
    links_of,
    plain_flat,
    text_of,
)
from tui_reader.ui.reading.lines import NO_STOP, Laid, Line, Run, line_width

MOST_COLUMNS = 60
"""Columns drawn; a table of more is told by its first ones (hostile.md H49)."""
_MEASURED_ROWS = 300  # enough to know the widths; later cells wrap
_NARROWEST = 6  # cells below which a column is not readable
_PROSE = 24  # cells above which a column holds sentences: in few cells they would be a tower of words
_WIDEST = 30  # cells a column takes at most in a table that is moved sideways
_BETWEEN = Run(" │ ", "table-rule")

Row = list[tuple[Cell, int]]
"""Cells of a row, each with the columns it spans."""


def grid(table: Table) -> list[Row]:
    """The rows with cells in their columns; a cell that spans rows leaves an empty one below it."""
    rows: list[Row] = []
    hanging: dict[int, int] = {}
    for cells in table.rows:
        row: Row = []
        column = 0
        left = iter(cells)
        while column < MOST_COLUMNS:
            if hanging.get(column):
                hanging[column] -= 1
                row.append((Cell(()), 1))
                column += 1
                continue
            cell = next(left, None)
            if cell is None:
                break
            span = max(1, min(cell.columns, MOST_COLUMNS - column))
            row.append((cell, span))
            for spanned in range(column, column + span):
                if cell.rows > 1:
                    hanging[spanned] = min(cell.rows - 1, len(table.rows))
            column += span
        rows.append(row)
    return rows


def widths(rows: Sequence[Row], room: int) -> list[int] | None:
    """Cells of each column within ``room``; None where they do not fit in a readable way."""
    natural, least = _measured(rows)
    if not natural:
        return None
    free = room - (len(natural) - 1) * len(_BETWEEN.text)
    if sum(natural) <= free:
        return natural
    if sum(least) > free:
        least = [min(cells, _NARROWEST) for cells in natural]
        if sum(least) > free:
            return None
    return _shared(natural, least, free)


def broad(rows: Sequence[Row]) -> list[int]:
    """Cells of each column where the table may be wider than the column it stands in; long cells wrap."""
    natural, least = _measured(rows)
    return [min(cells, max(_WIDEST, word)) for cells, word in zip(natural, least, strict=True)]


def begins(columns: Sequence[int]) -> list[int]:
    """The cell each column begins at."""
    found = [0]
    for cells in columns[:-1]:
        found.append(found[-1] + cells + len(_BETWEEN.text))
    return found


def _measured(rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """For each column the cells of its longest line, and those it should not have fewer than."""
    count = max((sum(span for _, span in row) for row in rows), default=0)
    natural, least = [1] * count, [1] * count
    for row in islice(rows, _MEASURED_ROWS):
        column = 0
        for cell, span in row:
            if span == 1:
                lines = text_of(cell.spans)[:400].split("\n")
                natural[column] = max(natural[column], max(map(cell_len, lines)))
                longest = max((cell_len(word) for line in lines for word in line.split(" ")), default=1)
                least[column] = max(least[column], min(longest, 2 * _NARROWEST))
            column += span
    _widen_for_spans(rows, natural)
    least = [
        max(cells, 2 * _NARROWEST) if whole > _PROSE else cells
        for cells, whole in zip(least, natural, strict=True)
    ]
    return natural, least


def _widen_for_spans(rows: Sequence[Row], natural: list[int]) -> None:
    """What a cell over several columns needs more than they do goes to the last of them."""
    for row in islice(rows, _MEASURED_ROWS):
        column = 0
        for cell, span in row:
            if span > 1:
                wanted = max(map(cell_len, text_of(cell.spans)[:400].split("\n")))
                have = sum(natural[column : column + span]) + (span - 1) * len(_BETWEEN.text)
                natural[column + span - 1] += max(0, wanted - have)
            column += span


def _shared(natural: list[int], least: list[int], free: int) -> list[int]:
    """Each column what it needs if that is no more than a fair share of what the others leave."""
    wanted = sorted(range(len(natural)), key=natural.__getitem__)
    given = list(least)
    left = free - sum(least)
    for place, column in enumerate(wanted):
        share = left // (len(wanted) - place)
        more = min(natural[column] - least[column], share)
        given[column] += max(0, more)
        left -= max(0, more)
    return given


def draw_row(
    row: Row, columns: Sequence[int], first_stop: int = NO_STOP, frame: Frame = BARE, base: int = 0
) -> Laid:
    """One row of the table, its cells wrapped and padded."""
    cells: list[tuple[list[Line], int, str]] = []
    column = 0
    for cell, span in row:
        room = sum(columns[column : column + span]) + (span - 1) * len(_BETWEEN.text)
        cells.append((_cell_lines(cell, room, first_stop), room, cell.align))
        first_stop = _after(first_stop, cell)
        column += span
    while column < len(columns):
        cells.append(([], columns[column], ""))
        column += 1
    height = max((len(lines) for lines, _, _ in cells), default=1) or 1
    drawn: list[Line] = []
    for index in range(height):
        runs: list[Run] = list(frame.first if index == 0 else frame.rest)
        for place, (lines, room, align) in enumerate(cells):
            if place:
                runs.append(_BETWEEN)
            line = lines[index] if index < len(lines) else ()
            runs.extend(_aligned(line, room, align, last=place + 1 == len(cells)))
        drawn.append(tuple(runs))
    return Laid(tuple(drawn), (base,) * height)


def row_text(row: Row) -> str:
    """What a row says, cell by cell."""
    return "\n".join(text_of(cell.spans) for cell, _ in row)


def row_links(row: Row) -> list[str]:
    """The addresses of a row's links, in the order they are drawn as stops."""
    return [href for cell, _ in row for href in links_of(cell.spans)]


def rule(columns: Sequence[int], frame: Frame = BARE, base: int = 0, line: str = "─") -> Laid:
    """The thin line under the header."""
    text = f"{line}┼{line}".join(line * cells for cells in columns)
    return Laid(((*frame.rest, Run(text, "table-rule")),), (base,))


def record(
    row: Row, labels: Sequence[str], width: int, first_stop: int, frame: Frame = BARE, base: int = 0
) -> Laid:
    """A row told as a record: each cell after its column's name, hanging."""
    lines: list[Line] = []
    hanging = Frame(frame.rest, (*frame.rest, Run("  ", "table")), frame.cells + 2)
    column = 0
    for cell, span in row:
        label = labels[column] if column < len(labels) else ""
        column += span
        value = flatten(cell.spans, "table", first_stop)
        first_stop = _after(first_stop, cell)
        if value.text.strip():
            name = plain_flat(f"{label}: ", "table-header") if label else plain_flat("", "table")
            lines.extend(flow(joined(name, value), Setting(width), hanging).lines)
    return Laid(tuple(lines), (base,) * len(lines))


def _after(stop: int, cell: Cell) -> int:
    """The first stop behind a cell's own."""
    return stop if stop == NO_STOP else stop + len(links_of(cell.spans))


def _cell_lines(cell: Cell, room: int, first_stop: int) -> list[Line]:
    role = "table-header" if cell.header else "table"
    return list(flow(flatten(cell.spans, role, first_stop), Setting(max(1, room))).lines)


def _aligned(line: Line, room: int, align: str, *, last: bool) -> Line:
    missing = max(0, room - line_width(line))
    before = {"right": missing, "center": missing // 2}.get(align, 0)
    after = 0 if last else missing - before
    return (
        *((Run(" " * before, "table", Mark.NONE),) if before else ()),
        *line,
        *((Run(" " * after, "table"),) if after else ()),
    )
