"""Which list is shown, and what the list pane needs to show it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from tui_reader.model.entry import EntryRow
from tui_reader.model.feed import Feed, Folder


class Place(StrEnum):
    """The lists a reader can stand in; names are those of ``view.<name>`` in the catalogue."""

    ALL = "all"
    UNREAD = "unread"
    TODAY = "today"
    LATER = "later"
    UNFINISHED = "unfinished"
    STARRED = "starred"
    READ = "read"
    DISCUSSIONS = "discussions"
    FEED = "feed"
    FOLDER = "folder"
    SEARCH = "search"


class Group(StrEnum):
    """What the rows of a list stand together by; names are those of ``arranged.by_<name>`` in the catalogue."""

    DAY = "day"
    FEED = "feed"
    FOLDER = "folder"


class View(Struct, frozen=True):
    """One list: a place, the feed or folder it is of, a query, and how it is arranged."""

    place: Place = Place.ALL
    id: int | None = None
    query: str = ""
    unread_only: bool = False
    oldest_first: bool = False
    best: str = ""
    """Of what is found: the newest first (empty), or the best first of the ``newest`` hits, or of ``all``."""
    group: Group = Group.DAY
    density: str = ""
    """How close its rows are; empty: as everywhere."""


class Snapshot(Struct, frozen=True):
    """The ids of a view at one moment, in order; 8 bytes an id. ``changed`` is the store's sequence at that moment."""

    view: View
    ids: Sequence[int] = field(default_factory=lambda: array("q"))
    changed: int = 0
    added: int = 0
    """How many of the first ones stand there for having just been opened by hand, whatever their dates."""


class Counts(Struct, frozen=True):
    """Kept counts, not counted ones. ``minutes`` is the reading time of what is unread."""

    total: int = 0
    unread: int = 0
    later: int = 0
    starred: int = 0
    minutes: int = 0


MOST_COUNTED = 1000
"""A kept search is counted no further."""


class SmartFolder(Struct, frozen=True):
    """A search that was kept. ``unread`` None: not counted yet; ``MOST_COUNTED``: that many or more."""

    id: int
    title: str
    query: str
    unread: int | None = None


class Sources(Struct, frozen=True):
    """Folders and feeds with their counts, and the totals of the places."""

    folders: tuple[Folder, ...] = ()
    feeds: tuple[Feed, ...] = ()
    counts: Counts = field(default=Counts())
    last_visit: datetime | None = None
    smart: tuple[SmartFolder, ...] = ()
    unsent: int = 0
    """How many of the reader's comments wait to be sent, or were not taken."""
    undecided: int = 0
    """Those of them about which nothing more happens by itself."""


class FirstScreen(Struct, frozen=True):
    """All that the first paint draws, read in one go before the screen is there."""

    sources: Sources
    snapshot: Snapshot
    """The view's first ids, so far as they were looked for."""
    rows: tuple[EntryRow, ...]
    current: int | None = None
    """The article the reader was at; None: the first."""
    reading: bool = False
    """Whether it was being read, not only stood on."""

    @property
    def view(self) -> View:
        """The list shown."""
        return self.snapshot.view


class Whereabouts(Struct, frozen=True):
    """Where the reader is, kept through restarts: the list, the article in it, and whether that is open."""

    view: View
    current: int | None = None
    reading: bool = False
