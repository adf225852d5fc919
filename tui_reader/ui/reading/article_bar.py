"""The one line above the article: Aa, progress, and in narrow terminals the way back."""

from __future__ import annotations

from textual.message import Message

from tui_reader.strings import Words
from tui_reader.ui.reading.bar import Bar
from tui_reader.ui.reading.lines import Line, Run


class ArticleBar(Bar):
    """One row; `‹ source` and `3/41` only where they were said."""

    class AaWanted(Message):
        """`Aa` was clicked."""

    class BackWanted(Message):
        """`‹ source` was clicked."""

    def __init__(self, words_: Words, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words_
        self.say()

    def say(self, *, progress: int | None = None, left: str = "", rank: str = "", back: str = "") -> None:
        """Per cent read, minutes left as words, `3/41`, and the source to go back to (narrow only), or an article."""
        begin: Line = (Run(f"‹ {back}", "bar-button", action="back"),) if back else ()
        done = self.words("article.progress", n=progress) if progress is not None else ""
        if done and left:
            done = self.words("article.progress_left", percent=done, left=left)
        facts = (Run(f"{done}  ", "bar-fact"),) if done and not rank else ()
        aa = Run(self.words("article.aa"), "bar-button", action="aa")
        end = (Run(f"  {rank}", "bar-fact"),) if rank else ()
        self.put(begin, (*facts, aa, *end))

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        """A part of the bar is a wish of its own."""
        event.stop()
        self.post_message(self.AaWanted() if event.action == "aa" else self.BackWanted())
