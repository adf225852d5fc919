"""The one line above the article: Aa, progress, and in narrow terminals the way back."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from tui_reader.strings import Words


class ArticleBar(Widget):
    """One row; `‹ source` only when ``narrow`` was said."""

    class AaWanted(Message):
        """`Aa` was clicked."""

    class BackWanted(Message):
        """`‹ source` was clicked."""

    def __init__(self, words_: Words, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words_

    def say(self, *, progress: int | None = None, left: str = "", rank: str = "", back: str = "") -> None:
        """What the bar says: per cent read, minutes left as words, `3/41`, and the source to go back to (narrow only)."""
