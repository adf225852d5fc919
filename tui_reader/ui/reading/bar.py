"""A one-row bar of runs, left and right; what in it leads somewhere is a button."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.reading.brushes import Brushes, component
from tui_reader.ui.reading.lines import Line, Run, line_width

_ROLES = ("bar-title", "bar-fact", "bar-button", "bar-new")


class Bar(Widget):
    """Shows two groups of runs in one row; where they do not both fit, the right one is left out or the left one cut."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {component(role) for role in _ROLES}

    class Pressed(Message):
        """A run with an action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: Line = ()
        self._right: Line = ()
        self._keep_left = False
        self._shorter: Sequence[tuple[Line, Line]] = ()
        self._brushes = Brushes(lambda name: self.get_component_rich_style(name, default=Style()))

    def put(
        self,
        left: Line,
        right: Line = (),
        *,
        keep_left: bool = False,
        shorter: Sequence[tuple[Line, Line]] = (),
    ) -> None:
        """What the bar shows. ``shorter``: both groups in fewer words, tried where they do not fit; ``keep_left``: if nothing
        does, the right group is left out."""
        if (left, right) != (self._left, self._right):
            self._left, self._right, self._keep_left, self._shorter = left, right, keep_left, shorter
            self.refresh()

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._brushes.forget()

    def line(self) -> Line:
        """The row as runs over the whole width."""
        width = self.size.width - 2
        whole, right = self._left, self._right
        for one in (*self._shorter, (whole, ())) if self._keep_left else ():
            if line_width(whole) + line_width(right) + 2 <= width:
                break
            whole, right = one
        left = _cut(whole, max(0, width - line_width(right) - (1 if right else 0)))
        gap = max(0, width - line_width(left) - line_width(right))
        return (Run(" ", "bar-fact"), *left, Run(" " * gap, "bar-fact"), *right)

    def render_line(self, y: int) -> Strip:
        """The only row."""
        if y:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        return self._brushes.paint(self.line(), self.size.width, self.visual_style.rich_style)

    def on_click(self, event: events.Click) -> None:
        """A click on a run with an action presses it."""
        cell = event.x
        for run in self.line():
            cell -= cell_len(run.text)
            if cell < 0:
                if run.action:
                    event.stop()
                    self.post_message(self.Pressed(run.action))
                return


def _cut(line: Line, room: int) -> Line:
    """The runs that fit, the last of them ended by `…`."""
    if line_width(line) <= room:
        return line
    kept: list[Run] = []
    for run in line:
        cells = cell_len(run.text)
        if cells < room:
            kept.append(run)
            room -= cells
            continue
        if room > 1:
            kept.append(Run(f"{set_cell_size(run.text, room - 1).rstrip()}…", run.role, action=run.action))
        break
    return tuple(kept)
