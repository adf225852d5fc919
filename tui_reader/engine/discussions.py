"""Brings an entry's comments in: detect, retrieve, understand in a worker, keep."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from msgspec.structs import replace

from tui_reader.discussion.detect import detect, source_of
from tui_reader.discussion.source import Place
from tui_reader.engine.feed_job import is_local
from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.entry import Entry
from tui_reader.model.errors import ReaderError, RetrieveError
from tui_reader.model.feed import Feed
from tui_reader.model.messages import CommentsChanged, Finished
from tui_reader.model.urls import host
from tui_reader.sources.retrieve_file import is_file, path_of
from tui_reader.store import comments as store
from tui_reader.store import entries, feeds

Received = list[tuple[CommentData, Document, str]]


async def fetch_comments(parts: Parts, request: int, entry_id: int) -> Finished:
    """Bring in what the entry's source shows now; what it no longer shows stays."""
    entry = await parts.keeper.read(entries.entry, entry_id)
    places = detect(entry.data) if entry is not None else []
    if entry is None or not places:
        return Finished(request, code="no_comments", entry=entry_id)
    feed = await parts.keeper.read(feeds.feed, entry.feed_id)
    known = await parts.keeper.read(store.discussion, entry_id)
    place = places[0]
    discussion = replace(
        known or Discussion(entry_id, place.source), source=place.source, url=place.url, total=place.count
    )
    try:
        received = await _receive(parts, place, entry, feed)
    except ReaderError as error:
        await parts.keeper.write(
            store.save_comments, replace(discussion, trouble=error.code), [], parts.now()
        )
        parts.emit(CommentsChanged(entry_id, trouble=error.code))
        return Finished(request, code=error.code, facts=dict(error.facts), entry=entry_id)
    told = replace(
        discussion,
        fetched_at=parts.now(),
        threaded=any(comment.parent_id for comment, _, _ in received),
        more=False,
        trouble="",
    )
    new = await parts.keeper.write(store.save_comments, told, received, parts.now())
    parts.emit(CommentsChanged(entry_id, new=new))
    return Finished(request, entry=entry_id, new=new)


async def bring_local(parts: Parts, entry_ids: tuple[int, ...]) -> bool:
    """Comments that lie beside the articles of a local feed; whether there were any. One failure spoils no other."""
    brought = False
    for entry_id in entry_ids:
        try:
            entry = await parts.keeper.read(entries.entry, entry_id)
            places = detect(entry.data) if entry is not None else []
            if places and is_file(places[0].url):
                brought |= not (await fetch_comments(parts, 0, entry_id)).code
        except ReaderError as error:
            log.warning("comments of entry %d: %s", entry_id, error)
    return brought


async def _receive(parts: Parts, place: Place, entry: Entry, feed: Feed | None) -> Received:
    source = source_of(place)
    got = await source.fetch(place, parts.retriever, typed=_may(place, entry, feed))
    result = await parts.workers.run(
        source.job, got, entry.data.guid, entry.data.link, deadline=parts.parse_seconds, urgent=True
    )
    return cast(Received, result)


def _may(place: Place, entry: Entry, feed: Feed | None) -> bool:
    """Whether the place may be a file or a private address: where the feed itself is one, and there alone.

    Raises RetrieveError for a file that is none of the feed's: remote content never has a local file opened.
    """
    if feed is None:
        return False
    if not is_file(place.url):
        return host(place.url) == host(feed.location) != ""
    home = entry.data.source if is_file(entry.data.source) else feed.location
    if is_local(feed) and is_file(home):
        where = path_of(home).resolve()
        folder = where if where.is_dir() else where.parent
        if path_of(place.url).resolve().is_relative_to(Path(folder)):
            return True
    raise RetrieveError("bad_address", url=place.url[:200])
