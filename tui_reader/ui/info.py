"""About this article: where it is from, when, and what of it is kept here."""

from __future__ import annotations

from datetime import tzinfo

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui_reader.model.entry import Entry, Kept
from tui_reader.strings import Words
from tui_reader.strings.format import feed_name, full_date, minutes_to_read
from tui_reader.ui.dialog import Dialog

_KEPT = ((Kept.FULL_TEXT, "trip.text"), (Kept.PICTURES, "trip.pictures"), (Kept.COMMENTS, "trip.comments"))


class Info(Dialog[str]):
    """A small page of facts; any of its keys closes it."""

    CLOSING = frozenset({"escape", "enter", "q", "I"})

    def __init__(self, entry: Entry, words: Words, zone: tzinfo | None, why: Text | None = None) -> None:
        """``why``: in a list of what was found, why it was."""
        super().__init__()
        self._entry, self._words, self._zone, self._why = entry, words, zone, why

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._entry.data.title), classes="dialog-title")
            for line in facts(self._entry, self._words, self._zone):
                yield Static(Text(line))
            if self._why is not None:
                yield Static(self._why, classes="dialog-told", markup=False)
            yield Static(Text(f"esc {self._words('button.close')}"), classes="dialog-hint")


def facts(entry: Entry, words: Words, zone: tzinfo | None) -> list[str]:
    """One fact a line; what is not known is left out."""
    data = entry.data
    lines = [
        f"{words('article.source')}: {feed_name(words, entry.feed_title)}",
        ", ".join(author.name for author in data.authors if author.name),
        full_date(words, data.published or entry.sort_at, zone),
        f"{words('article.updated')}: {full_date(words, data.updated, zone)}"
        if data.updated and data.updated != data.published
        else "",
        data.link,
        data.source,
        minutes_to_read(words, entry.words),
        words("trip.here", what=kept_names(words, entry.kept)),
        f"{words('article.tags')}: {', '.join(data.tags)}" if data.tags else "",
        words("list.comments", n=entry.comments) if entry.comments else "",
    ]
    return [line for line in lines if line]


def kept_names(words: Words, kept: Kept) -> str:
    """What of an article is here for reading offline; that there is only the lead, where there is."""
    here = [words(name) for flag, name in _KEPT if kept & flag]
    return ", ".join(here) or words("trip.nothing")
