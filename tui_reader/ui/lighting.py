"""Styles of what is drawn line by line: looked up once a theme; the row under the cursor has another ground, its own colours."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip


def lit(strip: Strip, style: Style) -> Strip:
    """The strip with ``style`` over its own (``Strip.apply_style`` puts it beneath, where another ground hides it)."""
    return Strip(
        [Segment(text, (own or Style()) + style, control) for text, own, control in strip], strip.cell_length
    )


class RoleView(ScrollView):
    """A view whose parts are styled by role: ``PREFIX--role`` is the component class of each."""

    PREFIX = ""

    def __init__(self) -> None:
        super().__init__()
        self._roles: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        self._roles.clear()
        super().notify_style_update()

    def _role(self, role: str) -> Style:
        style = self._roles.get(role)
        if style is None:
            style = self._roles[role] = self.get_component_rich_style(
                f"{self.PREFIX}--{role}", partial=role == "cursor"
            )
        return style
