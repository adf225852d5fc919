"""The second layer of defence: whatever a widget draws, no control character of a stranger reaches the terminal.

The toolkit passes ESC, C1, bidi and link targets through raw (hostile.md, findings 1 and 2). The first layer is
``model/scrub.py``, where text arrives.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.scrub import UNSAFE, is_heaped, thinned
from tui_reader.model.urls import is_web

_MOVING = str.maketrans(dict.fromkeys("\t\n", "�"))
_LINK = LatePattern(r"[\x21-\x7e]+")
REPLACEMENT = "�"
_PICTURE = "\U0010eeee"
"""What a terminal draws a picture in place of."""


class InTurn(LineFilter):
    """Several filters as one: a line is taken apart and put together once for all of them."""

    def __init__(self, filters: Sequence[LineFilter]) -> None:
        super().__init__()
        self.filters = tuple(filters)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line after the last of them."""
        for one in self.filters:
            segments = one.apply(segments, background)
        return segments


class Scrubber(LineFilter):
    """Replaces what is unsafe in text, thins heaps of marks, takes away links that are not plain http(s) addresses."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line as it may be written; the same list where nothing was wrong."""
        text = "".join([segment.text for segment in segments])
        clean = (text.isascii() and text.isprintable()) or not (
            UNSAFE.search(text) or "\t" in text or "\n" in text or is_heaped(text)
        )
        if clean and not any(style is not None and style.link for _, style, _ in segments):
            return segments
        return [_scrubbed(segment) for segment in segments]


def _scrubbed(segment: Segment) -> Segment:
    text, style, control = segment
    if control:
        return segment
    if style is not None and style.link:
        style = _safe(style)
    if _PICTURE in text:
        return _pictured(segment)
    return Segment(_replaced(text), style)


def _replaced(text: str) -> str:
    return thinned(UNSAFE.sub(REPLACEMENT, text).translate(_MOVING))


def _pictured(segment: Segment) -> Segment:
    """Ours as it is; where something tinted it, blank, since its colour named the picture; a stranger's is replaced."""
    from tui_reader.ui.graphics.placeholders import blank, is_ours  # not before the first picture

    text, style, _ = segment
    if is_ours(style) and blank(text):
        return segment
    return Segment(blank(text) or _replaced(text), style)


@lru_cache(256)
def _safe(style: Style) -> Style:
    link = style.link or ""
    return style if _LINK.now.fullmatch(link) and is_web(link) else style.update_link(None)
