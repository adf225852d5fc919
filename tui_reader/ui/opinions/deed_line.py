"""A line of a small window that does something when it is pressed."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static


class DeedLine(Static, can_focus=True):
    """Where the focus is, a pointer stands before it."""

    class Pressed(Message):
        """A click."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, what: str, text: str) -> None:
        super().__init__("", markup=False)
        self.what, self._text = what, text

    def render(self) -> Text:
        mark = "▸ " if self.has_focus else "  "
        return Text(f"{mark}{self._text}")

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Pressed(self.what))
