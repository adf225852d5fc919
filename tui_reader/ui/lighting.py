"""Styles of what is drawn line by line: looked up once a theme; the row under the cursor has another ground, its own colours."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui_reader.ui import seams

_KEPT_STRIPS = 500
"""Some ten screens of lines."""


def lit(strip: Strip, style: Style) -> Strip:
    """The strip with ``style`` over its own (``Strip.apply_style`` puts it beneath, where another ground hides it)."""
    return Strip(
        [Segment(text, (own or Style()) + style, control) for text, own, control in strip], strip.cell_length
    )


def as_drawn(
    view: ScrollView, crop: Region, draw: Callable[[range], list[Strip]] | None = None
) -> list[Strip]:
    """The lines of a view as it draws them, filtered; the toolkit's way where its sheets do something to lines.

    ``draw``: draws several at once, where that is less work than one by one.
    """
    if view.styles.gutter or view.styles.tint.a or view.opacity != 1:
        return ScrollView.render_lines(view, crop)
    strips = draw(crop.line_range) if draw is not None else [view.render_line(y) for y in crop.line_range]
    ground = view.background_colors[1]
    for each in view.get_line_filters():
        strips = [strip.apply_filter(each, ground) for strip in strips]
    left, right = crop.column_span
    style = view.visual_style.rich_style
    # a scroll bar that has just come or gone is not laid out yet in this frame: its column is asked of us
    return [
        strip if not left and strip.cell_length == right else strip.crop_extend(left, right, style)
        for strip in strips
    ]


class QuietView(ScrollView):
    """A view whose scroll bar is drawn anew only where it looks another way."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        return seams.quiet_bar(self)


class RoleView(QuietView):
    """A view whose parts are styled by role: ``PREFIX--role`` is the component class of each.

    Lines are drawn as they are: its sheets give it no border, padding, tint or opacity, for which the toolkit looks at
    every line, and a line that is the same strip as in the last frame is filtered and cut at no cost.
    """

    PREFIX = ""

    def __init__(self) -> None:
        super().__init__()
        self._roles: dict[str, Style] = {}
        self._strips: dict[Hashable, tuple[object, Strip]] = {}

    def notify_style_update(self) -> None:
        self._roles.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        return as_drawn(self, crop)

    def _kept_strip(self, place: Hashable, made_of: object, draw: Callable[[], Strip]) -> Strip:
        """The strip at a place as it was drawn before, as long as it is made of the same."""
        kept = self._strips.get(place)
        if kept is None or kept[0] != made_of:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            kept = self._strips[place] = made_of, draw()
        return kept[1]

    def _role(self, role: str) -> Style:
        style = self._roles.get(role)
        if style is None:
            style = self._roles[role] = self.get_component_rich_style(
                f"{self.PREFIX}--{role}", partial=role in ("cursor", "chosen")
            )
        return style
