"""The mark a segment carries when its text is to be drawn larger: what it says, how large, and which row of it this is.

Widgets draw ordinary strips that read well without the mark (letters apart on the first row, blanks below); the writer
reads the marks off the finished frame, so what covers, cuts or dims them has already been done.
"""

from __future__ import annotations

from functools import lru_cache
from pickle import loads
from typing import NamedTuple

from rich.style import Style

_KEY = "scaled"


class Part(NamedTuple):
    """Some letters that are one thing on screen: ``width`` cells across and ``s`` rows high."""

    row: int
    s: int
    n: int
    d: int
    width: int
    text: str
    """Empty on blanks that only belong to a row of double height."""
    drawn: bool = False
    """Whether its cells show it already (block characters): then nothing is written over them."""


@lru_cache(8192)
def mark(part: Part) -> Style:
    """A style that says nothing but the part; to be added to the style of its colours."""
    return Style.from_meta({_KEY: tuple(part)})


def part_of(style: Style | None) -> Part | None:
    """The part a segment's style marks, if any."""
    blob = None if style is None else style._meta
    return None if blob is None else _read(blob)


@lru_cache(65536)
def _read(blob: bytes) -> Part | None:
    # Rich keeps its own ``dumps`` of our dictionary here; ``Style.meta`` would unpickle it at every look.
    found = loads(blob).get(_KEY)
    return Part(*found) if found is not None else None
