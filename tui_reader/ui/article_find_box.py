"""The one-line box under the article: type to find in it; arrows go from match to match, Enter leaves the box."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tui_reader.strings import Words
from tui_reader.ui.find_box import FindBox


class ArticleFindBox(FindBox):
    """Shows `3 / 12` while one stands on a match."""

    class Stepped(Message):
        """Up or down was pressed."""

        def __init__(self, way: int) -> None:
            super().__init__()
            self.way = way

    def __init__(self, words: Words, text: str) -> None:
        super().__init__(words, text, everywhere=False)

    @property
    def typing(self) -> bool:
        """Whether what is typed goes into the box."""
        return self.app.focused is self._input

    def take(self) -> None:
        """Have the keys."""
        self._input.focus()

    def tell(self, facts: str) -> None:
        """How many there are, and where one is."""
        self._tell(facts)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("down", "up"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Stepped(1 if event.key == "down" else -1))

    def _hint(self) -> str:
        return self.words("search.hint_article")
