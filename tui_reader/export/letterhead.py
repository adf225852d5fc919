"""What stands above an exported article."""

from __future__ import annotations

from datetime import tzinfo

from msgspec import Struct

from tui_reader.model.entry import Entry
from tui_reader.strings import Words
from tui_reader.strings import format as write


class Letterhead(Struct, frozen=True):
    """Title and origin of an article, each already in the reader's words; empty ones are left out."""

    title: str = ""
    source: str = ""
    """The newspaper or feed."""
    date_line: str = ""
    """The date as the reader's language writes it."""
    link: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    """Language tag of the article, for HTML ("vi", "en-GB")."""

    @property
    def origin(self) -> str:
        """Source, authors and date on one line."""
        return " · ".join(filter(None, (self.source, ", ".join(self.authors), self.date_line)))


def letterhead(entry: Entry, words: Words, zone: tzinfo | None) -> Letterhead:
    """The letterhead of an article in the reader's words and time."""
    when = entry.data.published or entry.data.updated
    return Letterhead(
        title=entry.data.title,
        source=write.feed_name(words, entry.feed_title),
        date_line=write.full_date(words, when, zone) if when is not None else "",
        link=entry.data.link,
        authors=tuple(author.name for author in entry.data.authors),
        language=entry.language or entry.data.language,
    )
