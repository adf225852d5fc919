"""What layout hands to the screen: lines made of runs, each with a role the style sheets colour."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui_reader.model.document import Mark
from tui_reader.ui.scaling.part import Part

NO_STOP = -1


class Run(Struct, frozen=True, gc=False):
    """Text drawn alike. ``role`` names the component class `article--<role>` that colours it."""

    text: str
    role: str = "body"
    mark: Mark = Mark.NONE
    href: str = ""
    action: str = ""
    """What pressing it does inside the program, `name` or `name:argument`."""
    stop: int = NO_STOP
    """Which of the layout's stops this is a part of."""
    part: Part | None = None
    """Where it is drawn larger than its cells: what of that this is; ``text`` is what stands for it elsewhere."""
    colours: tuple[bytes, bytes] | None = None
    """Of a part of a picture the RGB of its letters and of what is behind them; nothing behind: the terminal draws it."""
    hang: int = 0
    """Of the first run of a line: cells of the margin that the line begins in."""


Line = tuple[Run, ...]


class Stop(Struct, frozen=True, gc=False):
    """A thing to press: a link (``href``) or one of our own (``action``), and the piece it stands in."""

    href: str = ""
    action: str = ""
    piece: int = 0


class Laid(Struct, frozen=True, gc=False):
    """A piece laid out. ``offsets`` says for each line at which character of the block it begins."""

    lines: Sequence[Line]
    offsets: tuple[int, ...]
    soft: tuple[bool, ...] = ()
    """For each line whether it only ended because the column did; empty: none did."""


def line_text(line: Line) -> str:
    """The characters of a line as drawn."""
    return "".join(run.text for run in line)


def line_width(line: Line) -> int:
    """Width in cells."""
    return sum(cell_len(run.text) for run in line)


def hung(line: Line, cells: int) -> Line:
    """The line begun so many cells before the column: what opens a quotation hangs in the margin."""
    return (replace(line[0], hang=cells), *line[1:]) if line and cells else line


def begin_of(line: Line) -> int:
    """The cell of the column the line begins at: 0, or less where it begins in the margin."""
    return -line[0].hang if line else 0


def marked(line: Line, **changes: object) -> Line:
    """The line with every run changed alike."""
    return tuple(replace(run, **changes) for run in line)


def inside(line: Line) -> tuple[int, int]:
    """Which row of a line of text this is, and how many rows that has: (0, 1) for text of the usual size."""
    return next(((run.part.row, run.part.s) for run in line if run.part is not None), (0, 1))
