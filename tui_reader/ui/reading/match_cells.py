"""Where on the lines of a piece the characters of its text are drawn: letters are counted, white space is not.

Spaces are what setting changes (broken lines, justified gaps, letter spacing); the letters stay in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from tui_reader.model.fold import fold_letters
from tui_reader.ui.reading.breaking import is_single
from tui_reader.ui.reading.lines import Line, Run, begin_of, inside

_NOT_TEXT = frozenset(
    (
        "bullet",
        "quote-bar",
        "table-rule",
        "heading-rule",
        "code-mark",
        "link-number",
        "picture",
        "tail-rule",
        "comment--bar",
    )
)


class Span(NamedTuple):
    """Cells of a row of the piece, from ``start`` up to ``end``, and which of the ranges asked for they belong to."""

    row: int
    start: int
    end: int
    which: int


class _Letter(NamedTuple):
    text: str
    row: int
    start: int
    end: int


def spans_of(lines: Sequence[Line], text: str, ranges: Sequence[tuple[int, int]], wanted: str) -> list[Span]:
    """The cells of each range of the text, a span a row. ``wanted``: what stands in the ranges, folded.

    Where the lines do not say just the text in its order (cells side by side, code that goes on beyond the edge, a
    caption with more around it), ``wanted`` is looked for in what is seen; a ``which`` of -1 says that it is not known
    which range it is.
    """
    letters = [letter for row, line in enumerate(lines) for letter in _letters(line, row)]
    drawn = fold_letters("".join(letter.text for letter in letters))
    said = fold_letters("".join(text.split()))
    shift = drawn.find(said)
    if shift < 0 or len(drawn) != len(letters):
        return _as_seen(letters, drawn, "".join(wanted.split()), len(ranges))
    found: list[Span] = []
    for which, (start, end) in enumerate(ranges):
        first = shift + _count(text[:start])
        found.extend(_rows(letters[first : first + _count(text[start:end])], which))
    return found


def _count(text: str) -> int:
    """Letters that are no white space."""
    return sum(map(len, text.split()))


def _rows(letters: Sequence[_Letter], which: int) -> Iterator[Span]:
    """Letters side by side as spans."""
    row = start = end = -1
    for letter in letters:
        if letter.row != row:
            if row >= 0:
                yield Span(row, start, end, which)
            row, start = letter.row, letter.start
        end = letter.end
    if row >= 0:
        yield Span(row, start, end, which)


def _as_seen(letters: Sequence[_Letter], drawn: str, wanted: str, ranges: int) -> list[Span]:
    found: list[Span] = []
    which = 0
    at = drawn.find(wanted) if wanted and len(drawn) == len(letters) else -1
    while at >= 0:
        found.extend(_rows(letters[at : at + len(wanted)], which))
        which += 1
        at = drawn.find(wanted, at + len(wanted))
    return found if which == ranges else [span._replace(which=-1) for span in found]


def _letters(line: Line, row: int) -> Iterator[_Letter]:
    """The letters of a line; of large ones those of their first row, each as wide as the part it belongs to."""
    if inside(line)[0]:
        return
    cell = begin_of(line)
    for run in line:
        width = cell_len(run.text)
        if run.role not in _NOT_TEXT:
            yield from _letters_of(run, row, cell, width)
        cell += width


def _letters_of(run: Run, row: int, cell: int, width: int) -> Iterator[_Letter]:
    if run.part is not None:
        yield from (_Letter(c, row, cell, cell + width) for c in run.part.text if not c.isspace())
    elif is_single(run.text):
        for index, c in enumerate(run.text, cell):
            if not c.isspace():
                yield _Letter(c, row, index, index + 1)
    else:
        for start, end, cells in split_graphemes(run.text)[0]:
            cluster = run.text[start:end]
            yield from (_Letter(c, row, cell, cell + cells) for c in cluster if not c.isspace())
            cell += cells
