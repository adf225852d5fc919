"""What the elements of lists and tables become."""

from __future__ import annotations

import re

from tui_reader.content.convert import tables
from tui_reader.content.convert.frames import Frame
from tui_reader.content.convert.inline import joined
from tui_reader.content.convert.walk import Walk
from tui_reader.model.document import Cell, Mark, Paragraph

_MOST_SPANNED = 100  # columns or rows one cell may claim
_ALIGNED = re.compile(r"text-align\s*:\s*(left|center|right)")


def table(walk: Walk, at: int) -> bool:
    purpose = tables.purpose(walk.flat, at)
    if purpose == "figure":
        walk.push(Frame("figure"))
    elif purpose == "data":
        walk.push(Frame("table"))
    return True


def row(walk: Walk, at: int) -> bool:
    if walk.within("table"):
        walk.frame.grid.append([])
    return True


def head(walk: Walk, at: int) -> bool:
    walk.frame.head_end = walk.flat.ends[at]
    return True


def cell(walk: Walk, at: int) -> bool:
    if not walk.within("table"):
        return True
    if not walk.frame.grid:
        walk.frame.grid.append([])
    row = walk.flat
    is_header = row.names[at] == "th" or at < walk.frame.head_end
    if not row.written[at] and (found := walk.only_text(at)) is not None:
        walk.frame.grid[-1].append(Cell(joined(found), is_header))
        return False
    frame = Frame("cell")
    frame.header = is_header
    if row.written[at]:
        attributes = row.attributes(at)
        align = attributes.get("align", "").lower()
        if match := _ALIGNED.search(attributes.get("style", "")):
            align = match[1]
        frame.columns = _spanned(attributes.get("colspan", ""))
        frame.rows = _spanned(attributes.get("rowspan", ""))
        frame.align = align if align in ("left", "center", "right") else ""
    walk.push(frame)
    return True


def _spanned(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text.strip().isdecimal() and len(text) < 9 else 1


def listing(walk: Walk, at: int) -> bool:
    if walk.can_nest:
        frame = Frame("list")
        frame.ordered = walk.flat.names[at] == "ol"
        if frame.ordered and walk.flat.written[at]:
            start = walk.flat.attributes(at).get("start", "").strip()
            frame.start = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        walk.push(frame)
    return True


def item(walk: Walk, at: int) -> bool:
    if not walk.within("list"):
        return True
    items, row = walk.frame.items, walk.flat
    name = row.names[at]
    if name == "li" and (found := walk.only_text(at)) is not None:
        items.append(tuple([Paragraph(spans) for spans in found]))
        return False
    frame = Frame("item")
    if name == "dd" and items and row.name_before(at) in ("/dt", "/dd"):
        walk.flush()
        frame.pieces += items.pop()  # a term and what is said of it are one item
    walk.push(frame)
    if name == "dt":
        walk.mark |= Mark.BOLD.value
    return True
