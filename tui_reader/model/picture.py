"""A picture of an article as the cache has it, and how many cells of a terminal it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from tui_reader.model.errors import Fact

CELL_PIXELS: Final = 8
"""Pixels of a picture that fill a cell's width at least: smaller pictures are not blown up (a usual cell is 8 × 16)."""


SMALL: Final = 320
"""Longest side of the small copy in pixels: half blocks show two a cell, and no column is wider than 180 cells."""
USUAL_CELL: Final = (10, 20)
"""Pixels of a cell where the terminal does not say."""


class Graphics(Struct, frozen=True):
    """How a terminal draws pictures itself."""

    files: bool
    """Whether it can read our files; else it is sent their bytes."""
    cell: tuple[int, int] = USUAL_CELL
    """Width and height of a cell in pixels."""


class Picture(Struct, frozen=True):
    """What is known of the picture at an address. Sizes are the original's in pixels, 0 where unknown."""

    url: str
    path: str = ""
    """Our PNG in the cache folder, `ab/….png`; empty while it is not here."""
    width: int = 0
    height: int = 0
    trouble: str = ""
    """Code of why it could not be had, `health.<code>`."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    again_at: int = 0
    """Before this moment (seconds since the epoch) it is not asked for again by itself."""


class Pictures(Struct, frozen=True):
    """What is known of the pictures of one article, by address."""

    known: Mapping[str, Picture] = field(default_factory=dict)
    shown: bool | None = None
    """Whether the feed's own settings want them shown; None: as everywhere."""


class Window(Struct, frozen=True):
    """The part of a picture that is looked at, in fractions of its width and height."""

    left: float = 0.0
    top: float = 0.0
    width: float = 1.0
    height: float = 1.0

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Its edges in a picture so many pixels large: left, top, right, bottom; at least one pixel."""
        left, top = min(round(self.left * width), width - 1), min(round(self.top * height), height - 1)
        right, bottom = round((self.left + self.width) * width), round((self.top + self.height) * height)
        return left, top, max(left + 1, min(right, width)), max(top + 1, min(bottom, height))


WHOLE: Final = Window()


class Cells(Struct, frozen=True):
    """A picture scaled to cells of two pixels one above the other: ``columns`` × 2·``rows`` RGB triples."""

    columns: int
    rows: int
    pixels: bytes


def file_name(url: str) -> str:
    """Under which the picture of an address is kept: nothing of the address is in it (hostile.md H54)."""
    from hashlib import blake2b  # pictures come after the first paint

    digest = blake2b(url.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{digest[:2]}/{digest[2:]}.png"


def small_name(path: str) -> str:
    """The small copy beside it, from which cells are made."""
    return path.removesuffix(".png") + ".small.png"


def fit(width: int, height: int, columns: int, rows: int) -> tuple[int, int]:
    """Cells of a picture so many pixels large inside so many cells, its proportions kept; a cell is twice as high as wide."""
    if width <= 0 or height <= 0:
        return columns, rows
    wide = max(1, min(columns, -(-width // CELL_PIXELS)))
    high = -(-wide * height // (2 * width))
    if high > rows:
        high = rows
        wide = max(1, min(wide, round(2 * rows * width / height)))
    return wide, max(1, high)
