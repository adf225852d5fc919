"""What a window that is too small shows instead of panes cut to nothing: a sentence that says so."""

from __future__ import annotations

from rich.text import Text
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui_reader.resources import directory
from tui_reader.ui.desk import Desk
from tui_reader.ui.panes import LEAST


class TooSmall(Widget):
    """Lies over everything; what is below keeps its place, and keys go on working, but nobody writes unseen."""

    DEFAULT_CSS = (directory("styles") / "too_small.tcss").read_text(encoding="utf-8")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.writing: Widget | None = None
        """The text box that had the focus, and gets it back."""

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
        _let_write(screen, covered)
    return covered


def _let_write(screen: Screen[None], covered: TooSmall) -> None:
    """Take the focus from a text box that is covered, and give it back where it can be seen again."""
    box = screen.focused
    if covered.display and isinstance(box, (Input, TextArea)):
        covered.writing = box
        screen.set_focus(None)
    elif not covered.display and covered.writing is not None:
        box, covered.writing = covered.writing, None
        if box.is_attached and screen.focused is None:
            screen.set_focus(box)
