"""The protocol between reader and engine: one JSON object a line, at most 32 KB, ids and counts only.

The reader writes requests to the engine's stdin, the engine writes events to its stdout. Bodies and pictures travel
through the store and the cache, never here. The first event is ``Ready``; a reader that does not know its protocol
number stops the engine. Every request with an id is answered by exactly one ``Finished``. End of stdin ends the engine.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import get_args

from tui_reader.model.errors import EngineError, Fact

PROTOCOL = 1
LINE_LIMIT = 32 * 1024
"""Bytes, newline included."""


# Requests, reader → engine


@dataclass(frozen=True, slots=True)
class Refresh:
    """Bring in these feeds (None: all that are due; with ``force`` all). Only what can be claimed is fetched."""

    id: int
    feeds: tuple[int, ...] | None = None
    force: bool = True


@dataclass(frozen=True, slots=True)
class Prepare:
    """Convert this entry before all other debt; answered when its document is in the store."""

    id: int
    entry: int


@dataclass(frozen=True, slots=True)
class FetchComments:
    """Bring in the entry's discussion, or with ``more`` its next page."""

    id: int
    entry: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Add:
    """Subscribe to a feed or folder, or keep a file or page as an article; ``Finished`` names the feed and entry."""

    id: int
    location: str
    folder: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SetOffline:
    """Shut or open the network door."""

    id: int
    offline: bool


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop request ``target``; it is answered by ``Finished`` with code "cancelled"."""

    id: int
    target: int


@dataclass(frozen=True, slots=True)
class Stop:
    """End after what is being written."""

    id: int


# Events, engine → reader


@dataclass(frozen=True, slots=True)
class Ready:
    """The engine is up."""

    protocol: int
    version: str
    pid: int
    offline: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """Of request ``id``: how many feeds of how many are done."""

    id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FeedChanged:
    """A feed was brought in (or could not be: ``trouble`` is the code)."""

    feed: int
    new: int = 0
    updated: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class EntryReady:
    """The entry's document is in the store."""

    entry: int


@dataclass(frozen=True, slots=True)
class CommentsChanged:
    """The entry's discussion in the store is not what it was."""

    entry: int
    new: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class DebtLeft:
    """How much is still to be converted and indexed; sent when it changes much and when it reaches 0."""

    left: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No network seems to be there; said once until something is reached again (``reachable`` True)."""

    reachable: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The answer to request ``id``; ``code`` empty: done, "cancelled", or a ``health.<code>`` with its facts."""

    id: int
    code: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    feed: int = 0
    entry: int = 0
    new: int = 0
    updated: int = 0
    failed: int = 0


Request = Refresh | Prepare | FetchComments | Add | SetOffline | Cancel | Stop
Event = Ready | Progress | FeedChanged | EntryReady | CommentsChanged | DebtLeft | Unreachable | Finished

_KINDS: dict[str, type] = {kind.__name__: kind for kind in (*get_args(Request), *get_args(Event))}


def encode(message: Request | Event) -> bytes:
    """One line, newline included. Raises EngineError where it would be too long."""
    record = {name: getattr(message, name) for name in (f.name for f in dataclasses.fields(message))}
    line = json.dumps(
        {"is": type(message).__name__, **record}, ensure_ascii=True, separators=(",", ":")
    ).encode()
    if len(line) >= LINE_LIMIT:
        raise EngineError("message_too_long", size=len(line))
    return line + b"\n"


def decode(line: bytes) -> Request | Event:
    """The message of one line. Raises EngineError on anything that is not one."""
    try:
        record = json.loads(line)
        kind = _KINDS[record.pop("is")]
        if kind is Refresh and record.get("feeds") is not None:
            record["feeds"] = tuple(record["feeds"])
        message: Request | Event = kind(**record)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError("message_not_understood", why=type(error).__name__) from error
    return message
