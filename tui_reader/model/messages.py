"""The protocol between reader and engine: one JSON object a line, at most 32 KB, ids and counts only.

The reader writes requests to the engine's stdin, the engine writes events to its stdout. Bodies and pictures travel
through the store and the cache, never here. The first event is ``Ready``; a reader that does not know its protocol
number stops the engine. Every request with an id is answered by exactly one ``Finished``. End of stdin ends the engine.
"""

from __future__ import annotations

from msgspec import Struct, field

from tui_reader.model.errors import Fact

PROTOCOL = 1


class _Message(Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """One line: an object whose "is" names its kind."""


# Requests, reader → engine


class Refresh(_Message, frozen=True):
    """Bring in these feeds (None: all that are due; with ``force`` all). Only what can be claimed is fetched."""

    id: int
    feeds: tuple[int, ...] | None = None
    force: bool = True


class Prepare(_Message, frozen=True):
    """Convert this entry before all other debt; answered when its document is in the store."""

    id: int
    entry: int


class FetchFullText(_Message, frozen=True):
    """Fetch the entry's page and keep its article, ``EntryReady`` before the answer; with the door shut owe it ("offline")."""

    id: int
    entry: int


class FetchPicture(_Message, frozen=True):
    """Have one picture of the entry in the cache, drawn anew as our own; ``PictureReady`` comes before the answer."""

    id: int
    entry: int
    url: str


class FollowLink(_Message, frozen=True):
    """Have the article a link of this entry leads to; ``Finished`` names it. It comes into no list."""

    id: int
    entry: int
    url: str


class KeepOffline(_Message, frozen=True):
    """What is owed for reading offline was changed in the store: work it off, and stop what is owed no longer."""

    id: int


class KeepPage(_Message, frozen=True):
    """Keep one web page as an article of the feed of saved pages; ``Finished`` names it.

    ``unless_feed``: what is a feed, or offers some and does not call itself an article, is added as by ``Add``.
    """

    id: int
    location: str
    unless_feed: bool = False


class FetchComments(_Message, frozen=True):
    """Bring in the entry's discussion, or with ``more`` its next page; ``CommentsChanged`` comes before the answer.

    ``unasked``: because the article was opened, not because the reader asked for its comments: what the feed's settings
    forbid and what is new enough is left alone, and trouble is told by the discussion itself, not in the answer.
    """

    id: int
    entry: int
    more: bool = False
    unasked: bool = False


class Add(_Message, frozen=True):
    """Subscribe to a feed or folder, or keep a file or page as an article; ``Finished`` names the feed and entry."""

    id: int
    location: str
    folder: str = ""
    title: str = ""
    undoable: bool = False
    """Whether it goes into the journal: what a reader subscribes to by hand does, bundled material does not."""


class ReadRevisions(_Message, frozen=True):
    """Make readable what the entry said before it changed; ``Finished.key`` is empty where nothing was."""

    id: int
    entry: int


class FindDiscussions(_Message, frozen=True):
    """Ask one site, by its source's name, for discussions of the entry's address, which that site learns by it.

    Only ever on the reader's word. ``Finished.key`` names where the ``Found`` wait in the store's memory.
    """

    id: int
    entry: int
    source: str


class Discover(_Message, frozen=True):
    """Find what can be followed at an address; ``Finished.key`` names where the ``Discovery`` waits in the store's memory."""

    id: int
    location: str


class TakeOver(_Message, frozen=True):
    """Follow what an OPML file or newsboat's list names; ``Finished.key`` names where the ``Imported`` waits."""

    id: int
    path: str


class WriteList(_Message, frozen=True):
    """Write all feeds and folders as OPML into a new file."""

    id: int
    path: str


class LookAtOutbox(_Message, frozen=True):
    """The reader queued something to be sent, or decided about it; ``OutboxChanged`` tells what becomes of it."""

    id: int


class SendQueued(_Message, frozen=True):
    """Send what the reader queued, as far as its time has come; answered with how many were sent (``new``) and how many
    are not (``failed``)."""

    id: int


class SetOffline(_Message, frozen=True):
    """Shut or open the network door."""

    id: int
    offline: bool


class Reload(_Message, frozen=True):
    """The settings were changed: read them anew; they hold for what is begun from now on."""

    id: int


class Cancel(_Message, frozen=True):
    """Stop request ``target``; it is answered by ``Finished`` with code "cancelled"."""

    id: int
    target: int


class Stop(_Message, frozen=True):
    """End after what is being written."""

    id: int


# Events, engine → reader


class Ready(_Message, frozen=True):
    """The engine is up."""

    protocol: int
    version: str
    pid: int
    offline: bool


class Progress(_Message, frozen=True):
    """Of request ``id`` (0: of what the engine refreshes by itself): how many feeds of how many are done, and which last."""

    id: int
    done: int
    total: int
    feed: int = 0


class FeedChanged(_Message, frozen=True):
    """A feed was brought in (or could not be: ``trouble`` is the code, with its facts)."""

    feed: int
    new: int = 0
    updated: int = 0
    trouble: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)


class RuleMatched(_Message, frozen=True):
    """A rule that is to be told of matched so many new articles, of which ``entry`` is the newest."""

    rule: str
    count: int
    entry: int


class EntryReady(_Message, frozen=True):
    """The entry's document is in the store."""

    entry: int


class EntriesReady(_Message, frozen=True):
    """The documents of all these are: new articles, as many as were made in one go."""

    entries: tuple[int, ...]


class PictureReady(_Message, frozen=True):
    """The picture at an address, named by this entry, is in the cache."""

    entry: int
    url: str


class CommentsChanged(_Message, frozen=True):
    """The entry's discussion in the store is not what it was."""

    entry: int
    new: int = 0
    trouble: str = ""


class Keeping(_Message, frozen=True):
    """How far fetching whole articles is: those of the trip, of ``total`` so many ``left``; bytes; ``model.trip.Standing``.

    ``entry``: an article asked for singly is here as far as it can be had; then nothing else is said.
    """

    total: int = 0
    left: int = 0
    spent: int = 0
    standing: str = ""
    entry: int = 0
    without: int = 0
    """Articles some of whose pictures found no room."""


class OutboxChanged(_Message, frozen=True):
    """What is to be sent about this entry is not where it was."""

    entry: int


class DebtLeft(_Message, frozen=True):
    """How much is still to be converted and indexed; sent when it changes much and when it reaches 0."""

    left: int


class Unreachable(_Message, frozen=True):
    """No network seems to be there; said once until something is reached again (``reachable`` True)."""

    reachable: bool = False


class Finished(_Message, frozen=True):
    """The answer to request ``id``; ``code`` empty: done, "cancelled", or a ``health.<code>`` with its facts.

    ``busy``: feeds that were left to another program, which is fetching them. ``added``: what was to be added was not
    here before, whether articles came with it or not.
    """

    id: int
    code: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    feed: int = 0
    entry: int = 0
    new: int = 0
    updated: int = 0
    failed: int = 0
    busy: int = 0
    added: bool = False
    key: str = ""
    """Key in the store's memory of an answer too long for a line; who reads it takes it away."""


_OfText = Prepare | FetchFullText | FollowLink | KeepOffline | KeepPage | ReadRevisions
_OfArticles = _OfText | FetchPicture | FetchComments
_OfFeeds = Refresh | Add | FindDiscussions | Discover | TakeOver | WriteList | LookAtOutbox | SendQueued
Request = _OfArticles | _OfFeeds | SetOffline | Reload | Cancel | Stop
_Here = RuleMatched | EntryReady | EntriesReady | PictureReady | CommentsChanged | FeedChanged | OutboxChanged
Event = Ready | _Here | Progress | Keeping | DebtLeft | Unreachable | Finished
