"""One page of a discussion: asked for, understood in a worker, made readable and kept a few comments at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from msgspec import Struct, field

from tui_reader.discussion.detect import KEYED, TOKENED, source_named
from tui_reader.discussion.json_values import unreadable
from tui_reader.discussion.mastodon import Mastodon, status_of
from tui_reader.discussion.source import About, CommentSource, Place
from tui_reader.engine.feed_job import is_local
from tui_reader.engine.own_instance import is_elsewhere, seen_from_home
from tui_reader.engine.parts import Parts
from tui_reader.model.comment import CommentData, CommentPage, Discussion
from tui_reader.model.document import Document
from tui_reader.model.entry import Entry
from tui_reader.model.errors import ReaderError, RetrieveError
from tui_reader.model.feed import Feed, Validators
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.model.urls import host
from tui_reader.sources.retrieve_file import is_file, path_of
from tui_reader.store import comment_pages as store
from tui_reader.store.comment_rows import Plan

_AT_ONCE = 300
"""Comments a worker makes readable in one job: 60 ms, so that what is urgent soon has its turn."""
_WRITTEN = 40
"""Comments written in one go: well below the 10 ms of a transaction."""

Made = tuple[tuple[CommentData, Document, str], ...]


class Asked(Struct, frozen=True):
    """An entry and its feed; ``here`` are pages that were fetched for another reason a moment ago, by address."""

    entry: Entry
    feed: Feed | None
    here: dict[str, Retrieved] = field(default_factory=dict)


class Received(Struct, frozen=True):
    """A page, and what makes the next request for it conditional."""

    page: CommentPage
    location: str
    validators: Validators


async def receive(
    parts: Parts, asked: Asked, place: Place, validators: Validators | None = None
) -> Received | None:
    """The page at a place; None where it is what it was. Raises ReaderError."""
    source = source_named(place.source)
    if source is None:
        raise unreadable()
    addresses = source.addresses(place.url)
    if not addresses:
        raise RetrieveError("refused", host=host(place.url)[:100])
    keyed, parameter = KEYED.get(source.name, ("", ""))
    if keyed and not parts.retriever.sends(addresses[0], parameter):
        raise RetrieveError("needs_key", host=keyed)
    if (tokened := TOKENED.get(source.name)) and not parts.retriever.has_token(f"https://{tokened}/"):
        raise RetrieveError("refused", host=tokened)
    try:
        got = await _answers(parts, asked, place, addresses, validators)
    except RetrieveError as error:
        if error.code in source.empty:
            return Received(CommentPage(total=0), place.url, Validators())
        raise
    if not got:
        return None
    page = await _read(parts, asked, source, place, got)
    first = got[0]
    assert first is not None
    return Received(page, first.location, Validators(first.etag, first.modified, first.body_hash))


async def _answers(
    parts: Parts, asked: Asked, place: Place, addresses: Sequence[str], validators: Validators | None
) -> Sequence[Retrieved | None]:
    """What came from the addresses, the first of which must answer; none where that is what it was. Raises RetrieveError.

    What the reader's own server knows of a status stands behind it, or for it where its own does not say.
    """
    elsewhere = place.source == Mastodon.name and is_elsewhere(parts, place.url)
    trouble: RetrieveError | None = None
    first: Retrieved | NotModified | None = asked.here.pop(addresses[0], None)
    try:
        first = first or await _ask(parts, asked, addresses[0], None if elsewhere else validators)
    except RetrieveError as error:
        if not elsewhere:
            raise
        trouble = error
    if isinstance(first, NotModified):
        return ()
    rest = await asyncio.gather(*(_perhaps(parts, asked, address) for address in addresses[1:]))
    home: list[Retrieved] = []
    if elsewhere:
        link = status_of(asked.entry.data)
        home = await seen_from_home(parts, next(iter(rest), None), link)
    if first is None and not home:
        assert trouble is not None
        raise trouble
    return [first, *rest, *home] if first is not None else home


async def keep(parts: Parts, discussion: Discussion, received: Received, *, continued: bool = False) -> int:
    """Write what of the page is not here as it is; returns how many comments were new. The discussion's row comes last."""
    page, now = received.page.comments, parts.now()
    entry_id = discussion.entry_id
    plan = await parts.keeper.read(store.plan_page, entry_id, page, continued=continued)
    waiting = (*plan.fresh, *plan.rewritten)
    for begin in range(0, len(waiting), _AT_ONCE):
        made = cast(
            Made,
            await parts.workers.run(
                "make_comments",
                waiting[begin : begin + _AT_ONCE],
                received.location,
                deadline=parts.convert_seconds,
                urgent=True,
            ),
        )
        for at in range(0, len(made), _WRITTEN):
            await parts.keeper.write(store.save_some, discussion, plan, made[at : at + _WRITTEN], now)
    for at in range(0, len(plan.moved), 10 * _WRITTEN):
        await parts.keeper.write(store.move_some, plan.moved[at : at + 10 * _WRITTEN])
    for at in range(0, len(plan.restated), _WRITTEN):
        await parts.keeper.write(store.restate_some, discussion, plan.restated[at : at + _WRITTEN])
    misplaced = await parts.keeper.read(store.misplaced, entry_id)
    for at in range(0, len(misplaced), 10 * _WRITTEN):
        await parts.keeper.write(store.place_some, misplaced[at : at + 10 * _WRITTEN])
    return await parts.keeper.write(store.end_page, discussion, plan, page, now, continued=continued)


async def note(parts: Parts, discussion: Discussion) -> None:
    """Write what became of a request that brought no comments."""
    await parts.keeper.write(store.end_page, discussion, Plan(), None, parts.now())


async def _read(
    parts: Parts, asked: Asked, source: CommentSource, place: Place, got: Sequence[Retrieved | None]
) -> CommentPage:
    data = asked.entry.data
    about = About(place.url, data.guid, data.link, tuple(author.name for author in data.authors))
    result = await parts.workers.run(
        "read_comments", source.name, tuple(got), about, deadline=parts.parse_seconds, urgent=True
    )
    return cast(CommentPage, result)


async def _perhaps(parts: Parts, asked: Asked, address: str) -> Retrieved | None:
    """What only adds to a page: without it the page is still one."""
    try:
        got = await _ask(parts, asked, address, None)
    except ReaderError:
        return None
    return got if isinstance(got, Retrieved) else None


async def _ask(
    parts: Parts, asked: Asked, address: str, validators: Validators | None
) -> Retrieved | NotModified:
    typed = may_be_private(address, asked.entry, asked.feed)
    own = typed and asked.feed is not None and not is_file(address)
    headers = asked.feed.settings.headers if own and asked.feed is not None else None
    return await parts.retriever.retrieve(address, validators or Validators(), typed=typed, headers=headers)


def may_be_private(address: str, entry: Entry, feed: Feed | None) -> bool:
    """Whether the address may be a file or a private one: where the feed itself is one, and there alone.

    Raises RetrieveError for a file that is none of the feed's: remote content never has a local file opened.
    """
    if feed is None:
        return False
    if not is_file(address):
        return host(address) == host(feed.location) != ""
    home = entry.data.source if is_file(entry.data.source) else feed.location
    if is_local(feed) and is_file(home):
        where = path_of(home).resolve()
        folder = where if where.is_dir() else where.parent
        if path_of(address).resolve().is_relative_to(Path(folder)):
            return True
    raise RetrieveError("bad_address", url=address[:200])
