"""Brings an entry's comments in: detect, retrieve, understand in a worker, keep."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.discussion.detect import detect, source_of
from tui_reader.discussion.source import Place
from tui_reader.engine.feed_job import is_local
from tui_reader.engine.jobs import ReceivedPage
from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.model.comment import Discussion
from tui_reader.model.entry import Entry
from tui_reader.model.errors import ReaderError, RetrieveError
from tui_reader.model.feed import Feed
from tui_reader.model.messages import CommentsChanged, Finished
from tui_reader.model.urls import host
from tui_reader.sources.retrieve_file import is_file, path_of
from tui_reader.store import comments as store
from tui_reader.store import entries, feeds

_MOST_PAGES = 5
"""Pages looked at for one wish for more, where each brings nothing new."""


async def fetch_comments(parts: Parts, request: int, entry_id: int, *, more: bool = False) -> Finished:
    """Bring in what the entry's source shows now, or with ``more`` its next page; what it no longer shows stays.

    Where the source has no page that is not here, ``more`` is answered "no_more_comments".
    """
    entry = await parts.keeper.read(entries.entry, entry_id)
    places = detect(entry.data) if entry is not None else []
    if entry is None or not places:
        return Finished(request, code="no_comments", entry=entry_id)
    known = await parts.keeper.read(store.discussion, entry_id)
    if more and (known is None or not known.next_page):
        return Finished(request, code="no_more_comments", entry=entry_id)
    asked = _Asked(entry, await parts.keeper.read(feeds.feed, entry.feed_id), places[0])
    before = known or Discussion(entry_id, places[0].source, total=places[0].count)
    told = replace(before, source=places[0].source, url=places[0].url)
    try:
        new = await (_next_pages(parts, asked, told) if more else _first_page(parts, asked, told))
    except ReaderError as error:
        await parts.keeper.write(store.save_comments, replace(told, trouble=error.code), [], parts.now())
        parts.emit(CommentsChanged(entry_id, trouble=error.code))
        return Finished(request, code=error.code, facts=dict(error.facts), entry=entry_id)
    parts.emit(CommentsChanged(entry_id, new=new))
    return Finished(request, entry=entry_id, new=new)


class _Asked(Struct, frozen=True):
    """An entry, its feed, and where its discussion is."""

    entry: Entry
    feed: Feed | None
    place: Place


async def _first_page(parts: Parts, asked: _Asked, known: Discussion) -> int:
    """What the source shows first. Where that meets what is here, going on is from where it was gone on before."""
    page = await _receive(parts, asked, asked.place)
    told = _told(parts, known, page, asked.place.count)
    new = await parts.keeper.write(store.save_comments, told, page.comments, parts.now())
    if known.fetched_at is not None and new < len(page.comments):
        told = replace(told, more=known.more, next_page=known.next_page, trouble="")
        await parts.keeper.write(store.save_comments, told, [], parts.now(), continued=True)
    return new


async def _next_pages(parts: Parts, asked: _Asked, known: Discussion) -> int:
    """The next page; the one after it as well where all of it is here already (pages move as comments are written)."""
    new = 0
    for _ in range(_MOST_PAGES):
        page = await _receive(parts, asked, replace(asked.place, url=known.next_page))
        known = _told(parts, known, page, known.total, continued=True)
        new = await parts.keeper.write(store.save_comments, known, page.comments, parts.now(), continued=True)
        if new or not known.next_page:
            break
    return new


def _told(
    parts: Parts, known: Discussion, page: ReceivedPage, claimed: int | None, *, continued: bool = False
) -> Discussion:
    """What is known of a discussion after one of its pages came; ``claimed``: comments in all where it does not say."""
    return replace(
        known,
        fetched_at=parts.now(),
        threaded=any(comment.parent_id for comment, _, _ in page.comments) or (continued and known.threaded),
        total=page.total if page.total is not None else claimed,
        more=bool(page.next_page),
        next_page=page.next_page,
        trouble="",
    )


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


async def _receive(parts: Parts, asked: _Asked, place: Place) -> ReceivedPage:
    source = source_of(place)
    got = await source.fetch(place, parts.retriever, typed=_may(place, asked.entry, asked.feed))
    result = await parts.workers.run(
        source.job,
        got,
        asked.entry.data.guid,
        asked.entry.data.link,
        deadline=parts.parse_seconds,
        urgent=True,
    )
    return cast(ReceivedPage, result)


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
