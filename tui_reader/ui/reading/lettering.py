"""A line of text in letters made of block characters: as many rows as they are high, each letter still one thing.

What has no shape in the font stands there itself, in a terminal's own size, on the line the others stand on.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from tui_reader.model.scale import Blocks
from tui_reader.ui.reading.enlarging import graphemes, like
from tui_reader.ui.reading.lines import Line, Run
from tui_reader.ui.scaling.part import Part
from tui_reader.ui.scaling.trouble import trouble

_MOST_MISSING = 3
"""A text of which more than a third would stand there in the usual size is set in it altogether."""


def drawable(text: str, blocks: Blocks) -> bool:
    """Whether a text reads better in these letters than as it is. False after a failure, too."""
    if trouble.failed:
        return False
    try:
        from tui_reader.ui.scaling.glyphs import glyphs_of  # only where letters are drawn so

        glyphs = glyphs_of(blocks)
    except Exception as error:
        trouble.report(error)
        return False
    unknown = {letter for letter in set(text) if not letter.isspace() and not glyphs.has(letter)}
    return sum(map(text.count, unknown)) * _MOST_MISSING <= len(text)


def lettered(runs: Line, blocks: Blocks) -> tuple[Line, ...]:
    """The rows of a line of runs, the topmost first, all equally wide. What fails to be drawn is there as it was."""
    try:
        letters = list(_letters(runs, blocks))
        return tuple(tuple(_row(letters, blocks, row)) for row in range(blocks.s))
    except Exception as error:
        trouble.report(error)
        return (runs, *((),) * (blocks.s - 1))


_Letter = tuple[Run, Part, tuple[str, ...]]
"""The run it is of, what it is, and its rows."""


def _letters(runs: Line, blocks: Blocks) -> Iterator[_Letter]:
    from tui_reader.ui.scaling.glyphs import glyphs_of

    glyphs = glyphs_of(blocks)
    for run in runs:
        for text in graphemes(run.text):
            width = cell_len(text)
            if not width:
                continue
            part = Part(0, blocks.s, 0, 0, blocks.cells(width), text, drawn=True)
            if glyphs.has(text):
                yield run, part, glyphs.cells(text)
            else:
                blank = " " * part.width
                shown = text.center(part.width - width + len(text))
                yield run, part, tuple(shown if row == blocks.base else blank for row in range(blocks.s))


def _row(letters: list[_Letter], blocks: Blocks, row: int) -> Iterator[Run]:
    return (like(run, rows[row], part._replace(row=row)) for run, part, rows in letters)
