"""Takes in what the reader names: a feed by address or path, a folder, a file to read."""

from __future__ import annotations

import asyncio
import os
import re
import time
from pathlib import Path

import msgspec

from tui_reader.engine.discovering import address_of, discover
from tui_reader.engine.feed_job import Found, Outcome, bring_in, finish, parse
from tui_reader.engine.parts import Parts
from tui_reader.engine.reading import ReadFeed, unpack
from tui_reader.engine.recent import Recent
from tui_reader.engine.saving import save_read
from tui_reader.engine.singles import keep_single
from tui_reader.model.discovery import KEY, Discovery
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import Feed, FeedKind, Validators
from tui_reader.model.messages import Add, Discover, FeedChanged, Finished
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import clean, host
from tui_reader.sources.retrieve_file import is_file, path_of
from tui_reader.store import feeds, memory

_LEASE = 70.0
"""Seconds; a little longer than a claim holds whose holder is gone. By the clock that is never set."""
_LOOK = 0.2  # seconds between looks whether it is free
_ARTICLE = ("text", "markdown", "html")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


async def add(parts: Parts, recent: Recent, request: Add) -> tuple[Finished, Outcome | None]:
    """Do what was asked; raises ReaderError where it could not be. The outcome names the entries that came with it."""
    path = await asyncio.to_thread(_path, request.location.strip())
    if path is not None:
        return await _add_path(parts, request, path)
    return await _add_address(parts, recent, request)


async def answer_discover(parts: Parts, recent: Recent, request: Discover) -> Finished:
    """Look for feeds; a path that is here is one itself. Raises ReaderError where the address cannot be read."""
    path = await asyncio.to_thread(_path, request.location.strip())
    found = (
        Discovery(str(path), local=True)
        if path is not None
        else await discover(parts, recent, request.location)
    )
    key = f"{KEY}{parts.owner}:{request.id}"
    await parts.keeper.write(memory.remember, key, msgspec.json.encode(found).decode())
    return Finished(request.id, new=len(found.candidates), key=key)


async def _add_path(parts: Parts, request: Add, path: Path) -> tuple[Finished, Outcome | None]:
    if await asyncio.to_thread(path.is_dir):
        return await _subscribe(parts, request, str(path), FeedKind.FOLDER)
    got = await parts.retriever.retrieve(str(path), Validators(), typed=True)
    assert isinstance(got, Retrieved)
    kind = await parts.workers.run("sniff", got, deadline=parts.parse_seconds, urgent=True)
    if kind in ("feed", "jsonfeed"):
        return await _subscribe(parts, request, str(path), FeedKind.FEED)
    if kind in _ARTICLE:
        return await _keep_file(parts, request, path)
    raise ParseError("unsupported_kind", name=path.name[:200])


async def _add_address(parts: Parts, recent: Recent, request: Add) -> tuple[Finished, Outcome | None]:
    """Subscribe to the feed at an address, or to the one good feed found there."""
    url, _ = address_of(request.location)
    kept = await parts.keeper.read(feeds.find_feed, url)
    if kept is not None:
        return Finished(request.id, feed=kept.id), None
    got = recent.take(url)
    if got is None:
        good = (await discover(parts, recent, request.location)).good
        if len(good) != 1:
            raise ParseError("not_a_feed", n=len(good))
        if good[0].feed:
            return Finished(request.id, feed=good[0].feed), None
        url, got = good[0].location, recent.take(good[0].location)
    read = await parse(parts, got, urgent=True) if got is not None else None
    return await _subscribe(parts, request, url, FeedKind.FEED, read, got)


async def _subscribe(
    parts: Parts,
    request: Add,
    location: str,
    kind: FeedKind,
    read: ReadFeed | None = None,
    got: Retrieved | None = None,
) -> tuple[Finished, Outcome | None]:
    """Add the feed and bring it in; what was already retrieved is not asked for again."""
    if kind is FeedKind.FEED and read is None:
        own = is_file(location) or host(location) == host(clean(request.location))
        got, read = await _first_look(parts, location, typed=own)
    fresh = await parts.keeper.read(feeds.find_feed, location) is None
    feed_id = await parts.keeper.durably(
        feeds.add_feed,
        location,
        kind,
        name=request.title,
        folder=request.folder,
        now=parts.now(),
        undoable=request.undoable,
    )
    claimed = await _claimed(parts, feed_id)
    if claimed is None:
        return Finished(request.id, feed=feed_id, added=fresh), None
    outcome = await _bring(parts, claimed, read, got)
    trouble = outcome.trouble
    parts.emit(FeedChanged(feed_id, len(outcome.new), len(outcome.updated), trouble.code if trouble else ""))
    first = outcome.new[0] if outcome.new else 0
    told = Finished(
        request.id, feed=feed_id, entry=first, new=len(outcome.new), updated=len(outcome.updated), added=fresh
    )
    return told, outcome


async def _claimed(parts: Parts, feed_id: int) -> Feed | None:
    """The feed, for us to bring in; None where others do or did.

    A feed that never came in is waited for: who was at it first may have been killed, or be about to end.
    """
    until = time.monotonic() + _LEASE
    while True:
        claimed = await parts.keeper.write(
            feeds.claim, [feed_id], owner=parts.owner, now=parts.now(), force=True, limit=1
        )
        if claimed:
            return claimed[0]
        feed = await parts.keeper.read(feeds.feed, feed_id)
        came = feed is None or feed.refreshed_at is not None or feed.trouble is not None
        if came or time.monotonic() > until:
            return None
        await asyncio.sleep(_LOOK)


async def _first_look(parts: Parts, location: str, *, typed: bool) -> tuple[Retrieved, ReadFeed]:
    """The feed before it is subscribed to: what cannot be read is not taken in. ``typed``: not a page's word alone."""
    got = await parts.retriever.retrieve(location, Validators(), typed=typed)
    assert isinstance(got, Retrieved)
    return got, await parse(parts, got, urgent=True)


async def _bring(parts: Parts, feed: Feed, read: ReadFeed | None, got: Retrieved | None) -> Outcome:
    if read is None or got is None:
        return await bring_in(parts, feed)
    saved = await save_read(parts, feed.id, read)
    outcome = Outcome(feed, saved.new, saved.updated)
    validators = Validators(got.etag, got.modified, read.body_hash)
    found = Found(
        data=read.feed,
        pace=read.pace,
        left_out=read.left_out,
        validators=validators,
        moved_to=got.moved_to,
        status=got.status,
        size=len(got.body),
        fresh_for=got.fresh_for,
        note="downgraded" if got.downgraded else "",
    )
    await finish(parts, outcome, found)
    return outcome


async def _keep_file(parts: Parts, request: Add, path: Path) -> tuple[Finished, Outcome | None]:
    """Read a file as an article of the one feed of files; the same file again is the same article, updated."""
    packed = await parts.workers.run(
        "bring_file", str(path), parts.now(), deadline=parts.parse_seconds, urgent=True
    )
    assert isinstance(packed, bytes)
    return await keep_single(parts, request.id, FeedKind.FILES, unpack(packed))


def _path(location: str) -> Path | None:
    """The absolute path a location means; None for an address. A relative path must be there to be one."""
    if not location:  # the folder the engine happens to run in is nobody's wish
        return None
    if is_file(location) or (not _SCHEME.match(location) and os.path.exists(location)):
        return Path(os.path.abspath(path_of(location)))
    return None
