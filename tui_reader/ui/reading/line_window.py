"""What of a column of lines is in sight, and what of it is under the pointer."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset

from tui_reader.ui.lighting import QuietView
from tui_reader.ui.reading.lines import Run, begin_of, inside
from tui_reader.ui.reading.pieces import Anchor, Column


class LineWindow(QuietView):
    """Base of ``LineView``. Subclasses say what a press does."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.column: Column | None = None
        self.margin = 0
        self.slack = 0
        """Rows below the last line: where letters have several rows, the top may stand so much above the end."""
        self._pressed_at: Offset | None = None

    def press_run(self, run: Run, anchor: Anchor) -> None:
        """A run that leads somewhere was clicked."""

    def press_row(self, anchor: Anchor) -> None:
        """Any other place was clicked."""

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
        line = self.column.line(row) if self.column is not None else ()
        cell = x - self.margin - begin_of(line)
        if cell < 0:
            return None
        for run in line:
            cell -= cell_len(run.text)
            if cell < 0:
                return run
        return None
