"""A pane of laid-out lines: scrolls, paints what is seen, lays out the rest in slices."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui_reader.ui import seams
from tui_reader.ui.lighting import as_drawn
from tui_reader.ui.reading.brushes import Brushes
from tui_reader.ui.reading.line_window import LineWindow
from tui_reader.ui.reading.lines import NO_STOP, Line
from tui_reader.ui.reading.pieces import Anchor, Column

if TYPE_CHECKING:
    from tui_reader.ui.reading.overlay import Overlay

_BETWEEN_SLICES = 0.008  # seconds; twice the slice, so that keys and paints always come between
_LULL = 0.05  # seconds before the first: the page's own frame is out, and who leafs on at once pays for none
_KEPT_STRIPS = 1000
_UNPAINTED = Strip([]), -1
_LETTING_OUT = 0.001
"""Seconds a frame is given to leave: a thread of the driver's writes it, and Python has one lock."""
_LONG = 400  # pieces; making a plan of more took a slice's time already, before the first of them is laid out


class Frame(NamedTuple):
    """What is the same for all lines of a frame: asked of the toolkit line by line, it costs more than the lines."""

    width: int
    top: int
    rows: int
    ground: Style
    selection: Selection | None


class LineView(LineWindow, can_focus=True, inherit_bindings=False):
    """Base of the article and the comments. Subclasses say what to lay out (``rebuild``) and what a press does."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.stop = NO_STOP
        """The focused stop."""
        self.overlays: list[Overlay] = []
        """What is written over the text for a while (found words, letters to follow links by)."""
        self._brushes = Brushes(partial(seams.part_style, self))
        self._strips: dict[Anchor, tuple[Strip, int]] = {}
        """Lines as painted, and for which width."""
        self._after: list[Callable[[], None]] = []
        self._frame: Frame | None = None
        self._timer: Timer | None = None
        self._laid_for = 0
        self.end_wanted = False
        """Whether the last wish was the end, so that what comes below it is wanted, too."""

    # what subclasses do

    def rebuild(self) -> None:
        """Lay out anew for the present width; called when it changed."""

    def scrolled(self) -> None:
        """The window stands elsewhere."""

    # the window

    def put(self, column: Column, margin: int, anchor: Anchor) -> None:
        """Show another column with an anchored row on top."""
        self.column, self.margin, self._laid_for = column, margin, self.size.width
        self._strips.clear()
        column.prepare(anchor, self.rows, above=self.rows)
        if len(column.pieces) < _LONG and column.whole:
            column.settle()
        self._measure()
        self.to_row(column.row(anchor))
        self.refresh()
        self._owe()
        for overlay in tuple(self.overlays):
            overlay.relaid()

    def to_row(self, row: int) -> None:
        """Scroll at once so that ``row`` is the first in sight, or as near as there are lines."""
        self.end_wanted = False
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
            self.column.complete()
            last = len(self.column.pieces) - 1
            self.column.prepare(Anchor(last, 10**9), 1, above=self.rows)
            self._measure()
            self.to_row(self.column.height - self.rows)
            self.end_wanted = True

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
                self.set_reactive(
                    Widget.virtual_size, size
                )  # all else stays where it is: nothing is laid out anew
                self.after_frame(self.tell_bar)

    def tell_bar(self) -> None:
        """The scroll bar: once the text itself is on screen, or in the frame of the text where nobody waits for that."""
        self.vertical_scrollbar.window_virtual_size = self.virtual_size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def after_frame(self, deed: Callable[[], None]) -> None:
        """Do this when the frame with what was changed here is out.

        The toolkit's ``call_after_refresh`` alone may come before it: the screen may be idle before it hears of the change.
        """
        if not self._after:
            self.call_after_refresh(self.screen.call_after_refresh, self._frame_is_out)
        self._after.append(deed)

    async def _frame_is_out(self) -> None:
        await sleep(_LETTING_OUT)
        deeds, self._after = self._after, []
        for deed in deeds:
            deed()

    def _owe(self) -> None:
        if self._timer is None and not self.settled:
            self._timer = self.set_timer(_LULL, self._go_on)

    def _go_on(self) -> None:
        self._timer = None if self.settled else self.set_interval(_BETWEEN_SLICES, self._slice)

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
        self._frame = self._look()
        try:
            return as_drawn(self, crop)
        finally:
            self._frame = None

    def _look(self) -> Frame:
        return Frame(self.size.width, self.top, self.rows, self.visual_style.rich_style, self.text_selection)

    def render_line(self, y: int) -> Strip:
        """One row of the pane; with the place of each character where not a frame but the pointer asks for it."""
        width, top, rows, ground, selection = self._frame or self._look()
        row, at = y + top, 0
        if self.column is None or row >= self.column.height:
            return Strip.blank(width, ground)
        anchor = self.column.anchor(row)
        strip, painted_for = self._strips.get(anchor, _UNPAINTED)
        if painted_for != width:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            strip = self.paint(self.column.line(row), anchor, width, ground)
            self._strips[anchor] = strip, width
        if self.slack:
            at, high = self.cut_off(row)
            if y - at + high > rows:
                return Strip.blank(width, ground)  # the bottom edge would cut the letters through
        if selection is not None:
            from tui_reader.ui.reading.copying import selected, snapped  # nothing is selected at the start

            strip = selected(strip, snapped(selection, self.column).get_span(row - at), self.selection_style)
        return strip if self._frame is not None else strip.apply_offsets(0, row)

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
