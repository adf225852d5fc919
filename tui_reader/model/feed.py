"""Feeds and folders: as delivered, and as kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from tui_reader.model.errors import Fact
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.model.pace import Hints as Hints
from tui_reader.model.pace import Pace
from tui_reader.model.urls import without_login

FOLLOWED = "local:followed"
"""Location of the feed of pages that were come to by a link: it is in no list, nor are they unless starred or put aside."""


class FeedKind(StrEnum):
    """How a feed's location is read."""

    FEED = "feed"
    """A feed document, by address or path."""
    FOLDER = "folder"
    """A local folder of articles, re-read when it changes; location is its absolute path."""
    FILES = "files"
    """The one "Local files" feed that collects files opened by hand; location is ``local:files``."""
    PAGES = "pages"
    """The one feed of single web pages saved by hand; location is ``local:pages``."""


class Validators(Struct, frozen=True):
    """What makes the next request conditional (RFC 9110 §13) or a local re-read unnecessary."""

    etag: str = ""
    modified: str = ""
    """Last-Modified as sent; for local files and folders a fingerprint of names, sizes and times."""
    body_hash: bytes = b""
    """BLAKE2b-128 of the decoded body as last parsed; of a feed without the dates of its making (``sources.steady``)."""
    sent_hash: bytes = b""
    """BLAKE2b-128 of that body as it was sent: where it is the same, nothing needs to be unpacked."""


class FeedData(Struct, frozen=True):
    """A feed as delivered, scrubbed."""

    title: str = ""
    link: str = ""
    """The site's address."""
    subtitle: str = ""
    language: str = ""
    icon: str = ""


class Trouble(Struct, frozen=True):
    """Why a feed could not be refreshed; ``code`` names ``health.<code>`` in the catalogue."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    since: datetime | None = None
    times: int = 1


class Folder(Struct, frozen=True):
    """A folder of feeds; ``parent_id`` None at the top."""

    id: int
    title: str
    parent_id: int | None = None
    position: int = 0


def folder_paths(folders: Sequence[Folder]) -> dict[int, str]:
    """Each folder's path ``A/B`` by its id; a circle of folders is cut where it closes."""
    by_id = {folder.id: folder for folder in folders}

    def path(folder: Folder, below: frozenset[int]) -> str:
        parent = by_id.get(folder.parent_id or 0)
        if parent is None or parent.id in below:
            return folder.title
        return f"{path(parent, below | {folder.id})}/{folder.title}"

    return {folder.id: path(folder, frozenset((folder.id,))) for folder in folders}


class Feed(Struct, frozen=True):
    """A feed as kept."""

    id: int
    location: str
    kind: FeedKind
    data: FeedData
    name: str = ""
    """The reader's own name for it; empty: the delivered title, else the location."""
    folder_id: int | None = None
    unread: int = 0
    total: int = 0
    trouble: Trouble | None = None
    validators: Validators = field(default=Validators())
    added_at: datetime | None = None
    refreshed_at: datetime | None = None
    due_at: datetime | None = None
    settings: FeedSettings = field(default=FeedSettings())
    muted: bool = False
    """Refreshed, but seen only in its own list, in searches and among what was starred or put aside; never counted."""
    paused: bool = False
    """Not refreshed, except when asked for by name."""
    pace: Pace = field(default=Pace())
    moved_from: str = ""
    """The address before this one, if the server moved it."""
    moving_to: str = ""
    """Where the server permanently redirects to, not yet often enough to be believed."""
    left_out: int = 0
    """How many older entries its newest body holds beyond those taken in."""

    @property
    def title(self) -> str:
        """What the screen calls it."""
        return self.name or self.data.title or without_login(self.location)


class FeedEdit(Struct, frozen=True):
    """What of a feed is to be changed; None leaves it as it is."""

    name: str | None = None
    """Empty: the delivered one again."""
    folder: str | None = None
    """A path ``A/B``, made where it is not there; empty: the top."""
    muted: bool | None = None
    settings: FeedSettings | None = None
    location: str | None = None
    """Another address; the feed is then fetched anew."""
    paused: bool | None = None
