"""Selected text: how it shows, and what is copied of it (the text, not its setting)."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection
from textual.strip import Strip

from tui_reader.model.late_pattern import LatePattern
from tui_reader.ui.reading.lines import Laid, Line, begin_of, inside, line_text
from tui_reader.ui.reading.pieces import Column
from tui_reader.ui.scaling.part import part_of

_SPACED = frozenset(("title", "lead", "body", "heading", "subheading", "caption", "quote", "link"))
_SPACES = re.compile(" +")
_BLANKS = LatePattern(r"\n{3,}")
_MOST_ROWS = 20_000


def selected(strip: Strip, span: tuple[int, int] | None, style: Style) -> Strip:
    """The strip with its characters ``span`` shown as selected (-1: to the end)."""
    if span is None:
        return strip
    text = strip.text
    end = len(text.rstrip()) if span[1] == -1 else span[1]
    if end <= span[0]:
        return strip
    edges = [*_whole(strip, cell_len(text[: span[0]]), cell_len(text[:end])), strip.cell_length]
    left, middle, right = strip.divide(edges)
    shown = [s if _placed(s.text) else type(s)(s.text, (s.style or Style()) + style) for s in middle]
    return Strip.join([left, Strip(shown), right])


def _placed(text: str) -> bool:
    """Whether the terminal draws a picture there: another colour would be another picture."""
    return text[:1] == "\U0010eeee"


def _whole(strip: Strip, first: int, last: int) -> tuple[int, int]:
    """The cells moved apart so that no large letter is cut by them."""
    x = 0
    for segment in strip:
        after = x + segment.cell_length
        if part_of(segment.style) is not None:
            first = x if x < first < after else first
            last = after if x < last < after else last
        x = after
    return first, last


def snapped(selection: Selection, column: Column) -> Selection:
    """The selection as if large letters had only their first row: it may begin and end on any of them."""

    def first_row(at: Offset | None) -> Offset | None:
        return at if at is None else Offset(at.x, at.y - inside(column.line(at.y))[0])

    return Selection(first_row(selection.start), first_row(selection.end))


def copied(column: Column, selection: Selection, margin: int) -> str:
    """The selected text. Rows that only the column ended go on in one line; letter spacing and margins are left out."""
    selection = snapped(selection, column)
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else column.height - 1
    parts: list[str] = []
    for row in range(first, min(last, column.height - 1, first + _MOST_ROWS) + 1):
        start, end = selection.get_span(row) or (0, -1)
        anchor = column.anchor(row)
        laid = column.laid(anchor.piece)
        line = column.line(row)
        if inside(line)[0] or _is_picture(line):  # the lower rows of large letters; what is no text
            continue
        begin = margin + begin_of(line)
        piece = _between(line, max(0, start - begin), None if end == -1 else max(0, end - begin))
        goes_on = _goes_on(laid, anchor.row)
        if goes_on and not piece:  # a row of leading
            continue
        text = _closed(piece, line)
        parts.append(_SPACES.sub(" ", text) if goes_on else text)
        parts.append(" " if goes_on and row < last else "\n")
    return _BLANKS.now.sub("\n\n", "".join(parts)).strip("\n")


def _between(line: Line, start: int, end: int | None) -> str:
    """What of a line stands between two places in it as drawn; of large letters those that begin there."""
    if not any(run.part for run in line):
        return line_text(line)[start:end]
    found: list[str] = []
    at = 0
    for run in line:
        after = at + len(run.text)
        low, high = max(start, at), min(after, after if end is None else end)
        if low == high and not run.text:
            found.append(" ")
        if low < high:
            found.append(run.part.text if run.part else run.text[low - at : high - at])
        at = after
    return "".join(found)


def _is_picture(line: Line) -> bool:
    return any(run.colours is not None or run.role == "picture-room" for run in line)


def _goes_on(laid: Laid, row: int) -> bool:
    return row < len(laid.soft) and laid.soft[row]


def _closed(text: str, line: Line) -> str:
    """The text without the cells between its letters."""
    spaced = any(run.role in _SPACED for run in line)
    letters = [text[index] for index in range(0, len(text), 2)]
    looks_spaced = len(text) > 4 and all(c == " " for c in text[1::2])
    return "".join(letters) if spaced and looks_spaced else text
