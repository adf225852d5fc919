"""A page with things to press: goes from one to the next, and presses the one that has the focus."""

from __future__ import annotations

from tui_reader.ui.reading.layout import Layout
from tui_reader.ui.reading.line_view import LineView
from tui_reader.ui.reading.lines import NO_STOP, Run, Stop
from tui_reader.ui.reading.pieces import Anchor


class StopView(LineView):
    """Base of the article. The subclass says what a press means (``pressed``)."""

    def pressed(self, stop: Stop) -> None:
        """A link or a button was pressed."""

    @property
    def layout_now(self) -> Layout | None:
        """The page as laid out, where there is one."""
        return self.column if isinstance(self.column, Layout) else None

    def next_stop(self, way: int = 1) -> bool:
        """Focus the next (1) or previous (-1) thing to press, from the window on; False where there is none."""
        layout = self.layout_now
        if layout is None or not layout.stops:
            return False
        here = self.stop != NO_STOP and self._in_sight(layout, self.stop)
        stop = self.stop + way if here else layout.stop_from(self.top, self.rows, way)
        if not 0 <= stop < len(layout.stops):
            return False
        self.stop = stop
        self.to_anchor(layout.stop_anchor(stop), rows_above=1)
        self.repaint()
        return True

    def sideways(self, way: int) -> bool:
        """Move a wide table or code in sight right (1) or left (-1); False where there is none that goes on there."""
        layout = self.layout_now
        if layout is None or not layout.move_sideways(self.top, self.rows, way):
            return False
        self.repaint()
        return True

    @property
    def focused_link(self) -> str:
        """The address of the focused stop; empty where it has none."""
        layout = self.layout_now
        return (
            layout.stops[self.stop].href if layout is not None and 0 <= self.stop < len(layout.stops) else ""
        )

    def link_of(self, number: int) -> tuple[str, str]:
        """Address and words of the link of a number; empty where there is none."""
        layout = self.layout_now
        if layout is None or not 0 < number <= len(layout.stops):
            return "", ""
        return layout.stops[number - 1].href, layout.stop_text(number - 1)

    @property
    def link_in_focus(self) -> tuple[str, str]:
        """Address and words of the focused link, while it is in sight."""
        layout = self.layout_now
        if layout is None or self.stop == NO_STOP or not self._in_sight(layout, self.stop):
            return "", ""
        return self.link_of(self.stop + 1)

    def _in_sight(self, layout: Layout, stop: int) -> bool:
        return self.top <= layout.row(layout.stop_anchor(stop)) < self.top + self.rows

    def press(self) -> bool:
        """Press the focused stop; False where none is focused and in sight."""
        layout = self.layout_now
        if layout is None or self.stop == NO_STOP or not self._in_sight(layout, self.stop):
            return False
        self.pressed(layout.stops[self.stop])
        return True

    def press_number(self, number: int) -> str:
        """Follow the link of a number (as ``show_numbers`` shows it); its address, empty where there is none."""
        layout = self.layout_now
        if layout is None or not 0 < number <= len(layout.stops):
            return ""
        stop, self.stop = layout.stops[number - 1], number - 1
        self.repaint()
        self.pressed(stop)
        return stop.href or stop.action

    def press_run(self, run: Run, anchor: Anchor) -> None:
        """A click on a link or a button."""
        self.stop = run.stop
        self.repaint()
        self.pressed(Stop(run.href, run.action))
