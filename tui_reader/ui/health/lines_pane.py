"""A column of lines with a cursor on those that can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.ui.health.page_lines import PageLine, cut
from tui_reader.ui.lighting import lit


class LinesPane(ScrollView, can_focus=False):
    """Draws lines; the keys are the screen's."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"lines-pane--{role}" for role in ("title", "text", "muted", "bad", "heading", "right")
    } | {"lines-pane--cursor", "lines-pane--cursor-blurred", "lines-pane--cursor-bar"}

    class Pressed(Message):
        """A line was clicked."""

        def __init__(self, pane: LinesPane, answer: str) -> None:
            super().__init__()
            self.pane, self.answer = pane, answer

    def __init__(self, *, ascii_icons: bool = False, id: str) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id)
        self._lines: Sequence[PageLine] = ()
        self._index = -1
        self._bar = "|" if ascii_icons else "▌"
        self.active = False
        """Whether the keys are here."""

    def show(self, lines: Sequence[PageLine], *, stay: bool = True) -> None:
        """Other lines; ``stay``: the cursor on the same one as before, where it is still there."""
        answer, at = self.current, self._index
        self._lines = lines
        self.virtual_size = Size(1, len(lines) + 1)
        stops = self._stops
        same = [i for i in stops if lines[i].answer == answer] if stay else []
        after = [i for i in stops if i >= at] if stay else stops
        self._index = (same or after or stops or [-1])[0]
        if not stay:
            self.scroll_to(y=0, animate=False, force=True)
        self._into_view()
        self.refresh()

    @property
    def current(self) -> str:
        """What the line under the cursor stands for; empty where none can be chosen."""
        return self._lines[self._index].answer if 0 <= self._index < len(self._lines) else ""

    def move(self, by: int) -> None:
        """So many lines that can be chosen; where there is none that way, the view scrolls."""
        stops = self._stops
        if self._index not in stops:
            self.scroll_relative(y=by, animate=False, force=True)
            return
        at = stops.index(self._index)
        to = max(0, min(at + by, len(stops) - 1))
        if to == at:
            self.scroll_relative(y=by, animate=False, force=True)
        self._go(stops[to])

    def page(self, by: float) -> None:
        """So many heights."""
        rows = round(self.size.height * by)
        stops = self._stops
        wanted = self._index + rows
        near = [i for i in stops if (i <= wanted if by > 0 else i >= wanted)]
        if near:
            self._go(near[-1] if by > 0 else near[0])
        self.scroll_relative(y=rows, animate=False, force=True)

    def end(self, *, top: bool) -> None:
        """To the first or the last line."""
        stops = self._stops
        if stops:
            self._go(stops[0] if top else stops[-1])
        self.scroll_to(y=0 if top else self.virtual_size.height, animate=False, force=True)

    def section(self, way: int) -> None:
        """To the first line of the next or previous group."""
        starts = [i for i in self._stops if i and self._lines[i - 1].role == "heading"]
        found = [i for i in starts if (i - self._index) * way > 0]
        if found:
            self._go(found[0] if way > 0 else found[-1])

    def on_click(self, event: events.Click) -> None:
        event.stop()
        index = event.y + self.scroll_offset.y
        if index not in self._stops:  # the second line of a feed belongs to the first
            index -= 1
        if index in self._stops:
            self._go(index)
            self.post_message(self.Pressed(self, self.current))

    @property
    def _stops(self) -> list[int]:
        return [i for i, line in enumerate(self._lines) if line.answer]

    def _go(self, index: int) -> None:
        self._index = index
        self._into_view()
        self.refresh()

    def _into_view(self) -> None:
        y, height = self.scroll_offset.y, self.size.height
        if height and self._index >= 0 and not y <= self._index < y + height:
            top = self._index if self._index < y else self._index - height + 1
            self.scroll_to(y=0 if self._index < height - 1 else top, animate=False, force=True)

    def on_resize(self) -> None:
        self._into_view()

    def render_line(self, y: int) -> Strip:
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line, here = self._lines[index], index == self._index
        style = self.get_component_rich_style
        right = f" {line.right}" if line.right else ""
        room = max(1, width - 3 - cell_len(right))
        strip = Strip(
            [
                Segment(self._bar if here and self.active else " ", style("lines-pane--cursor-bar")),
                Segment(" " + cut(line.text, room), style(f"lines-pane--{line.role}")),
                Segment(right + " ", style("lines-pane--right")),
            ]
        ).adjust_cell_length(width, self.rich_style)
        cursor = "cursor" if self.active else "cursor-blurred"
        return lit(strip, style(f"lines-pane--{cursor}", partial=True)) if here else strip
