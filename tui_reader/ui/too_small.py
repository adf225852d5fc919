"""What a window that is too small shows instead of panes cut to nothing: a sentence that says so."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from tui_reader.resources import directory
from tui_reader.ui.desk import Desk
from tui_reader.ui.panes import LEAST


class TooSmall(Widget):
    """Lies over everything; what is below keeps the focus and its place, and keys go on working."""

    DEFAULT_CSS = (directory("styles") / "too_small.tcss").read_text(encoding="utf-8")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def render(self) -> Text:
        return Text(self._desk.words("notice.too_small", w=LEAST.width, h=LEAST.height))


def cover(screen: Screen[None], desk: Desk, size: Size, covered: TooSmall | None) -> TooSmall | None:
    """Cover the screen at a size that is too small for it, and uncover it at any other."""
    small = size.width < LEAST.width or size.height < LEAST.height
    if small and covered is None:
        covered = TooSmall(desk)
        screen.mount(covered)
    if covered is not None:
        covered.display = small
    return covered
