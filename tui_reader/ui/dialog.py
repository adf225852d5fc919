"""What every small window over the main screen shares: its sheet, closing, and the focus going back."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen

from tui_reader import resources

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Closes with Esc, or by a click beside it. Its sheet is read with the first of them, not at the start."""

    CSS_PATH = resources.directory("styles") / "dialogs.tcss"
    CLOSING = frozenset({"escape"})

    def on_key(self, event: events.Key) -> None:
        if event.key in self.CLOSING or (event.character or "") in self.CLOSING:
            event.stop()
            event.prevent_default()
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
