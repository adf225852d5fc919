"""The title line of the list pane: where the reader is, how much there is to read, how long it takes."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tui_reader.strings import Words


class ListBar(Widget):
    """One line; a click on it shows the sources."""

    class SourcesWanted(Message):
        """The title was clicked."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._title, self._count, self._minutes, self._rank = "", 0, 0, (0, 0)
        self._drawn = ("", "")

    def say(self, title: str, *, count: int, minutes: int, rank: tuple[int, int]) -> None:
        """``title`` of the view, how many articles, minutes to read them (0: not known), which of how many."""
        before = self._drawn
        self._title, self._count, self._minutes, self._rank = title, count, minutes, rank
        if self._text() != before:  # the rank is seen only where there is no room for more
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.SourcesWanted())

    def render(self) -> Text:
        left, right = self._drawn = self._text()
        text = Text(no_wrap=True, end="")
        text.append(left, "bold")
        text.append(right, "dim" if not self.has_pseudo_class("focus-within") else "")
        return text

    def _text(self) -> tuple[str, str]:
        """The title and the rest, together as wide as the line."""
        width = self.size.width
        right = self._summary(width)
        room = max(0, width - cell_len(right) - 3)
        title = self._title[: width * 4]
        if cell_len(title) > room:
            title = set_cell_size(title, max(0, room - 1)) + "…"
        return f" {title}{' ' * max(0, room - cell_len(title))} ", f"{right} "

    def _summary(self, width: int) -> str:
        """The longest form that leaves the title half of the line."""
        if not self._count:
            return ""
        forms = [self.words("list.position", i=self._rank[0], n=self._rank[1])]
        if self._minutes:
            forms.insert(0, self.words("list.summary_short", n=self._count, minutes=self._minutes))
            forms.insert(0, self.words("list.summary", n=self._count, minutes=self._minutes))
        else:
            forms.insert(0, self.words("list.articles", n=self._count))
        return next((form for form in forms if cell_len(form) + len(self._title) + 6 <= width), forms[-1])
