"""Breaks text into lines of so many cells: by words, between CJK characters, never inside a grapheme.

No hyphenation. Vietnamese syllables are words here: nothing splits them unless one alone is wider than the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import split_graphemes

from tui_reader.model.late_pattern import LatePattern

# Every character of these is one cell wide and a grapheme of its own: all of Vietnamese in NFC, Latin, Greek,
# Cyrillic and the usual punctuation. Text of these alone is measured by its length.
_SINGLE = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0376-\u0377\u037b-\u037f\u0384-\u038a\u038e-\u03a1\u03a3-\u0482"
    "\u048a-\u052f\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2500-\u253f\n]*"
)
_WIDE = LatePattern(
    "[\u2e80-\u303f\u3041-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff60]"
)
"""Scripts written without spaces, where a line may end after any character; Hangul has spaces and is not of them."""
# The everyday part of the Japanese and Chinese rules (JIS X 4051, GB/T 15834).
_NOT_FIRST = frozenset(
    "、。，．：；！？）」』】〕〉》〗’”…‥ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々・％,.!?)]}:;%»"
)
_NOT_LAST = frozenset("（「『【〔〈《〖‘“([{«")
_OPENING = frozenset("“‘„‚«‹\"'")
"""Quotation marks that hang in the margin where they begin a line: all one cell wide, the Vietnamese “ among them."""
_DASHES = "-–—"
_MORE_MARKS = 24  # room for combining marks in the first look ahead


class Cut(NamedTuple):
    """Characters ``start`` to ``end`` are one line; ``soft``: only the column ended it."""

    start: int
    end: int
    soft: bool


def is_single(text: str) -> bool:
    """Whether every character is one cell and stands alone."""
    return text.isascii() or _SINGLE.fullmatch(text) is not None


def hangs(text: str, at: int) -> bool:
    """Whether a line that begins at ``at`` begins with a quotation mark that opens something."""
    return text[at : at + 1] in _OPENING and not text[at + 1 : at + 2].isspace() and at + 1 < len(text)


def cuts(
    text: str, width: int, *, first: int | None = None, letter: int = 0, hanging: bool = False
) -> Iterator[Cut]:
    """The lines of ``text``, each at most ``width`` cells (``first`` for the first one), with ``letter`` cells after
    each letter but a line's last. Work per line does not depend on the length of the text.

    ``hanging``: a quotation mark that ``hangs`` at the beginning of a line stands before its cells.
    """
    simple = is_single(text)
    at, end = 0, len(text)
    cells = max(1, width if first is None else first)
    while True:
        room = cells + (1 + letter if hanging and hangs(text, at) else 0)
        newline = text.find("\n", at, at + 2 * room + _MORE_MARKS)
        limit = newline if newline >= 0 else end
        stop = _fit_single(text, at, limit, room, letter) if simple else _fit(text, at, limit, room, letter)
        if stop >= limit and newline >= 0:
            yield Cut(at, limit, False)
            at = newline + 1
        elif stop >= end:
            yield Cut(at, end, False)
            return
        else:
            line_end = stop
            while line_end > at and text[line_end - 1] == " ":
                line_end -= 1
            after = stop
            while after < end and text[after] == " ":
                after += 1
            if after >= end:
                yield Cut(at, line_end, False)
                return
            yield Cut(at, line_end, True)
            # A break that falls on the writer's own line end is that one.
            at = after + 1 if text[after] == "\n" else after
        cells = max(1, width)


def _fit_single(text: str, at: int, limit: int, room: int, letter: int) -> int:
    """Where the line that begins at ``at`` ends, for text whose characters are one cell each."""
    letters = (room + letter) // (1 + letter)
    if limit - at <= letters:
        return limit
    over = at + max(1, letters)
    if text[over] == " ":
        return over
    space = text.rfind(" ", at, over)
    begun = space + 1 if space >= 0 and text[at:space].strip(" ") else at
    inside = _inner_break(text, begun, over)
    if inside:
        return inside
    return space if begun > at else over


def _inner_break(text: str, begun: int, over: int) -> int:
    """The last place inside a word where it may end: after a dash between letters; 0 where there is none."""
    index = max(text.rfind(dash, begun + 1, over) for dash in _DASHES)
    if index > 0 and text[index - 1].isalpha() and text[index + 1 : index + 2].isalpha():
        return index + 1
    return 0


def _fit(text: str, at: int, limit: int, room: int, letter: int) -> int:
    """As ``_fit_single`` for any text: by grapheme clusters and their real widths."""
    ahead = room + _MORE_MARKS
    while True:
        newline = text.find(
            "\n", at, min(limit, at + ahead)
        )  # marks may have hidden it from the caller's look
        limit = newline if newline >= 0 else limit
        window = text[at : min(limit, at + ahead)]
        whole = at + ahead >= limit
        clusters = split_graphemes(window)[0]
        used = index = 0
        while index < len(clusters):
            cells = clusters[index][2]
            if used + cells > room and index:
                break
            used += cells + (letter if cells else 0)
            index += 1
        # The last cluster of a window may go on beyond it.
        if index >= len(clusters) - 1 and not whole:
            ahead *= 2
            continue
        break
    if index >= len(clusters):
        return limit
    over = clusters[index][0]
    if window[over] == " ":
        return at + over
    for place in range(index, 0, -1):
        start = clusters[place][0]
        if _may_break(window, start):
            if window[:start].strip(" "):
                return at + start
            break
    return at + over


def _may_break(window: str, start: int) -> bool:
    """Whether a line may end just before ``start``, a cluster's first character."""
    before, after = window[start - 1], window[start]
    if before == " ":
        return True
    if before in _DASHES:
        return start > 1 and window[start - 2].isalpha() and after.isalpha()
    if after in _NOT_FIRST or before in _NOT_LAST or after == "\u00a0" or before == "\u00a0":
        return False
    return bool(_WIDE.now.match(before) or _WIDE.now.match(after))
