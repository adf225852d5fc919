"""What a <table> is for: data, a picture with its caption, or mere layout to be unwrapped."""

from __future__ import annotations

import re

from tui_reader.content.convert.flat import Flat

_PICTURE_CLASS = re.compile(r"picture|image|caption|photo|\bimg|\bpic", re.IGNORECASE)
_LONGEST_CAPTION = 600  # characters
LONGEST_CELL = 600  # characters; a cell of data says less
_ARTICLE_PARTS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "figure")


def purpose(flat: Flat, table: int) -> str:
    """What the table at this place is for, one of "data", "figure", "layout"."""
    if flat.holds(table, "table"):
        return "layout"
    rows = flat.inside(table, "tr")
    widths = [_width(flat, row) for row in rows]
    if flat.holds(table, "img") and _is_picture(flat, table, rows, widths):
        return "figure"
    if max(widths, default=0) < 2 or flat.attributes(table).get("role") == "presentation":
        return "layout"
    if flat.holds(table, "th"):
        return "data"
    if len(rows) < 2 or any(_is_article(flat, cell) for cell in flat.inside(table, "td")):
        return "layout"
    return "data"


def shorter_than(flat: Flat, at: int, limit: int) -> bool:
    """Whether all text in the element has at most ``limit`` characters; looks no further than it must."""
    length = 0
    for place in range(at, flat.ends[at]):
        length += len(flat.unescaped(flat.after[place]).strip())
        if length > limit:
            return False
    return True


def _is_picture(flat: Flat, table: int, rows: list[int], widths: list[int]) -> bool:
    if not shorter_than(flat, table, _LONGEST_CAPTION):
        return False
    if _PICTURE_CLASS.search(flat.attributes(table).get("class", "")):
        return True
    if len(rows) < 2 or set(widths) != {1}:
        return False
    first, *rest = rows
    return (
        flat.holds(first, "img")
        and not flat.text(first).strip()
        and not any(flat.holds(row, "img") for row in rest)
    )


def _width(flat: Flat, row: int) -> int:
    cells = flat.names[row + 1 : flat.ends[row]]
    return cells.count("td") + cells.count("th")


def _is_article(flat: Flat, cell: int) -> bool:
    if not shorter_than(flat, cell, LONGEST_CELL):
        return True
    return len(flat.inside(cell, *_ARTICLE_PARTS)) > 2
