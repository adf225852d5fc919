"""A text to be read and scrolled: what a command of the reader's own printed, why an article was found."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog


class OutputPage(Dialog[None]):
    """A text of any length under a title; ``y`` copies it. Text that is set already is shown so."""

    CLOSING = frozenset({"escape", "enter", "q"})

    def __init__(self, title: str, text: str | Text, words: Words) -> None:
        super().__init__()
        self._title, self._words = title, words
        self._text = text if isinstance(text, Text) else Text(text)

    def compose(self) -> ComposeResult:
        words = self._words
        with Vertical(classes="dialog -tall"):
            yield Static(Text(self._title), classes="dialog-title")
            with VerticalScroll(classes="dialog-output", can_focus=False):
                yield Static(self._text, markup=False)
            keys = f"y {words('action.copy.selection')} · esc {words('button.close')}"
            yield Static(Text(keys), classes="dialog-hint")

    def on_key(self, event: events.Key) -> None:
        text = self.query_one(".dialog-output", VerticalScroll)
        deeds = {
            "down": text.scroll_down,
            "j": text.scroll_down,
            "up": text.scroll_up,
            "k": text.scroll_up,
            "pagedown": text.scroll_page_down,
            "space": text.scroll_page_down,
            "pageup": text.scroll_page_up,
            "b": text.scroll_page_up,
            "home": text.scroll_home,
            "end": text.scroll_end,
        }
        if event.key in deeds:
            deeds[event.key](animate=False)
        elif event.key == "y":
            self.app.copy_to_clipboard(self._text.plain)
            self.dismiss(None)
        else:
            return
        event.stop()
        event.prevent_default()
