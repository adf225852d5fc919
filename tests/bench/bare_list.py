"""The floor of moving in a list: one widget on Textual's line API with a cursor over a million made-up rows. Run as a program."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 1_000_000
_WORDS = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo"
_PLAIN, _CURSOR = Style(), Style(reverse=True)


def mark(number: int) -> str:
    """How a row begins, from 0."""
    return f"h{number:07d}"


class Rows(ScrollView, can_focus=True):
    """A line a row."""

    def __init__(self) -> None:
        super().__init__()
        self.index = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(1, ROWS)

    def key_j(self) -> None:
        self.refresh_lines(self.index, 1)
        self.index += 1
        self.refresh_lines(self.index, 1)
        if self.index >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=self.index - self.size.height + 1, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        style = _CURSOR if number == self.index else _PLAIN
        return Strip([Segment(f"{mark(number)} {_WORDS}", style)]).adjust_cell_length(self.size.width, style)


class BareList(App[None]):
    """Nothing but a list."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Rows()


if __name__ == "__main__":
    BareList().run()
