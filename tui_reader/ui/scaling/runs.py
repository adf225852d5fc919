"""Finds the parts of a finished frame that are whole: all their rows there, side by side, and nothing over them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from tui_reader.ui.scaling.part import Part, part_of


class Run(NamedTuple):
    """A whole part and the cell of its top left corner."""

    x: int
    y: int
    part: Part
    style: Style


Marked = dict[int, tuple[Part, Style]]
"""The marked segments of a row, by the column each begins at."""


def marked(strip: Strip) -> Marked:
    """The parts of one row as they stand in it; one that was cut is none."""
    found: Marked = {}
    x = 0
    for text, style, _ in strip:
        width = cell_len(text)
        part = part_of(style)
        if part is not None and part.text and part.width == width and not part.drawn:
            assert style is not None
            found[x] = (part, style)
        x += width
    return found


def runs_of(strips: Sequence[Strip], columns: int) -> list[Run]:
    """All whole parts of a frame, row by row, left to right; none that would reach over the edge of the screen."""
    rows = [marked(strip) for strip in strips]
    found: list[Run] = []
    for y, row in enumerate(rows):
        for x, (part, style) in row.items():
            if part.row == 0 and x + part.width <= columns and _whole(rows, x, y, part):
                found.append(Run(x, y, part, style))
    return found


def _whole(rows: Sequence[Marked], x: int, y: int, part: Part) -> bool:
    if y + part.s > len(rows):
        return False
    for below in range(1, part.s):
        under = rows[y + below].get(x)
        if under is None or under[0] != _lower(part, below):
            return False
    return True


@lru_cache(65536)
def _lower(part: Part, row: int) -> Part:
    """What a part is on one of its lower rows."""
    return part._replace(row=row)
