"""Brings one feed in: retrieve, parse, decide, save, finish; whatever happens, it ends in an outcome."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.engine.reading import ReadFeed, unpack
from tui_reader.engine.saving import save_read
from tui_reader.engine.schedule import next_due
from tui_reader.model.errors import ParseError, ReaderError, StoreError
from tui_reader.model.feed import Feed, FeedData, FeedKind, Trouble, Validators
from tui_reader.model.pace import Pace
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.model.urls import host
from tui_reader.sources.retrieve_file import is_file
from tui_reader.store import feeds
from tui_reader.store.entries import Saved


class Outcome(Struct, frozen=True):
    """What became of one feed. ``trouble`` None: brought in, or nothing new."""

    feed: Feed
    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    trouble: Trouble | None = None
    asked: bool = True
    """Whether somebody outside answered, if only with an error."""


@dataclass(slots=True)
class Found:
    """What is to be written of the feed itself, gathered on the way."""

    data: FeedData | None = None
    pace: Pace | None = None
    left_out: int = 0
    validators: Validators | None = None
    moved_to: str = ""
    status: int = 0
    size: int = 0
    fresh_for: int = 0
    note: str = ""
    """What the reader should know of a refresh that went well: a code of ``health``."""


def is_local(feed: Feed) -> bool:
    """Whether the feed needs no network."""
    return feed.kind in (FeedKind.FOLDER, FeedKind.FILES) or is_file(feed.location)


async def bring_in(parts: Parts, feed: Feed) -> Outcome:
    """Bring in a claimed feed. Does not write down that nobody answered: whether the network is there, others know."""
    started = time.monotonic()
    found = Found()
    saved, trouble = Saved(), None
    try:
        saved = await _bring(parts, feed, found)
    except ReaderError as error:
        trouble = Trouble(error.code, error.facts)
    except Exception as error:
        log.warning("feed %d", feed.id, exc_info=error)
        trouble = Trouble("unknown", {"why": type(error).__name__})
    outcome = Outcome(feed, saved.new, saved.updated, trouble, asked=not _unheard(trouble))
    if not outcome.asked:
        return outcome
    try:
        await finish(parts, outcome, found, time.monotonic() - started)
    except StoreError as error:
        log.warning("feed %d: %s", feed.id, error)
        return replace(outcome, trouble=Trouble(error.code, error.facts))
    return outcome


async def finish(parts: Parts, outcome: Outcome, found: Found | None = None, seconds: float = 0.0) -> None:
    """Write down what became of the feed and let go of it; ``seconds`` it took."""
    found = found or Found()
    feed, now, trouble = outcome.feed, parts.now(), outcome.trouble
    due = next_due(
        feed, now, new=len(outcome.new), trouble=trouble, pace=found.pace, fresh_for=found.fresh_for
    )
    if trouble is not None:
        trouble = replace(trouble, facts={**trouble.facts, "time": int(due.timestamp())})
        found.status = found.status or _status(trouble)
    await parts.keeper.write(
        feeds.finish,
        feed.id,
        owner=parts.owner,
        now=now,
        data=found.data,
        validators=found.validators,
        trouble=trouble,
        due_at=due,
        left_out=found.left_out,
        pace=found.pace,
        moved_to=found.moved_to if found.moved_to != feed.location else "",
        status=found.status,
        size=found.size,
        milliseconds=round(seconds * 1000),
        new=len(outcome.new),
        updated=len(outcome.updated),
        note=found.note,
    )


async def _bring(parts: Parts, feed: Feed, found: Found) -> Saved:
    if feed.kind in (FeedKind.FILES, FeedKind.PAGES):
        return Saved()  # they collect what was opened by hand; there is nothing to ask for
    if feed.kind is FeedKind.FOLDER:
        read = await _folder(parts, feed, found)
    else:
        read = await _document(parts, feed, found)
    if read is None:
        return Saved()
    validators, found.validators = found.validators, None  # kept last: what is interrupted is fetched again
    saved = await save_read(parts, feed.id, read)
    found.data, found.pace, found.validators = read.feed, read.pace, validators
    found.left_out = read.left_out
    return saved


async def _document(parts: Parts, feed: Feed, found: Found) -> ReadFeed | None:
    """Location → bytes → entries; None where they are what they were."""
    got = await parts.retriever.retrieve(
        feed.location,
        feed.validators,
        typed=_is_typed(feed),
        headers=feed.settings.headers,
        packed=True,
    )
    found.moved_to, found.status, found.fresh_for = got.moved_to, got.status, got.fresh_for
    found.note = "downgraded" if got.downgraded else ""
    kept = feed.validators
    if isinstance(got, NotModified):
        found.size = got.size
        told = replace(kept, etag=got.etag or kept.etag, modified=got.modified or kept.modified)
        found.validators = told if told != kept else None
        return None
    read = await parse(parts, got, kept.body_hash)
    found.size = read.size
    found.validators = Validators(got.etag, got.modified, read.body_hash, got.sent_hash)
    return None if read.is_known else read


def _is_typed(feed: Feed) -> bool:
    """Whether the address is the reader's own: one that a server's redirect put in its place is a stranger's word."""
    return not feed.moved_from or host(feed.moved_from) == host(feed.location)


async def parse(parts: Parts, got: Retrieved, known_hash: bytes = b"", *, urgent: bool = False) -> ReadFeed:
    """Unpack and parse in a worker; ``known_hash`` is that of the body as last parsed. Raises ParseError."""
    packed = await parts.workers.run(
        "read_feed",
        got,
        known_hash,
        parts.retriever.most,
        parts.now(),
        parts.limit,
        deadline=parts.parse_seconds,
        urgent=urgent,
        light=True,
    )
    assert isinstance(packed, bytes)
    return unpack(packed)


async def _folder(parts: Parts, feed: Feed, found: Found) -> ReadFeed | None:
    if not await asyncio.to_thread(Path(feed.location).is_dir):
        raise ParseError("file_missing", path=scrub_line(feed.location, 300))
    result = await parts.workers.run(
        "read_folder", feed.location, feed.validators.modified, parts.now(), deadline=parts.parse_seconds
    )
    if result is None:
        return None
    assert isinstance(result, tuple)
    packed, fingerprint = result
    assert isinstance(packed, bytes)
    found.validators = Validators(modified=str(fingerprint))
    return unpack(packed)


def _unheard(trouble: Trouble | None) -> bool:
    return trouble is not None and trouble.code in ("no_answer", "no_such_host", "offline")


def _status(trouble: Trouble) -> int:
    """The HTTP status an error tells of; 0 for one of another kind."""
    code = str(trouble.facts.get("code", ""))
    return int(code) if code.isdecimal() and len(code) == 3 else 0
