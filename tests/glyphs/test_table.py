"""The table of glyphs: what is in it, and that it is what the fonts say."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.glyphs.make import FOLDER, FONTS, font_of, made
from tui_reader.model.scale import Blocks
from tui_reader.ui.scaling import glyph_table
from tui_reader.ui.scaling.glyphs import Glyphs

VOWELS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
]
VIETNAMESE = [*VOWELS, "đ", *map(str.upper, VOWELS), "Đ"]
"""The letters that are not in ASCII, or are and stand here all the same."""
FACES = [Blocks(font, sextants) for font in FONTS for sextants in (True, False)]


def test_all_letters_of_vietnamese_and_ascii_have_shapes_of_their_own() -> None:
    assert len([one for one in VIETNAMESE if not one.isascii()]) == 134
    letters = {*VIETNAMESE, *map(chr, range(0x20, 0x7F))}
    for face in FACES:
        glyphs = Glyphs(face)
        assert [one for one in sorted(letters) if not glyphs.has(one)] == []
        assert len({glyphs.cells(one) for one in VIETNAMESE}) == len(VIETNAMESE), face
        assert all(glyphs.has(sign) for sign in "–—‘’“”…•€₫×°«»")


@pytest.mark.skipif(not FOLDER.exists(), reason="needs the fonts of xfonts-base; CI installs them")
def test_the_table_is_what_the_fonts_say() -> None:
    assert Path(glyph_table.__file__).read_text(encoding="utf-8") == made()


@pytest.mark.skipif(not FOLDER.exists(), reason="needs the fonts of xfonts-base; CI installs them")
@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.font}-{face.pixels_a_cell[1]}")
def test_the_cells_show_the_pixels_of_the_font(face: Blocks) -> None:
    glyphs, font = Glyphs(face), font_of(face.font)
    width, height = face.pixels
    for letter in (*VIETNAMESE, "g", "@", "…"):
        shown = pixels(glyphs.cells(letter), face)
        assert [row[:width] for row in shown[:height]] == [f"{row:0{width}b}" for row in font[ord(letter)]]
        assert "1" not in "".join(row[width:] for row in shown) + "".join(shown[height:])


def pixels(cells: tuple[str, ...], face: Blocks) -> list[str]:
    """Block characters as the pixels that Unicode's names say they show, a string of 0 and 1 a row."""
    across, down = face.pixels_a_cell
    rows = []
    for line in cells:
        lit = [_lit(cell, across * down) for cell in line]
        for y in range(down):
            rows.append("".join("01"[y * across + x + 1 in one] for one in lit for x in range(across)))
    return rows


def _lit(cell: str, pixels: int) -> set[int]:
    """Which pixels of a cell are lit, counted from 1 at the top left."""
    name = unicodedata.name(cell)
    if name.startswith("BLOCK SEXTANT-"):
        return {int(digit) for digit in name.removeprefix("BLOCK SEXTANT-")}
    every = set(range(1, pixels + 1))
    return {
        "SPACE": set[int](),
        "FULL BLOCK": every,
        "LEFT HALF BLOCK": {1, 3, 5},
        "RIGHT HALF BLOCK": {2, 4, 6},
        "UPPER HALF BLOCK": {1},
        "LOWER HALF BLOCK": {2},
    }[name]
