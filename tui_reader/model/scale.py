"""How large a letter can be: the sizes of the text sizing protocol (OSC 66) that read well, letters made of block
characters, and the arithmetic of both.

Source: https://sw.kovidgoyal.net/kitty/text-sizing-protocol/, and what was seen on real terminals (text-size.md, 1.3 and 4).
"""

from __future__ import annotations

from msgspec import Struct


class Scale(Struct, frozen=True):
    """A letter fills ``s`` rows and, for each of its own cells, ``s`` columns; with ``d`` its font is n/d of that."""

    s: int = 1
    n: int = 0
    d: int = 0

    @property
    def ratio(self) -> float:
        """Cells across that one cell of text takes: 1.33, 1.5, 1.67, 2 …"""
        return self.s * self.n / self.d if self.d else float(self.s)

    @property
    def whole(self) -> bool:
        """Whether letters fall on cells: then each can be written, pointed at and selected by itself."""
        return not self.d

    def cells(self, letters: int) -> int:
        """Columns that many cells of text need, a multiple of ``s``: what one escape can cover."""
        if self.d:
            return -(-letters * self.n // self.d) * self.s
        return letters * self.s

    def letters(self, cells: int) -> int:
        """How many cells of text fit into that many columns."""
        return cells * self.d // (self.s * self.n) if self.d else cells // self.s

    def room(self, cells: int, before: int) -> int:
        """Letters that fit into columns, beside what takes ``before`` of them: at whole scales that grows, too, at
        fractions one letter is left free, since words begin at whole cells."""
        return self.letters(cells) - before if self.whole else self.letters(cells - before) - 1

    @property
    def longest(self) -> int:
        """Cells of text that one escape can hold: its width in scaled cells is at most 7."""
        return 7 * self.d // self.n if self.d else 7


_ASCENTS = {"6x13": 11, "9x15B": 12}
"""Pixels above the base line, by font: its name says its width and height."""


class Blocks(Struct, frozen=True):
    """Letters drawn with block characters from a bitmap font, each ``columns`` wide and ``s`` rows high.

    A line has whole rows: where two lines met in one cell, it could have but one colour, one link, one selection.
    """

    font: str = "6x13"
    sextants: bool = False
    """Six pixels a cell, where the terminal draws them; else two."""

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a letter."""
        width, height = self.font.rstrip("B").split("x")
        return int(width), int(height)

    @property
    def pixels_a_cell(self) -> tuple[int, int]:
        return (2, 3) if self.sextants else (1, 2)

    @property
    def columns(self) -> int:
        """Cells across."""
        return -(-self.pixels[0] // self.pixels_a_cell[0])

    @property
    def s(self) -> int:
        """Rows."""
        return -(-self.pixels[1] // self.pixels_a_cell[1])

    @property
    def base(self) -> int:
        """The row the letters stand on."""
        return (_ASCENTS[self.font] - 1) // self.pixels_a_cell[1]

    @property
    def ratio(self) -> float:
        return float(self.columns)

    @property
    def whole(self) -> bool:
        """False: bars and bullets before a line keep their size."""
        return False

    def cells(self, letters: int) -> int:
        return letters * self.columns

    def letters(self, cells: int) -> int:
        return cells // self.columns

    def room(self, cells: int, before: int) -> int:
        return self.letters(cells - before)


Size = Scale | Blocks

ONE = Scale()
DOUBLE = Scale(2)
LADDER = (
    ONE,
    Scale(2, 2, 3),
    Scale(2, 3, 4),
    Scale(2, 5, 6),
    DOUBLE,
    Scale(3, 3, 4),
    Scale(3, 5, 6),
    Scale(3),
)
"""1, 1.33, 1.5, 1.67, 2, 2.25, 2.5 and 3 times the normal size."""
_HEADINGS = (*LADDER, Scale(4, 5, 6), Scale(4))
"""Headings go on to 3.33 and 4 times, so that they stand out over the largest text, too."""


class Sizes(Struct, frozen=True):
    """How large the letters of an article are."""

    body: Size = ONE
    heading: Size = ONE
    posters: tuple[Blocks, ...] = ()
    """What the title is drawn with, where it fits: the first of these that does."""

    @property
    def usual(self) -> bool:
        """Whether nothing is larger than the terminal's own letters."""
        return self == USUAL

    @property
    def scaled(self) -> bool:
        """Whether any letters are written larger than cells; those of block characters are not."""
        return any(isinstance(size, Scale) and size != ONE for size in (self.body, self.heading))

    @property
    def tallest(self) -> int:
        """Rows of the largest letters."""
        return max(size.s for size in (self.body, self.heading, *self.posters))


USUAL = Sizes()


def larger(scale: Scale) -> Scale:
    """The size of headings over text of this size: two steps on, about a third larger; at 1 nothing is scaled."""
    return _HEADINGS[_HEADINGS.index(scale) + 2] if scale in LADDER[1:] else scale
