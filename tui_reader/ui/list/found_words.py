"""The words that were looked for, underlined where a row's title and lead have them; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rich.segment import Segment
from rich.style import Style

Found = Callable[[str], Sequence[tuple[int, int]]]
"""Where in a text the words stand."""

UNDERLINE: Final = Style(underline=True)
"""Told by shape, for the row has its colours from elsewhere."""


def underlined(segments: Iterable[Segment], found: Found, texts: Sequence[Style]) -> list[Segment]:
    """The segments of a line, those of title and lead (``texts`` are their styles) with the words marked."""
    drawn: list[Segment] = []
    for segment in segments:
        spans = found(segment.text) if segment.style in texts else ()
        at = 0
        for start, end in spans:
            drawn.append(Segment(segment.text[at:start], segment.style))
            drawn.append(Segment(segment.text[start:end], (segment.style or Style()) + UNDERLINE))
            at = end
        drawn.append(Segment(segment.text[at:], segment.style) if at else segment)
    return [segment for segment in drawn if segment.text]
