"""What the engine says to the reader."""

from __future__ import annotations

from msgspec import field

from tui_reader.model.errors import Fact
from tui_reader.model.messages.line import Line


class Ready(Line, frozen=True):
    """The engine is up."""

    protocol: int
    version: str
    pid: int
    offline: bool


class Progress(Line, frozen=True):
    """Of request ``id`` (0: of what the engine refreshes by itself): how many feeds of how many are done, and which last."""

    id: int
    done: int
    total: int
    feed: int = 0


class FeedChanged(Line, frozen=True):
    """A feed was brought in (or could not be: ``trouble`` is the code, with its facts)."""

    feed: int
    new: int = 0
    updated: int = 0
    trouble: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)


class RuleMatched(Line, frozen=True):
    """A rule that is to be told of matched so many new articles, of which ``entry`` is the newest."""

    rule: str
    count: int
    entry: int


class EntryReady(Line, frozen=True):
    """The entry's document is in the store."""

    entry: int


class EntriesReady(Line, frozen=True):
    """The documents of all these are: new articles, as many as were made in one go."""

    entries: tuple[int, ...]


class PictureReady(Line, frozen=True):
    """The picture at an address, named by this entry, is in the cache."""

    entry: int
    url: str


class CommentsChanged(Line, frozen=True):
    """The entry's discussion in the store is not what it was."""

    entry: int
    new: int = 0
    trouble: str = ""


class Keeping(Line, frozen=True):
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


class OutboxChanged(Line, frozen=True):
    """What is to be sent about this entry is not where it was."""

    entry: int


class DebtLeft(Line, frozen=True):
    """How much is still to be converted and indexed; sent when it changes much and when it reaches 0."""

    left: int


class Unreachable(Line, frozen=True):
    """No network seems to be there; said once until something is reached again (``reachable`` True)."""

    reachable: bool = False


class Finished(Line, frozen=True):
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


_Here = RuleMatched | EntryReady | EntriesReady | PictureReady | CommentsChanged | FeedChanged | OutboxChanged
Event = Ready | _Here | Progress | Keeping | DebtLeft | Unreachable | Finished
