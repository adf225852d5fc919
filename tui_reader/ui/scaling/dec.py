"""Rows of double height (DECDHL, ``ESC # 3`` and ``ESC # 4``): a row is one only if all of it is, and its twin too.

Source: DEC STD 070, https://vt100.net/docs/vt510-rm/DECDHL.html; which terminals draw them: text-size.md, 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from textual.strip import Strip

from tui_reader.model.scrub import UNSAFE
from tui_reader.ui.scaling.part import part_of

SINGLE, TOP, BOTTOM = 5, 3, 4
"""The last character of ``ESC # n``."""


class Row(NamedTuple):
    """A row as it is written: its attribute, then its text."""

    attribute: int
    text: str


def double_rows(strips: Sequence[Strip], colours: ColorSystem) -> dict[int, Row]:
    """The rows of a frame that are double, both halves with the same text, which has half the columns."""
    found: dict[int, Row] = {}
    y = 0
    while y + 1 < len(strips):
        upper, lower = _shape(strips[y], 0), _shape(strips[y + 1], 1)
        if upper is not None and upper == lower:
            text = _written(strips[y], colours)
            found[y], found[y + 1] = Row(TOP, text), Row(BOTTOM, text)
            y += 1
        y += 1
    return found


def _shape(strip: Strip, row: int) -> list[tuple[int, str]] | None:
    """Where which letters stand, if nothing else does; None where the row must stay single."""
    shape: list[tuple[int, str]] = []
    x = 0
    for text, style, _ in strip:
        width = cell_len(text)
        part = part_of(style)
        if part is not None and part.width == width:
            if (part.row, part.s, part.d, part.drawn) != (row, 2, 0, False) or x % 2:
                return None
            shape.append((x, part.text))
        elif text.strip(" "):
            return None
        x += width
    return shape or None


def _ground(strip: Strip, colours: ColorSystem) -> str:
    """Erases the row in its own colour: where the columns are odd in number, the last is half a letter and has none."""
    styles = [style for _, style, _ in strip if style is not None]
    ansi = Strip.render_ansi(styles[-1], colours) if styles else ""
    return f"\x1b[{ansi}m\x1b[2K\x1b[0m" if ansi else ""


def _written(strip: Strip, colours: ColorSystem) -> str:
    """The row in half as many columns: a letter for two cells, a blank for two blanks."""
    out = [_ground(strip, colours)]
    x = 0
    for text, style, _ in strip:
        width = cell_len(text)
        part = part_of(style)
        shown = UNSAFE.sub("", part.text) if part is not None else " " * ((x + width) // 2 - x // 2)
        if shown:
            out.append(shown if style is None else Strip.render_style(style, shown, colours))
        x += width
    return "".join(out)
