"""Letters as cells of block characters: half blocks (two pixels a cell) or sextants (six), from the table of glyphs.

Source of the sextants: Unicode, *Symbols for Legacy Computing*, U+1FB00–1FB3B: the six pixels of a cell count 1, 2, 4 …
from the top left; the four patterns that had characters before (none, left, right, all) are left out of the block.
"""

from __future__ import annotations

import base64
import zlib
from functools import lru_cache

from tui_reader.model.scale import Blocks

_SEXTANTS = "".join(
    {0: " ", 21: "▌", 42: "▐", 63: "█"}.get(code) or chr(0x1FB00 + code - 1 - (code > 21) - (code > 42))
    for code in range(64)
)
_HALVES = " ▀▄█"


class Glyphs:
    """The letters of one font in one kind of block characters."""

    def __init__(self, blocks: Blocks) -> None:
        from tui_reader.ui.scaling import glyph_table  # only where letters are drawn so

        self._blocks = blocks
        self._places: dict[str, int] = {}
        for run in glyph_table.CODES[blocks.font].split():
            first, last = (int(code, 16) for code in run.split("-"))
            for code in range(first, last + 1):
                self._places[chr(code)] = len(self._places)
        self._bits = zlib.decompress(base64.b85decode(glyph_table.BITS[blocks.font]))
        self._drawn: dict[str, tuple[str, ...]] = {}

    def has(self, letter: str) -> bool:
        """Whether there is a shape for it."""
        return letter in self._places

    def cells(self, letter: str) -> tuple[str, ...]:
        """The rows of a letter that ``has`` a shape, topmost first, each as wide as a letter is."""
        drawn = self._drawn.get(letter)
        if drawn is None:
            drawn = self._drawn[letter] = self._draw(self._rows(self._places[letter]))
        return drawn

    def _rows(self, place: int) -> list[int]:
        """The pixels of a glyph, a number a row, the leftmost pixel its highest bit."""
        width, height = self._blocks.pixels
        first = place * width * height
        bytes_ = self._bits[first // 8 : (first + width * height) // 8 + 1]
        bits = int.from_bytes(bytes_, "big") >> (-(first + width * height) % 8 or 8)
        return [bits >> width * row & (1 << width) - 1 for row in reversed(range(height))]

    def _draw(self, rows: list[int]) -> tuple[str, ...]:
        across, down = self._blocks.pixels_a_cell
        width, cells = self._blocks.pixels[0], self._blocks.columns
        # Pixels the font does not have to the right and below are blank.
        padded = [row << cells * across - width for row in rows] + [0] * (-len(rows) % down)
        return tuple(
            "".join(self._cell(padded[top : top + down], cells - 1 - cell, across) for cell in range(cells))
            for top in range(0, len(padded), down)
        )

    @staticmethod
    def _cell(rows: list[int], place: int, across: int) -> str:
        """One cell, counted from the right."""
        code = 0
        for y, row in enumerate(rows):
            for x in range(across):
                code |= (row >> place * across + across - 1 - x & 1) << y * across + x
        return (_SEXTANTS if across == 2 else _HALVES)[code]


@lru_cache(8)
def glyphs_of(blocks: Blocks) -> Glyphs:
    """The letters, unpacked when first asked for."""
    return Glyphs(blocks)
