"""Fetches articles' own pages: at once where a reader asks, by and by what is owed, one at a time of any host."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from tui_reader.engine.log import log
from tui_reader.engine.owed_work import OwedWork
from tui_reader.engine.parts import Parts
from tui_reader.model.document import Converted
from tui_reader.model.entry import CommentsRef, Content, Entry
from tui_reader.model.errors import ParseError, ReaderError, RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.messages import EntryReady, FetchFullText, Finished
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import host, is_web
from tui_reader.store import content, debt, entries, feeds, pages
from tui_reader.store.database import Database

if TYPE_CHECKING:  # it brings the parsers along, which are for workers
    from tui_reader.content.page import Page

_BATCH = 20
_HOSTS = 4
"""Hosts asked at the same time: leads of a whole morning may wait, the refresh and the reader may not."""
_PAUSE = 1.0  # seconds between two pages of one host
_LEASE = 600  # seconds; a batch of one slow host takes no longer
_UNHEARD = frozenset(("no_answer", "no_such_host", "offline"))
_BUSY = frozenset(("too_slow", "too_many", "server_trouble", "cancelled"))
_AGAIN = timedelta(minutes=10)
_AGAIN_BUSY = timedelta(minutes=30)
_LONGER = 1.15
"""How much more of a text the page must have to be shown unasked in place of what the feed sent."""
_POORER = 0.6
"""A page with less than this of what the feed sent is a wall or a stub, not the article."""


class Pages:
    """``fetch`` answers a request; ``run`` works off what is owed while nothing refreshes."""

    def __init__(self, parts: Parts, on_kept: Callable[[], None]) -> None:
        self._parts = parts
        self._on_kept = on_kept
        self._work = OwedWork("pages", self._some)
        self._in_hand: set[int] = set()

    def wake(self) -> None:
        """Something may be owed."""
        self._work.wake()

    async def settled(self) -> None:
        """Wait until no page is owed that could be fetched now."""
        await self._work.settled()

    async def fetch(self, request: FetchFullText) -> Finished:
        """Fetch one page now. What cannot be reached is owed and comes by itself when it can."""
        parts = self._parts
        entry = await parts.keeper.read(entries.entry, request.entry)
        if entry is None:
            return Finished(request.id, code="no_such_entry", entry=request.entry)
        if not is_web(entry.data.link):
            return Finished(request.id, code="no_article", entry=entry.id)
        try:
            if parts.door.is_shut():
                raise RetrieveError("offline")
            await self._bring(entry, asked=True)
        except ReaderError as error:
            if error.code in _UNHEARD:
                await parts.keeper.write(pages.want, entry.id)
            else:
                await parts.keeper.write(pages.failed, entry.id, error.code, parts.now())
            return Finished(request.id, code=error.code, facts=dict(error.facts), entry=entry.id, failed=1)
        return Finished(request.id, entry=entry.id)

    async def run(self) -> None:
        """Work for ever; no page's trouble ends it."""
        await self._work.run()

    async def give_back(self) -> None:
        """What is in hand is free for the next engine at once."""
        if self._in_hand:
            parts = self._parts
            await parts.keeper.write(
                debt.postpone, debt.FETCH, list(self._in_hand), parts.now(), counted=False
            )

    async def _some(self) -> bool:
        """A batch, a few hosts at a time; False when nothing is owed that can be fetched now."""
        parts = self._parts
        await parts.rush.over()
        if parts.wishes.pages_unasked:
            await parts.keeper.write(pages.owe_later)
        if parts.door.is_shut() or not await parts.keeper.read(debt.owes, debt.FETCH):
            return False
        ids = await parts.keeper.write(
            debt.take, debt.FETCH, owner=parts.owner, now=parts.now(), limit=_BATCH, lease=_LEASE
        )
        self._in_hand.update(ids)
        found = await parts.keeper.read(_entries, ids)
        gone = set(ids) - {entry.id for entry in found}
        if gone:
            await parts.keeper.write(debt.clear, debt.FETCH, gone)
        by_host: dict[str, list[Entry]] = {}
        for entry in found:
            by_host.setdefault(host(entry.data.link), []).append(entry)
        turns = asyncio.Semaphore(_HOSTS)
        await asyncio.gather(*(self._of_host(group, turns) for group in by_host.values()))
        self._in_hand.difference_update(ids)
        return bool(ids)

    async def _of_host(self, group: list[Entry], turns: asyncio.Semaphore) -> None:
        """The pages of one host, slowly; where it does not answer or is busy, the rest waits with the first."""
        parts = self._parts
        async with turns:
            for number, entry in enumerate(group):
                if number:
                    await asyncio.sleep(_PAUSE)
                await parts.rush.over()
                await parts.workers.quiet()
                if not await parts.keeper.read(debt.is_owed, debt.FETCH, entry.id):
                    continue  # nobody wants it any more, or it came otherwise
                code = await self._try(entry)
                if code in _UNHEARD or code in _BUSY:
                    until = parts.now() + (_AGAIN if code in _UNHEARD else _AGAIN_BUSY)
                    for other in group[number:]:
                        counted = other is entry and code in _BUSY
                        await parts.keeper.write(
                            pages.put_off, other.id, code, until, parts.now(), counted=counted
                        )
                    return

    async def _try(self, entry: Entry) -> str:
        """Bring one page; the code of what went wrong. Whatever will not mend itself is remembered."""
        parts = self._parts
        try:
            await self._bring(entry, asked=False)
        except ReaderError as error:
            code = error.code
        except Exception as error:
            log.warning("page of entry %d", entry.id, exc_info=error)
            code = "unknown"
        else:
            return ""
        if code not in _UNHEARD and code not in _BUSY:
            await parts.keeper.write(pages.failed, entry.id, code, parts.now())
        return code

    async def _bring(self, entry: Entry, *, asked: bool) -> None:
        """Retrieve, extract in a worker, keep. Raises ReaderError."""
        parts = self._parts
        link = entry.data.link
        feed = await parts.keeper.read(feeds.feed, entry.feed_id)
        # the link is a stranger's word: only beside the feed itself may it lead into the reader's own network
        own = feed is not None and is_web(feed.location) and host(feed.location) == host(link)
        headers = feed.settings.headers if feed is not None and own else None
        got = await parts.retriever.retrieve(link, Validators(), typed=own, headers=headers)
        assert isinstance(got, Retrieved)
        result = await parts.workers.run(
            "read_page", got, entry.data, deadline=parts.page_seconds, urgent=asked
        )
        page, made, version = cast("tuple[Page, Converted, int]", result)
        here = await parts.keeper.read(content.origins, entry.id)
        again = here[:1] == (content.EXTRACTED,)
        if not again and made.words < _POORER * entry.words:
            raise ParseError("no_article")
        await parts.keeper.write(
            pages.save,
            entry.id,
            _found(page, got.location),
            made,
            version=version,
            now=parts.now(),
            shown=asked or again or made.words >= _LONGER * entry.words,
        )
        parts.emit(EntryReady(entry.id))
        self._on_kept()


def _found(page: Page, location: str) -> pages.Found:
    talk = page.talk
    return pages.Found(
        Content(page.html, "text/html", page.language, page.base),
        page.canonical or location,
        CommentsRef("", talk.feed, talk.count, talk.hints),
    )


def _entries(database: Database, ids: Iterable[int]) -> list[Entry]:
    found = [entries.entry(database, number) for number in ids]
    return [entry for entry in found if entry is not None]
