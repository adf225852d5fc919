"""Asks for one line of text: a path."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog


class Prompt(Dialog[str]):
    """Answers with the text, or None; ``value`` stands in the box to begin with. ``empty``: no text is an answer, too."""

    def __init__(self, title: str, hint: str, words: Words, *, value: str = "", empty: bool = False) -> None:
        super().__init__()
        self._empty = empty
        self._title, self._hint, self._words, self._value = title, hint, words, value

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Input(
                self._value, placeholder=self._hint, max_length=4096, compact=True, select_on_focus=False
            )
            last = f"enter {self._words('button.done')} · esc {self._words('button.cancel')}"
            yield Static(Text(last), classes="dialog-hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        self.dismiss(text if text or self._empty else None)
