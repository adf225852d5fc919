"""Comments of any site in one shape: records, and the tree they make.

``gc=False``: what thousands of comments are made of is never part of a cycle, and need not be looked through for one.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from tui_reader.model.document import Document
from tui_reader.model.feed import Validators


class CommentState(StrEnum):
    """What became of a comment at its source; ``OWN`` is the reader's own note."""

    OK = "ok"
    DELETED = "deleted"
    REMOVED = "removed"
    HIDDEN = "hidden"
    OWN = "own"


class CommentData(Struct, frozen=True, gc=False):
    """A comment as its source delivers it; names scrubbed, ``body`` raw HTML or text."""

    source_id: str
    """Its identifier at the source, exactly as written."""
    parent_id: str = ""
    """The source's identifier of what it answers; empty at the top."""
    author: str = ""
    author_url: str = ""
    created: datetime | None = None
    edited: datetime | None = None
    body: str = ""
    body_type: str = "text/html"
    score: int | None = None
    state: CommentState = CommentState.OK
    by_article_author: bool = False
    url: str = ""


class CommentPage(Struct, frozen=True):
    """One page of a discussion as its source showed it: comments in the source's order."""

    comments: tuple[CommentData, ...] = ()
    next_pages: tuple[str, ...] = ()
    """Addresses of what is not here yet, the nearest first: the next page, answers the source left out of this one."""
    total: int | None = None
    """How many comments there are on all pages; None where the source does not say."""
    tail: str = ""
    """The page on which later comments will stand, where that is not the first one."""
    closed: bool = False
    """Whether nobody may write any more."""
    threaded: bool = True
    """Whether the source knows answers at all; a flat one stays flat, and says so."""
    whole: bool = False
    """Whether, with this page and its ``next_pages``, all is here that can be had, whatever number is claimed elsewhere."""


class Discussion(Struct, frozen=True):
    """Where an entry's comments are and how far they are here. ``total`` is what the source claims, None where it does not."""

    entry_id: int
    source: str
    """Name of the source adapter: "feed", "own", …; empty: none known."""
    url: str = ""
    total: int | None = None
    kept: int = 0
    fetched_at: datetime | None = None
    threaded: bool = True
    """Whether its source knows who answers whom."""
    more: bool = False
    """Whether the source has something further that is not here yet."""
    next_page: str = ""
    """Where that is, an address a line; without ``more`` the page on which later comments will stand."""
    followed: bool = False
    closed: bool = False
    trouble: str = ""
    """Code of what went wrong last, empty if nothing did."""
    retry_at: datetime | None = None
    """When the source may be asked again, where it asked to be left alone until then."""
    title: str = ""
    """What the discussion is called, where it is on another site than the article."""
    chosen: bool = False
    """Whether the reader chose it among those found on other sites."""
    refused: tuple[str, ...] = ()
    """Addresses of better places that would not answer: they are not asked each time."""
    validators: Validators = Validators()
    """Make the next request for its first page conditional."""


class Found(Struct, frozen=True):
    """A discussion of the article's address on another site, as a search there told of it; ``site`` is its host."""

    source: str
    url: str
    site: str
    title: str = ""
    count: int | None = None
    created: datetime | None = None
    about: str = ""
    """The address it is about, as that site has it."""


class Comment(Struct, frozen=True, gc=False):
    """A comment as kept."""

    id: int
    data: CommentData
    document: Document
    first_seen: datetime
    seen: bool = False
    vanished: bool = False
    """Whether its source no longer shows it."""
    mine: bool = False
    """Whether the reader sent it there."""


class Node(Struct, frozen=True, gc=False):
    """A comment in its place: ``depth`` 0 at the top; ``descendants`` counts all below; ``orphan``: its parent is not here."""

    comment: Comment
    depth: int
    descendants: int = 0
    orphan: bool = False


class Thread(Struct, frozen=True):
    """A discussion in reading order (each node before its answers), so that no tree need be walked to draw it."""

    discussion: Discussion
    nodes: tuple[Node, ...] = field(default=())
    whole: bool = True
    """False: these are its first comments, the others are still to be read from the store."""

    @property
    def has_notes(self) -> bool:
        """Whether something in it is the reader's own."""
        return any(node.comment.data.state is CommentState.OWN for node in self.nodes)

    @property
    def new(self) -> int:
        """How many have not been seen."""
        return sum(not node.comment.seen for node in self.nodes)
