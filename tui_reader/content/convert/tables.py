"""What a <table> is for: data, a picture with its caption, or mere layout to be unwrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

_PICTURE_CLASS = re.compile(r"picture|image|caption|photo|\bimg|\bpic", re.IGNORECASE)
_LONGEST_CAPTION = 600  # characters
_LONGEST_CELL = 600  # characters; a cell of data says less
_ARTICLE_PARTS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "figure")


def purpose(table: etree._Element) -> str:
    """One of "data", "figure", "layout"."""
    if _is_picture(table):
        return "figure"
    if table.get("role") == "presentation" or _holds(table, "table"):
        return "layout"
    rows = list(_rows(table))
    if max((_width(row) for row in rows), default=0) < 2:
        return "layout"
    if _holds(table, "th"):
        return "data"
    cells = [cell for row in rows for cell in row if cell.tag == "td"]
    if len(rows) < 2 or any(_is_article(cell) for cell in cells):
        return "layout"
    return "data"


def words_in(element: etree._Element) -> str:
    """All text in the element, as it stands."""
    return "".join(str(text) for text in element.itertext())


def shorter_than(element: etree._Element, limit: int) -> bool:
    """Whether all text in the element has at most ``limit`` characters; looks no further than it must."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > limit:
            return False
    return True


def _is_picture(table: etree._Element) -> bool:
    if not _holds(table, "img") or _holds(table, "table") or not shorter_than(table, _LONGEST_CAPTION):
        return False
    if _PICTURE_CLASS.search(table.get("class", "")):
        return True
    rows = list(_rows(table))
    if len(rows) < 2 or any(_width(row) != 1 for row in rows):
        return False
    first, *rest = rows
    return _holds(first, "img") and not words_in(first).strip() and not any(_holds(r, "img") for r in rest)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, not those of tables in it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _width(row: etree._Element) -> int:
    return sum(1 for cell in row if cell.tag in ("td", "th"))


def _holds(element: etree._Element, tag: str) -> bool:
    return element.find(f".//{tag}") is not None


def _is_article(cell: etree._Element) -> bool:
    if not shorter_than(cell, _LONGEST_CELL):
        return True
    return len(list(islice(cell.iter(*_ARTICLE_PARTS), 3))) > 2
