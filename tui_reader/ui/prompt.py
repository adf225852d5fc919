"""Asks for one line of text: an address to add."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog


class Prompt(Dialog[str]):
    """Answers with the text, or None; ``empty`` says what an empty answer is good for."""

    def __init__(self, title: str, hint: str, words: Words, *, empty: str = "") -> None:
        super().__init__()
        self._title, self._hint, self._words, self._empty = title, hint, words, empty

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Input(placeholder=self._hint, max_length=4096, compact=True)
            last = f"enter {self._words('button.add')} · esc {self._words('button.cancel')}"
            if self._empty:
                yield Static(Text(self._empty), classes="dialog-hint")
            yield Static(Text(last), classes="dialog-hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        self.dismiss(text if text or self._empty else None)
