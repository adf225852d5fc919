"""Makes ``tui_reader/ui/scaling/glyph_table.py`` from two public-domain bitmap fonts: ``python -m tests.glyphs.make``.

The fonts are misc-fixed 6x13 and 9x15 Bold as Debian has them (package xfonts-base); the table is kept, they are not.
"""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

from tests.glyphs.pcf import read
from tui_reader.ui.scaling import glyph_table

FONTS = {"6x13": "6x13.pcf.gz", "9x15B": "9x15B.pcf.gz"}
FOLDER = Path("/usr/share/fonts/X11/misc")
"""Where Debian has them."""
RANGES = (
    *((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x17F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0)),
    *((0x386, 0x3CE), (0x400, 0x45F), (0x490, 0x491), (0x1E80, 0x1EF9), (0x2010, 0x2027), (0x2030, 0x203A)),
    *((0x2070, 0x208E), (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2153, 0x215E), (0x2190, 0x2195)),
    *(
        (0x2212, 0x2212),
        (0x2248, 0x2248),
        (0x2260, 0x2265),
        (0x25A0, 0x25CF),
        (0x2605, 0x2606),
        (0x2713, 0x2717),
    ),
)
"""Latin with all of Vietnamese, Greek, Cyrillic, punctuation, currencies, and the few signs that news is written with."""
_DOT, _BOLD_DOT, _NONE = ".##...", "...##....", "......"
MENDED = {
    "6x13": {
        ".": {9: _NONE, 10: _DOT, 11: _DOT},
        ":": {4: _NONE, 5: _DOT, 6: _DOT, 9: _NONE, 10: _DOT, 11: _DOT},
        ";": {4: _NONE, 5: _DOT, 6: _DOT},
    },
    "9x15B": {
        ".": {10: _NONE, 11: _BOLD_DOT},
        ":": {5: _NONE, 6: _BOLD_DOT, 10: _NONE, 11: _BOLD_DOT},
        ";": {5: _NONE, 6: _BOLD_DOT},
        "Ừ": {0: "...#.....", 1: "...##..#.", 2: "....#..#."},
    },
}
"""Rows drawn anew: dots that grown large are crosses; and the bold font has one shape, with an acute accent, for Ừ and Ứ."""
_COLUMNS = 100

_HEAD = '''"""The shapes of letters as bits, drawn as text in block characters; made by ``tests/glyphs/make.py``.

From misc-fixed of the X window system: "Public domain font. Share and enjoy."
"""

from typing import Final

CODES: Final[dict[str, str]] = {
    # runs of code points that follow each other, `first-last` in hexadecimal
%s
}
BITS: Final[dict[str, str]] = {
    # all glyphs one after the other, rows from the top, a bit a pixel; deflated, in base 85
%s
}
'''


def font_of(name: str) -> dict[int, tuple[int, ...]]:
    """A font as it is taken into the table."""
    font = read(FOLDER / FONTS[name])
    for letter, rows in MENDED.get(name, {}).items():
        mended = list(font[ord(letter)])
        for row, pixels in rows.items():
            mended[row] = int(pixels.replace(".", "0").replace("#", "1"), 2)
        font[ord(letter)] = tuple(mended)
    return font


def made() -> str:
    """The module as it is to be written."""
    codes, bits = [], []
    for name in FONTS:
        width = int(name.split("x")[0])
        font = font_of(name)
        chosen = [code for first, last in RANGES for code in range(first, last + 1) if code in font]
        stream = "".join(f"{row:0{width}b}" for code in chosen for row in font[code])
        stream += "0" * (8 - len(stream) % 8)  # at least one, so that the last glyph ends inside a byte
        packed = int(stream, 2).to_bytes(len(stream) // 8, "big")
        codes.append(_entry(name, " ".join(_runs(chosen))))
        bits.append(_entry(name, base64.b85encode(zlib.compress(packed, 9)).decode()))
    return _HEAD % ("\n".join(codes), "\n".join(bits))


def _runs(codes: list[int]) -> list[str]:
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return [f"{first:x}-{last:x}" for first, last in runs]


def _entry(name: str, text: str) -> str:
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return "\n".join((f'    "{name}": (', *(f'        "{line}"' for line in lines), "    ),"))


if __name__ == "__main__":
    Path(glyph_table.__file__).write_text(made(), encoding="utf-8")
