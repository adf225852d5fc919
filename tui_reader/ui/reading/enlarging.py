"""A line of text larger than the cells: as many rows as its scale is high, marked for the writer.

Every row is drawn so that it reads without the writer too: on the first the letters stand apart, the others are blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

from rich.cells import cell_len, split_graphemes

from tui_reader.model.scale import Scale
from tui_reader.ui.reading.breaking import is_single
from tui_reader.ui.reading.lines import Line, Run
from tui_reader.ui.scaling.part import Part


def enlarged(runs: Line, scale: Scale) -> tuple[Line, ...]:
    """The rows of a line of runs, the topmost first; all are equally wide."""
    placed = list(_letters(runs, scale) if scale.whole else _words(runs, scale))
    return tuple(tuple(_row(placed, scale, row)) for row in range(scale.s))


Placed = tuple[int, int, str, Run]
"""Column, width in columns, text, and the run it is of; a gap has no width, what follows it stands where it may."""


def _letters(runs: Line, scale: Scale) -> Iterator[Placed]:
    """At whole scales each letter is a part of its own: it can be pointed at and selected."""
    column = 0
    for run in runs:
        for text in graphemes(run.text):
            width = cell_len(text) * scale.s
            if width:
                yield column, width, text, run
                column += width


def graphemes(text: str) -> Iterator[str]:
    if is_single(text):
        yield from text
    else:
        yield from (text[start:end] for start, end, _ in split_graphemes(text)[0])


def _words(runs: Line, scale: Scale) -> Iterator[Placed]:
    """At fractions a word is a part, begun at its natural column: cells are whole, so letters alone would stand apart."""
    letters = end = 0
    for run in runs:
        for word in _split(run.text):
            for piece in _pieces(word, scale):
                cells = cell_len(piece)
                if piece.isspace():
                    yield end, 0, " ", run
                elif cells:
                    column = max(end, round(letters * scale.ratio))
                    yield column, scale.cells(cells), piece, run
                    end = column + scale.cells(cells)
                letters += cells


def _split(text: str) -> Iterator[str]:
    """Words and the gaps between them."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or (text[index] == " ") != (text[index - 1] == " "):
            yield text[start:index]
            start = index


def _pieces(word: str, scale: Scale) -> Iterator[str]:
    """A word in pieces one escape can hold: first pieces that fill their cells exactly, so that no gap shows in it."""
    if cell_len(word) <= scale.longest or not is_single(word):
        if cell_len(word) <= scale.longest:
            yield word
        else:
            yield from graphemes(word)
        return
    exact = scale.d // gcd(scale.n, scale.d)
    step = scale.longest // exact * exact or scale.longest
    yield from (word[start : start + step] for start in range(0, len(word), step))


def _row(placed: list[Placed], scale: Scale, row: int) -> Iterator[Run]:
    column, gap = 0, False
    for at, width, text, run in placed:
        if not width:
            gap = True
            continue
        if at > column or gap:
            yield like(
                run, " " * (at - column)
            )  # empty where words touch: it is copied as the space it stands for
        gap = False
        shown = _fallback(text, width, scale) if row == 0 else " " * width
        part = Part(row, scale.s, scale.n, scale.d, width, text)
        yield like(run, shown, part)
        column = at + width


def _fallback(text: str, width: int, scale: Scale) -> str:
    """What a terminal shows that is told nothing of sizes."""
    if scale.whole:
        return text + " " * (width - cell_len(text))
    room, shown = width, ""
    for letter in graphemes(text):
        room -= cell_len(letter)
        if room < 0:
            break
        shown += letter
    return shown + " " * (width - cell_len(shown))


def like(run: Run, text: str, part: Part | None = None) -> Run:
    return Run(text, run.role, run.mark, run.href, run.action, run.stop, part)
