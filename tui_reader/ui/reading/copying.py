"""Selected text: how it shows, and what is copied of it (the text, not its setting)."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.style import Style
from textual.selection import Selection
from textual.strip import Strip

from tui_reader.model.late_pattern import LatePattern
from tui_reader.ui.reading.lines import Laid, Line, line_text
from tui_reader.ui.reading.pieces import Column

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
    edges = [cell_len(text[: span[0]]), cell_len(text[:end]), strip.cell_length]
    left, middle, right = strip.divide(edges)
    return Strip.join([left, Strip([type(s)(s.text, (s.style or Style()) + style) for s in middle]), right])


def copied(column: Column, selection: Selection, margin: int) -> str:
    """The selected text. Rows that only the column ended go on in one line; letter spacing and margins are left out."""
    first = selection.start.y if selection.start else 0
    last = selection.end.y if selection.end else column.height - 1
    parts: list[str] = []
    for row in range(first, min(last, column.height - 1, first + _MOST_ROWS) + 1):
        start, end = selection.get_span(row) or (0, -1)
        anchor = column.anchor(row)
        laid = column.laid(anchor.piece)
        line = column.line(row)
        whole = line_text(line)
        piece = whole[max(0, start - margin) : None if end == -1 else max(0, end - margin)]
        goes_on = _goes_on(laid, anchor.row)
        if goes_on and not piece:  # a row of leading
            continue
        text = _closed(piece, line)
        parts.append(_SPACES.sub(" ", text) if goes_on else text)
        parts.append(" " if goes_on and row < last else "\n")
    return _BLANKS.now.sub("\n\n", "".join(parts)).strip("\n")


def _goes_on(laid: Laid, row: int) -> bool:
    return row < len(laid.soft) and laid.soft[row]


def _closed(text: str, line: Line) -> str:
    """The text without the cells between its letters."""
    spaced = any(run.role in _SPACED for run in line)
    letters = [text[index] for index in range(0, len(text), 2)]
    looks_spaced = len(text) > 4 and all(c == " " for c in text[1::2])
    return "".join(letters) if spaced and looks_spaced else text
