"""The floor of showing an article: one widget on Textual's line API whose page is another one at each key. Run as a program."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

LINE = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo."
ROWS = 75
"""Lines of a page: as many as an article of 5 KB has."""


class Page(ScrollView, can_focus=True):
    """Lines made beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(70, ROWS)

    def key_j(self) -> None:
        self.number += 1
        self.refresh()

    def render_line(self, y: int) -> Strip:
        text = f"{y} mốc{self.number:03d} {LINE}"
        return Strip([Segment(text, Style())]).adjust_cell_length(self.size.width)


class BarePage(App[None]):
    """Nothing but a page."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Page()


if __name__ == "__main__":
    BarePage().run()
