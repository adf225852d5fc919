"""The letters a terminal draws a picture in place of: each says by its marks which row and column of it stands there. Pure.

They are text like any other: they scroll, are cut and covered with the rest of a frame, and what is written over them
is gone. Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.style import Style

PLACEHOLDER: Final = "\U0010eeee"
MOST: Final = 297
"""Columns and rows there are marks for."""
_NAME = "placed"
_MARKS = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac 5af"
    " 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 747"
    " 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 1a75-1a7c"
    " 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1 20d4-20d7 20db-20dc"
    " 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 aab7-aab8 aabe-aabf aac1"
    " fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244"
)
"""Code points in the order of the numbers they stand for: marks above the letter (combining class 230) of Unicode 6.0
that nothing is composed of."""


@cache
def marks() -> str:
    """The mark of each number, from 0."""
    found = []
    for part in _MARKS.split():
        first, _, last = part.partition("-")
        found += [chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)]
    return "".join(found)


@lru_cache(2048)
def row(number: int, columns: int) -> str:
    """One row of a picture so many columns wide. Every cell tells its column: the one before it may be covered."""
    known = marks()
    return "".join(f"{PLACEHOLDER}{known[number]}{known[column]}" for column in range(columns))


@lru_cache(256)
def style_of(image: bytes, ground: Style) -> Style:
    """The style of its cells: which picture it is, three bytes, is told by the colour of the letters."""
    return Style.from_color(Color(_NAME, ColorType.TRUECOLOR, None, ColorTriplet(*image)), ground.bgcolor)


def is_ours(style: Style | None) -> bool:
    """Whether a style is that of a picture we placed, and its colour still what it was made."""
    return style is not None and style.color is not None and style.color.name == _NAME


def blank(text: str) -> str:
    """As many spaces as a row of placeholders has cells; empty where it is not wholly that."""
    cells = len(text) // 3
    return " " * cells if text[::3] == PLACEHOLDER * cells and len(text) == 3 * cells else ""
