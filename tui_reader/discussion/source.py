"""What a source of comments is: the one shape that detection, the engine and its workers know.

A source says where an entry's discussion may be (``places``, nobody is asked), what is to be asked for one page of it
(``addresses``), and makes one page of records of the answers (``read``, in a worker: the answers are strangers' bytes).
To add one: a file with a class of this shape, and a line in ``detect.SOURCES``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field

from tui_reader.model.comment import CommentPage, Found
from tui_reader.model.entry import EntryData


class Place(Struct, frozen=True):
    """Where a discussion is. ``source`` names the adapter, ``count`` is what the entry's feed claims (None: nothing)."""

    source: str
    url: str
    count: int | None = None


class Answer(Struct, frozen=True):
    """What came from one address, as text. ``headers`` are lower-cased."""

    location: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


class About(Struct, frozen=True):
    """What a source may need to know to understand a page: its address as asked, and the entry's own facts."""

    url: str
    guid: str = ""
    link: str = ""
    authors: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """The addresses of the page's parts, in the order of the answers."""


class CommentSource(Protocol):
    """One kind of place comments come from."""

    name: str
    """As kept with the discussion."""
    empty: frozenset[str]
    """Codes of errors by which this source says that nobody has commented yet."""

    def places(self, entry: EntryData) -> list[Place]:
        """Where this source would look for the entry's discussion, the likeliest first. No request is made."""
        ...

    def addresses(self, url: str) -> tuple[str, ...]:
        """What is asked for the page at ``url``: the first must answer, the others only add to it."""
        ...

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The page, of the answers in the order of ``addresses``. Raises ParseError ``comments_unreadable``."""
        ...


class SearchedSource(CommentSource, Protocol):
    """A source whose site can be asked what it has about an address. Never asked but on the reader's word."""

    def search(self, link: str) -> str:
        """What is asked to find discussions of a page."""
        ...

    def found(self, answer: Answer) -> list[Found]:
        """What the site answered; whether it is about the same page is for others to judge."""
        ...
