"""What every small window over the main screen shares: its sheet, closing, and the focus going back."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.widgets import Input

from tui_reader import resources

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Closes with Esc, or by a click beside it. Its sheet is read with the first of them, not at the start."""

    CSS_PATH = resources.directory("styles") / "dialogs.tcss"
    CLOSING = frozenset({"escape"})
    _early = ""
    _answered = False

    @property
    def is_open(self) -> bool:
        """Whether it still is there to say something: what was asked of others may come when it is closed."""
        return self.is_running and not self._answered

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Once, and only what is on top: what was typed behind the key that closed it is no second answer."""
        if self._answered or self.app.screen is not self:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)

    def on_key(self, event: events.Key) -> None:
        if event.key in self.CLOSING or (event.character or "") in self.CLOSING:
            event.stop()
            event.prevent_default()
            self.dismiss(None)
        else:
            self.typed_early(event)

    def typed_early(self, event: events.Key) -> None:
        """A letter typed before the text box was there, or had the focus, is the box's."""
        if event.character and event.is_printable:
            self._early += event.character
            self._hand_over()

    def on_mount(self) -> None:
        self._hand_over()

    def _hand_over(self) -> None:
        for box in self.query(Input):
            box.insert_text_at_cursor(self._early)
            self._early = ""
            return

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)
