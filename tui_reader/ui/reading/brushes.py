"""Lines into strips: a role and its marks become a style once, a line is painted once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.model.document import Mark
from tui_reader.ui.reading.lines import NO_STOP, Line, Run, begin_of
from tui_reader.ui.scaling.part import Part, mark

ROLES: Final = (
    *("title", "lead", "body", "heading", "subheading", "heading-rule", "meta", "notice"),
    *(
        "caption",
        "credit",
        "picture",
        "picture-room",
        "quote",
        "quote-bar",
        "cite",
        "bullet",
        "code",
        "code-mark",
        "code-comment",
        "code-text",
    ),
    *("table", "table-header", "table-rule", "rule", "embed", "link", "link-number"),
    *("tag", "source-link", "section", "related", "button", "tail-rule", "muted", "focused", "found"),
)
"""What runs can be; `article--<role>` in the style sheet."""

_MARKS = (
    (Mark.BOLD, Style(bold=True)),
    (Mark.ITALIC, Style(italic=True)),
    (Mark.STRIKE, Style(strike=True)),
    (Mark.UNDERLINE, Style(underline=True)),
)


class Brushes:
    """Styles by role, mark and focus. ``find`` looks a component class up; forget when the theme changes."""

    def __init__(self, find: Callable[[str], Style]) -> None:
        self._find = find
        self._styles: dict[tuple[str, Mark, bool], Style] = {}

    def forget(self) -> None:
        """The theme changed."""
        self._styles.clear()

    def style(self, role: str, mark: Mark = Mark.NONE, focused: bool = False) -> Style:
        """The Rich style of a run."""
        key = (role, mark, focused)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._make(role, mark, focused)
        return style

    def _make(self, role: str, mark: Mark, focused: bool) -> Style:
        style = self._find(component(role))
        for one, looks in _MARKS:
            if mark & one:
                style += looks
        if mark & Mark.CODE and role != "code":
            style += Style(bgcolor=self._find(component("code")).bgcolor)
        if mark & Mark.HIGHLIGHT or focused:
            style += self._find(component("focused"))
        return style

    def paint(
        self, line: Line, width: int, ground: Style, *, margin: int = 0, focused: int = NO_STOP
    ) -> Strip:
        """The line as a strip of exactly ``width`` cells."""
        margin += begin_of(line)
        segments = [Segment(" " * margin, ground)] if margin > 0 else []
        segments += [self._segment(run, focused) for run in line if run.text]
        free = width - margin - sum([cell_len(run.text) for run in line])
        if free < 0:
            return Strip(segments).adjust_cell_length(width, ground)
        if free:
            segments.append(Segment(" " * free, ground))
        return Strip(segments, width)

    def _segment(self, run: Run, focused: int) -> Segment:
        if run.colours is not None:
            return Segment(run.text, of_picture(run.colours, self.style("body")))
        here = focused != NO_STOP and run.stop == focused
        style = self.style(run.role, run.mark, here)
        if run.part is None:
            return Segment(run.text, style)
        return Segment(run.text, (in_blocks(style, run.part) if run.part.drawn else style) + mark(run.part))


def in_blocks(style: Style, part: Part) -> Style:
    """The style of a row of a letter made of block characters: its cells are no letters, to be slanted or thickened.

    What is underlined, and what is in italics, has its line under the last row.
    """
    last = part.row == part.s - 1
    return _cells(style, last and bool(style.underline or style.italic), not last and part.row == part.s - 3)


@lru_cache(512)
def _cells(style: Style, underline: bool, middle: bool) -> Style:
    strike = middle and bool(style.strike)
    return style + Style(bold=False, italic=False, underline=underline, strike=strike)


def of_picture(colours: tuple[bytes, bytes], ground: Style) -> Style:
    """The style of a part of a picture: of two pixels, or of what the terminal draws itself."""
    if colours[1]:
        return of_pixels(*colours)
    from tui_reader.ui.graphics.placeholders import style_of  # not before the first picture

    return style_of(colours[0], ground)


def of_pixels(front: bytes, behind: bytes) -> Style:
    """The style of a cell that shows two pixels; made the quick way, since a picture has a thousand of them."""
    return Style.from_color(_colour(front), _colour(behind))


def _colour(pixel: bytes) -> Color:
    return Color("pixel", ColorType.TRUECOLOR, None, ColorTriplet(*pixel))


def component(role: str) -> str:
    """The component class of a role; other panes' roles carry their own prefix."""
    return role if "--" in role else f"article--{role}"
