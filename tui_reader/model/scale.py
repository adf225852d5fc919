"""How large a letter can be: the sizes of the text sizing protocol (OSC 66) that read well, and their arithmetic.

Source: https://sw.kovidgoyal.net/kitty/text-sizing-protocol/, and what was seen on real terminals (text-size.md, 1.3).
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

    @property
    def longest(self) -> int:
        """Cells of text that one escape can hold: its width in scaled cells is at most 7."""
        return 7 * self.d // self.n if self.d else 7


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


class Sizes(Struct, frozen=True):
    """How large the letters of an article are."""

    body: Scale = ONE
    heading: Scale = ONE


USUAL = Sizes()


def larger(scale: Scale) -> Scale:
    """The size of headings over text of this size: two steps on, the ladder's last at most; at 1 nothing is scaled."""
    if scale == ONE or scale not in LADDER:
        return scale
    return LADDER[min(LADDER.index(scale) + 2, len(LADDER) - 1)]
