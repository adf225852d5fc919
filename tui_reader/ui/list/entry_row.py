"""Draws one list row at a width and density; pure, so that it can be tested without a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from enum import IntEnum

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from tui_reader.model.entry import EntryRow, EntryState, Kept
from tui_reader.model.scrub import UNSAFE, is_blank
from tui_reader.strings import Words
from tui_reader.strings.format import ROW_AGE_WIDTH, feed_name, row_age

StyleOf = Callable[[str], Style]
"""From a role to how it looks: title, unread, read, meta, mark, kept, lead."""


class Density(IntEnum):
    """Lines an article."""

    COMPACT = 1
    NORMAL = 2
    COMFORTABLE = 3


class Marks(Struct, frozen=True):
    """The signs before a title; each one cell wide."""

    unread: str = "●"
    starred: str = "★"
    later: str = "»"
    unfinished: str = "◐"
    cursor: str = "▌"
    chosen: str = "✓"
    ascii_only: bool = False


SYMBOLS, ASCII = Marks(), Marks("o", "*", ">", "%", "|", "x", ascii_only=True)


class RowLook(Struct, frozen=True):
    """What rows are drawn with: the same for every row of the list."""

    words: Words
    now: datetime
    zone: tzinfo | None
    marks: Marks = SYMBOLS
    show_source: bool = True
    """False in the list of one feed, where every row would say the same."""
    found: Callable[[str], Sequence[tuple[int, int]]] | None = None
    """Where in a text the words stand that were looked for; None where nothing was."""


_KEPT = ((Kept.FULL_TEXT, "≡", "t"), (Kept.PICTURES, "▣", "p"), (Kept.COMMENTS, "❞", "c"))
"""The parts of an article, each with its sign and the same as ASCII."""
_MARKED = 70
"""Cells from which a row of one line has room to tell what of the article is here."""
_GUTTER = 3
"""Cursor bar, mark, space."""


def title_of(row: EntryRow, words: Words) -> str:
    """The title as shown; one nobody would see gets words instead."""
    if not is_blank(row.title):
        return row.title
    return row.excerpt if not is_blank(row.excerpt) else words("list.untitled")


def unfinished(state: EntryState) -> bool:
    """Opened, and neither hardly begun nor as good as read (5–95 %)."""
    return state.opened and 5 <= state.progress <= 95


def mark_of(state: EntryState, marks: Marks) -> str:
    """The one sign of a row: what was put there by hand goes before what came by itself."""
    if state.starred:
        return marks.starred
    if state.later:
        return marks.later
    if unfinished(state):
        return marks.unfinished
    return " " if state.read else marks.unread


def kept_signs(kept: Kept, *, ascii_only: bool = False) -> str:
    """What of an article is here for reading offline: three cells, the sign of a part or a blank."""
    return "".join((letter if ascii_only else sign) if kept & flag else " " for flag, sign, letter in _KEPT)


def draw(
    row: EntryRow | None,
    part: int,
    width: int,
    density: Density,
    look: RowLook,
    style: StyleOf,
    *,
    current: bool,
    chosen: bool = False,
) -> list[Segment]:
    """Line ``part`` of a row (from 0); the line after the last is the lead of the row under the cursor."""
    sign = look.marks.chosen if chosen and part == 0 else ""
    if row is None:
        return [Segment(_fit(f" {sign or ' '} …" if part == 0 else "", width), style("meta"))]
    if part == density:
        return _gutter(" ", current, look, style) + _text(row.excerpt, width - _GUTTER, style("lead"))
    if density is Density.COMPACT:
        return _compact(row, sign, width, look, style, current=current)
    if part == density - 1:
        return _meta(row, width, look, style, current=current)
    mark = sign or mark_of(row.state, look.marks) if part == 0 else " "
    title = _wrapped(title_of(row, look.words), width - _GUTTER - 1, density - 1)[part]
    return _gutter(mark, current, look, style) + _text(title, width - _GUTTER, style(_weight(row)))


def _compact(
    row: EntryRow, sign: str, width: int, look: RowLook, style: StyleOf, *, current: bool
) -> list[Segment]:
    right: list[Segment] = []
    percent = f"{row.state.progress}%" if unfinished(row.state) else ""
    if percent:
        right.append(Segment(f" {percent}", style("mark")))
    if row.others:
        right.append(Segment(f" +{look.words.number(row.others)}", style("mark")))
    if look.show_source and width >= 56:
        size = 12 if width < 100 else 18
        right.append(Segment("  " + _fit(feed_name(look.words, row.feed_title), size), style("meta")))
    if width >= _MARKED:
        right.append(Segment(f" {kept_signs(row.kept, ascii_only=look.marks.ascii_only)}", style("kept")))
    if width >= 50:
        count = look.words.number(row.comments) if row.comments else ""
        right.append(Segment(f"{count[:5]:>5}", style("mark" if row.new_comments else "meta")))
    age = row_age(look.words, row.sort_at, look.now, look.zone)
    if width >= 30:
        right.append(Segment("  " + _right(age, ROW_AGE_WIDTH), style("meta")))
    room = max(1, width - _GUTTER - sum(cell_len(segment.text) for segment in right) - 1)
    left = _gutter(sign or mark_of(row.state, look.marks), current, look, style)
    title = _text(title_of(row, look.words), room, style(_weight(row)))
    return [*left, *title, *right, Segment(" ", style("meta"))]


def _meta(row: EntryRow, width: int, look: RowLook, style: StyleOf, *, current: bool) -> list[Segment]:
    """Source, comments, how far read; age at the right."""
    words = look.words
    facts = [feed_name(words, row.feed_title)] if look.show_source else []
    short = width < 44
    if row.others:
        facts.append(words("list.same_story_short" if width < 60 else "list.same_story", n=row.others))
    if row.new_comments and not short:
        facts.append(words("comments.new", n=row.new_comments))
    elif row.comments:
        facts.append(words("list.comments_short" if short else "list.comments", n=row.comments))
        if row.new_comments:
            facts.append(words("list.new_short", n=row.new_comments))
    if unfinished(row.state):
        facts.append(
            f"{row.state.progress}%" if width < 44 else words("list.unfinished", n=row.state.progress)
        )
    age = row_age(words, row.sort_at, look.now, look.zone)
    if width < 30:
        return [
            *_gutter(" ", current, look, style),
            *_text(" · ".join(facts), width - _GUTTER, style("meta")),
        ]
    here = Segment(f" {kept_signs(row.kept, ascii_only=look.marks.ascii_only)}", style("kept"))
    room = width - _GUTTER - ROW_AGE_WIDTH - here.cell_length - 2
    last = Segment(" " + _right(age, ROW_AGE_WIDTH) + " ", style("meta"))
    return [*_gutter(" ", current, look, style), *_text(" · ".join(facts), room, style("meta")), here, last]


def _weight(row: EntryRow) -> str:
    return "read" if row.state.read else "unread"


def _gutter(mark: str, current: bool, look: RowLook, style: StyleOf) -> list[Segment]:
    bar = look.marks.cursor if current else " "
    return [Segment(bar, style("cursor-bar")), Segment(mark, style("mark")), Segment(" ", style("meta"))]


def _text(text: str, width: int, style: Style) -> list[Segment]:
    return [Segment(_fit(text, width), style)]


def _fit(text: str, width: int) -> str:
    """Exactly ``width`` cells, cut with an ellipsis."""
    if width < 1:
        return ""
    if len(text) > width * 4:  # a megabyte of title costs no more than a long one
        text = text[: width * 4]
    if not text.isprintable():  # a store written by another version may hold what today's scrub takes away
        text = UNSAFE.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))
    if cell_len(text) > width:
        return set_cell_size(text, width - 1).rstrip() + "…" + " " * _missing(text, width)
    return set_cell_size(text, width)


def _missing(text: str, width: int) -> int:
    return width - 1 - cell_len(set_cell_size(text, width - 1).rstrip())


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cell_len(text)) + text


def _wrapped(text: str, width: int, lines: int) -> list[str]:
    """The text on exactly so many lines; what is over stays on the last one, to be cut there."""
    if lines == 1 or cell_len(text) <= width:
        return [text, *[""] * (lines - 1)]
    taken = ""
    words = text.split(" ")
    while words and cell_len(f"{taken} {words[0]}".strip()) <= width:
        taken = f"{taken} {words.pop(0)}".strip()
    return [taken, " ".join(words)] if taken else [text, ""]
