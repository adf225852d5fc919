"""A feed at a glance: what is wrong with it, its name to change, and leaving it."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader.model.feed import Feed
from tui_reader.strings import Words
from tui_reader.strings.format import feed_name
from tui_reader.ui.dialog import Dialog


class FeedDialog(Dialog[str]):
    """Answers ``=name`` (may be empty: the delivered name), ``-`` to unsubscribe, or None."""

    def __init__(self, feed: Feed, trouble: str, words: Words) -> None:
        super().__init__()
        self._feed, self._trouble, self._words = feed, trouble, words

    def compose(self) -> ComposeResult:
        words = self._words
        with Vertical(classes="dialog"):
            yield Static(Text(feed_name(words, self._feed.title)), classes="dialog-title")
            if not self._feed.location.startswith("local:"):
                yield Static(Text(self._feed.location), classes="dialog-hint")
            yield Static(
                Text(self._trouble or words("health.fine")), classes="dialog-trouble" if self._trouble else ""
            )
            yield Static(Text(words("feeds.name")), classes="dialog-label")
            yield Input(self._feed.name, placeholder=self._feed.data.title, max_length=200, compact=True)
            keys = f"enter {words('button.done')} · ctrl+d {words('feeds.unsubscribe')} · esc {words('button.cancel')}"
            yield Static(Text(keys), classes="dialog-hint")

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+d":
            event.stop()
            event.prevent_default()
            self.dismiss("-")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss("=" + event.value.strip())
