"""A pane of laid-out lines: scrolls, paints what is seen, lays out the rest in slices, knows what is under the pointer."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer

from tui_reader.ui import seams
from tui_reader.ui.reading.brushes import Brushes
from tui_reader.ui.reading.lines import NO_STOP, Line, Run, inside
from tui_reader.ui.reading.overlay import Overlay
from tui_reader.ui.reading.pieces import Anchor, Column

_BETWEEN_SLICES = 0.008  # seconds; twice the slice, so that keys and paints always come between
_KEPT_STRIPS = 1000
_LONG = 400  # pieces; making a plan of more took a slice's time already, before the first of them is laid out


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Base of the article and the comments. Subclasses say what to lay out (``rebuild``) and what a press does."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.column: Column | None = None
        self.margin = 0
        self.slack = 0
        """Rows below the last line: where letters have several rows, the top may stand so much above the end."""
        self.stop = NO_STOP
        """The focused stop."""
        self.overlays: list[Overlay] = []
        """What is written over the text for a while (found words, letters to follow links by)."""
        self._brushes = Brushes(partial(seams.part_style, self))
        self._strips: dict[tuple[int, int, int], Strip] = {}
        self._timer: Timer | None = None
        self._pressed_at: Offset | None = None
        self._laid_for = 0

    # what subclasses do

    def rebuild(self) -> None:
        """Lay out anew for the present width; called when it changed."""

    def press_run(self, run: Run, anchor: Anchor) -> None:
        """A run that leads somewhere was clicked."""

    def press_row(self, anchor: Anchor) -> None:
        """Any other place was clicked."""

    def scrolled(self) -> None:
        """The window stands elsewhere."""

    # the window

    @property
    def top(self) -> int:
        """The first row in sight: of letters of several rows the topmost, since half a letter cannot be shown."""
        row = round(self.scroll_y)
        return row - self.cut_off(row)[0]

    def cut_off(self, row: int) -> tuple[int, int]:
        """Which row of a line of text a row is, and how many rows that line has."""
        return inside(self.column.line(row)) if self.slack and self.column is not None else (0, 1)

    @property
    def rows(self) -> int:
        """Rows in sight."""
        return max(1, self.size.height)

    @property
    def settled(self) -> bool:
        """Whether all heights are exact."""
        return self.column is None or self.column.exact

    def put(self, column: Column, margin: int, anchor: Anchor) -> None:
        """Show another column with an anchored row on top."""
        self.column, self.margin, self._laid_for = column, margin, self.size.width
        self._strips.clear()
        column.prepare(anchor, self.rows, above=self.rows)
        if len(column.pieces) < _LONG:
            column.settle()
        self._measure()
        self.to_row(column.row(anchor))
        self.refresh()
        self._owe()
        for overlay in tuple(self.overlays):
            overlay.relaid()

    def to_row(self, row: int) -> None:
        """Scroll at once so that ``row`` is the first in sight, or as near as there are lines."""
        at, rows = self.cut_off(row)
        if at:
            row += rows - at if row > self.top else -at
        self.scroll_to(y=max(0, row), animate=False, immediate=True, force=True)

    def to_anchor(self, anchor: Anchor, *, rows_above: int = 0, on_top: bool = False) -> None:
        """Bring an anchored row into the window if it is not well inside."""
        if self.column is None:
            return
        self.column.prepare(anchor, self.rows, above=self.rows)
        self._measure()
        row = self.column.row(anchor)
        if on_top:
            self.to_row(max(0, row - 1))
        elif not self.top + rows_above <= row < self.top + self.rows - 1:
            self.to_row(row - max(rows_above, self.rows // 3))

    def to_end(self) -> None:
        """The last line at the bottom."""
        if self.column and self.column.pieces:
            last = len(self.column.pieces) - 1
            self.column.prepare(Anchor(last, 10**9), 1, above=self.rows)
            self._measure()
            self.to_row(self.column.height - self.rows)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self.column is None or self.top + self.rows >= self.column.height

    def move(self, lines: int) -> None:
        """Scroll by lines."""
        self.to_row(self.top + lines)

    def half(self, way: int) -> None:
        """Half a page down (1) or up (-1)."""
        self.to_row(self.top + way * max(1, self.rows // 2))

    def page(self, way: int) -> bool:
        """A page on (1) or back (-1), two lines kept in sight; False where there is no further one."""
        before = self.top
        if way > 0 and self.at_end:
            return False
        keep = 2 if self.rows > 8 else 0
        self.to_row(before + way * max(1, self.rows - keep))
        return self.top != before

    def _measure(self) -> None:
        if self.column is not None:
            size = Size(self.size.width, self.column.height + self.slack)
            if self.virtual_size != size:
                self.virtual_size = size

    def _owe(self) -> None:
        if self._timer is None and not self.settled:
            self._timer = self.set_interval(_BETWEEN_SLICES, self._slice)

    def _slice(self) -> None:
        """A slice of laying out; the row on top stays the row on top."""
        if self.column is not None:
            anchor, before = self.column.anchor(self.top), self.top
            self.column.settle()
            self._keep(anchor, before)
        if self.settled:
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
            self._measure()
            self.scrolled()

    def _keep(self, anchor: Anchor, before: int) -> None:
        if self.column is None:
            return
        now = self.column.row(anchor)
        if now != before:
            self._measure()
            self.to_row(now)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lay out what comes into sight before it is painted; upwards, what was on top moves by what was asked."""
        if self.column is not None and round(old_value) != round(new_value):
            if new_value < old_value:
                was = self.column.anchor(round(old_value))
                before = self.column.row(was)
                self.column.prepare(was, 1, above=min(round(old_value - new_value) + 1, 3 * self.rows))
                drift = self.column.row(was) - before
                if drift:
                    self._measure()
                    self.to_row(round(new_value) + drift)
                    return
            self.column.prepare(self.column.anchor(round(new_value)), self.rows)
            self.scrolled()
        super().watch_scroll_y(old_value, new_value)

    def on_resize(self) -> None:
        """Another width is another layout; another height shows more of the same."""
        if self.size.width and (self.column is None or self._laid_for != self.size.width):
            self.rebuild()
        elif self.column is not None:
            self.column.prepare(self.column.anchor(self.top), self.rows)
            self._measure()
            self.scrolled()

    # painting

    def notify_style_update(self) -> None:
        """The theme or the sheet changed."""
        super().notify_style_update()
        self._brushes.forget()
        self._strips.clear()

    def repaint(self) -> None:
        """What is focused changed."""
        self._strips.clear()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out first where the width is new: the first paint comes before the news of it."""
        if self.size.width and self._laid_for != self.size.width:
            self.rebuild()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        width, ground = self.size.width, self.visual_style.rich_style
        row = y + self.top
        if self.column is None or row >= self.column.height:
            return Strip.blank(width, ground)
        anchor = self.column.anchor(row)
        key = (anchor.piece, anchor.row, width)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self.paint(self.column.line(row), anchor, width, ground)
        at, high = self.cut_off(row)
        if y - at + high > self.rows:
            return Strip.blank(width, ground)  # the bottom edge would cut the letters through
        selection = self.text_selection
        if selection is not None:
            from tui_reader.ui.reading.copying import selected, snapped  # nothing is selected at the start

            strip = selected(strip, snapped(selection, self.column).get_span(row - at), self.selection_style)
        return strip.apply_offsets(0, row)

    def paint(self, line: Line, anchor: Anchor, width: int, ground: Style) -> Strip:
        """A line as a strip; subclasses mark what the cursor is on."""
        strip = self._brushes.paint(line, width, ground, margin=self.margin, focused=self.stop)
        for overlay in self.overlays:
            strip = overlay.over(strip, anchor)
        return strip

    def brush(self, role: str) -> Style:
        """How something of a role looks here."""
        return self._brushes.style(role)

    @property
    def selection_style(self) -> Style:
        """How selected text looks."""
        return self.screen.get_component_rich_style("screen--selection")

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, lines that only the column ended joined again."""
        if self.column is None:
            return None
        from tui_reader.ui.reading.copying import copied  # as above

        return copied(self.column, selection, self.margin), "\n"

    # the pointer

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Where a click began: a press that ends elsewhere selected text."""
        self._pressed_at = event.screen_offset

    def on_click(self, event: events.Click) -> None:
        """A click, not the end of a drag and not the second of a double click, does what Enter does."""
        if event.chain != 1 or event.screen_offset != self._pressed_at or self.column is None:
            return
        content = event.get_content_offset(self)
        if content is None:
            return
        row = content.y + self.top
        if row >= self.column.height:
            return
        anchor = self.column.anchor(row)
        run = self.run_at(content.x, row)
        if run is not None and (run.href or run.action):
            event.stop()
            self.press_run(run, anchor)
        else:
            self.press_row(anchor)

    def run_at(self, x: int, row: int) -> Run | None:
        """The run under a cell."""
        cell = x - self.margin
        if self.column is None or cell < 0:
            return None
        for run in self.column.line(row):
            cell -= cell_len(run.text)
            if cell < 0:
                return run
        return None
