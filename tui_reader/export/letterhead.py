"""What stands above an exported article."""

from __future__ import annotations

from msgspec import Struct


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
