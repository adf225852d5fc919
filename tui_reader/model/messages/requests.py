"""What the reader asks of the engine."""

from __future__ import annotations

from tui_reader.model.messages.line import Line


class Refresh(Line, frozen=True):
    """Bring in these feeds (None: all that are due; with ``force`` all). Only what can be claimed is fetched."""

    id: int
    feeds: tuple[int, ...] | None = None
    force: bool = True


class Prepare(Line, frozen=True):
    """Convert this entry before all other debt; answered when its document is in the store."""

    id: int
    entry: int


class FetchFullText(Line, frozen=True):
    """Fetch the entry's page and keep its article, ``EntryReady`` before the answer; with the door shut owe it ("offline")."""

    id: int
    entry: int


class FetchPicture(Line, frozen=True):
    """Have one picture of the entry in the cache, drawn anew as our own; ``PictureReady`` comes before the answer."""

    id: int
    entry: int
    url: str


class FollowLink(Line, frozen=True):
    """Have the article a link of this entry leads to; ``Finished`` names it. It comes into no list."""

    id: int
    entry: int
    url: str


class KeepOffline(Line, frozen=True):
    """What is owed for reading offline was changed in the store: work it off, and stop what is owed no longer."""

    id: int


class KeepPage(Line, frozen=True):
    """Keep one web page as an article of the feed of saved pages; ``Finished`` names it.

    ``unless_feed``: what is a feed, or offers some and does not call itself an article, is added as by ``Add``.
    """

    id: int
    location: str
    unless_feed: bool = False


class FetchComments(Line, frozen=True):
    """Bring in the entry's discussion, or with ``more`` its next page; ``CommentsChanged`` comes before the answer.

    ``unasked``: because the article was opened, not because the reader asked for its comments: what the feed's settings
    forbid and what is new enough is left alone, and trouble is told by the discussion itself, not in the answer.
    """

    id: int
    entry: int
    more: bool = False
    unasked: bool = False


class Add(Line, frozen=True):
    """Subscribe to a feed or folder, or keep a file or page as an article; ``Finished`` names the feed and entry."""

    id: int
    location: str
    folder: str = ""
    title: str = ""
    undoable: bool = False
    """Whether it goes into the journal: what a reader subscribes to by hand does, bundled material does not."""


class ReadRevisions(Line, frozen=True):
    """Make readable what the entry said before it changed; ``Finished.key`` is empty where nothing was."""

    id: int
    entry: int


class FindDiscussions(Line, frozen=True):
    """Ask one site, by its source's name, for discussions of the entry's address, which that site learns by it.

    Only ever on the reader's word. ``Finished.key`` names where the ``Found`` wait in the store's memory.
    """

    id: int
    entry: int
    source: str


class Discover(Line, frozen=True):
    """Find what can be followed at an address; ``Finished.key`` names where the ``Discovery`` waits in the store's memory."""

    id: int
    location: str


class TakeOver(Line, frozen=True):
    """Follow what an OPML file or newsboat's list names; ``Finished.key`` names where the ``Imported`` waits."""

    id: int
    path: str


class WriteList(Line, frozen=True):
    """Write all feeds and folders as OPML into a new file."""

    id: int
    path: str


class LookAtOutbox(Line, frozen=True):
    """The reader queued something to be sent, or decided about it; ``OutboxChanged`` tells what becomes of it."""

    id: int


class SendQueued(Line, frozen=True):
    """Send what the reader queued, as far as its time has come; answered with how many were sent (``new``) and how many
    are not (``failed``)."""

    id: int


class SetOffline(Line, frozen=True):
    """Shut or open the network door."""

    id: int
    offline: bool


class Reload(Line, frozen=True):
    """The settings were changed: read them anew; they hold for what is begun from now on."""

    id: int


class Cancel(Line, frozen=True):
    """Stop request ``target``; it is answered by ``Finished`` with code "cancelled"."""

    id: int
    target: int


class Stop(Line, frozen=True):
    """End after what is being written."""

    id: int


_OfText = Prepare | FetchFullText | FollowLink | KeepOffline | KeepPage | ReadRevisions
_OfArticles = _OfText | FetchPicture | FetchComments
_OfFeeds = Refresh | Add | FindDiscussions | Discover | TakeOver | WriteList | LookAtOutbox | SendQueued
Request = _OfArticles | _OfFeeds | SetOffline | Reload | Cancel | Stop
