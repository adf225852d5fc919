"""Entries: as delivered, as kept, and what a list row needs. On screen an entry is an article."""

from __future__ import annotations

from datetime import datetime
from enum import IntFlag

from msgspec import Struct, field

from tui_reader.model.document import ImageRef
from tui_reader.model.feed import FeedData, Hints


class Author(Struct, frozen=True):
    """Who wrote it."""

    name: str
    url: str = ""
    email: str = ""


class Content(Struct, frozen=True):
    """One delivered text. ``type`` is text/html, text/plain or text/markdown; ``base`` resolves its relative links."""

    value: str
    type: str = "text/html"
    language: str = ""
    base: str = ""


class Enclosure(Struct, frozen=True):
    """An attached file, by address. ``length`` is in bytes, ``duration`` in seconds, 0 where not said."""

    url: str
    type: str = ""
    title: str = ""
    length: int = 0
    duration: int = 0


class CommentsRef(Struct, frozen=True):
    """Where feed or page say the discussion is: a page, a feed of comments, and how many there are (None: not said)."""

    page: str = ""
    feed: str = ""
    count: int | None = None
    hints: tuple[tuple[str, str], ...] = ()
    """(system, address to ask) as the article's page had it: wordpress, discourse, disqus (its forum), isso."""


class EntryData(Struct, frozen=True):
    """An entry as delivered: one-line fields scrubbed, contents raw but for NUL and surrogates."""

    guid: str = ""
    """The identifier exactly as written; empty where the feed has none."""
    link: str = ""
    title: str = ""
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    summary: Content | None = None
    content: Content | None = None
    """The fullest body the feed sent; None where there is only a summary."""
    enclosures: tuple[Enclosure, ...] = ()
    images: tuple[ImageRef, ...] = ()
    """Pictures the feed lists beside the body (Media RSS, JSON Feed, enclosures), each with its own caption and credit."""
    comments: CommentsRef = field(default=CommentsRef())
    tags: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    """Path or address of the file this entry came from, where it is not the feed itself."""


class ParsedFeed(Struct, frozen=True):
    """What one body was understood as. ``left_out`` counts entries over the cap."""

    feed: FeedData
    entries: tuple[EntryData, ...]
    left_out: int = 0
    hints: Hints = field(default=Hints())


class Kept(IntFlag):
    """What of an entry is here for offline reading (column ``flags``)."""

    NONE = 0
    FULL_TEXT = 1
    PICTURES = 2
    COMMENTS = 4
    HAS_PICTURES = 8
    HAS_AUDIO = 16
    HAS_COMMENTS = 32
    CHANGED = 64
    HIDDEN = 128


class EntryState(Struct, frozen=True):
    """What the reader did with an entry; outlives its text. ``place`` is a position key of the reading view."""

    read: bool = False
    starred: bool = False
    later: bool = False
    opened: bool = False
    progress: int = 0
    """Per cent read, 0–100."""
    place: str = ""


class Entry(Struct, frozen=True):
    """An entry as kept: what was delivered and what became of it."""

    id: int
    feed_id: int
    feed_title: str
    data: EntryData
    state: EntryState
    sort_at: datetime
    first_seen: datetime
    words: int = 0
    language: str = ""
    kept: Kept = Kept.NONE
    comments: int | None = None
    """Comments known of: here or claimed, whichever is more; None where nobody said."""
    revisions: int = 0
    fetch_state: str = ""
    """Of the article's page: never asked for (empty), ``HERE``, or the code of why it could not be had."""


HERE = "here"


class EntryRow(Struct, frozen=True):
    """What a list row shows; a row never touches the text."""

    id: int
    feed_id: int
    feed_title: str
    title: str
    excerpt: str
    sort_at: datetime
    state: EntryState
    words: int = 0
    kept: Kept = Kept.NONE
    comments: int | None = None
    new_comments: int = 0
    opened_at: datetime | None = None
    others: int = 0
    """How many other articles tell the same story and stand together with this one."""
