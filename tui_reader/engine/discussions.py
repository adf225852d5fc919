"""Brings entries' comments in: finds the place, fetches what is shown there or the next page of it, remembers what failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from weakref import WeakValueDictionary

from msgspec.structs import replace

from tui_reader.discussion.detect import detect
from tui_reader.discussion.source import Place
from tui_reader.engine.discussion_pages import Asked, Received, keep, note, receive
from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.engine.talk_pages import look_at_page
from tui_reader.model.comment import Discussion
from tui_reader.model.errors import ReaderError, RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.messages import CommentsChanged, FetchComments, Finished
from tui_reader.sources.http_errors import RETRY
from tui_reader.sources.retrieve_file import is_file
from tui_reader.store import discussions as store
from tui_reader.store import entries, feeds

_MOST_PAGES = 8
"""Pages asked for at one wish for more, small ones (answers to single comments) and such as bring nothing new."""
_ENOUGH = 20
"""New comments at which a wish for more is fulfilled."""
_MOST_BROUGHT = 50
"""Articles of one refresh whose comments are fetched unasked; a paper has no more in half a day."""
_FRESH = timedelta(minutes=10)
"""A discussion younger than this is not asked for again by itself."""
_HOLD = 60  # seconds a source that said "too many" is left alone where it does not say how long
_ELSEWHERE = frozenset(
    (
        "refused",
        "needs_login",
        "needs_key",
        "not_found",
        "gone",
        "http_error",
        "server_trouble",
        "comments_unreadable",
        "comments_changed",
    )
)
"""Errors after which the entry's next place is asked."""
_LASTING = _ELSEWHERE - {"server_trouble", "needs_key"}
"""Of those, such as will be the same the next time."""
_PASSED_OVER = frozenset(("not_found", "gone", "comments_unreadable"))
"""Errors of a further page by which only that page is lost."""


class Discussions:
    """``fetch`` answers a request; one at a time of any entry. ``kept`` is called when comments were written."""

    def __init__(self, parts: Parts, kept: Callable[[], None]) -> None:
        self._parts, self._kept = parts, kept
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def fetch(self, request: FetchComments) -> Finished:
        """Bring in what the entry's source shows now, or its next page; what it no longer shows stays.

        Where the source has nothing that is not here, ``more`` is answered "no_more_comments". Unasked, nothing is
        asked of a source whose comments are new enough, and no trouble is answered: the discussion tells of it.
        """
        turn = self._turns.setdefault(request.entry, asyncio.Lock())
        async with turn:
            return await self._fetch(request)

    async def bring(self, entry_ids: Sequence[int]) -> None:
        """Comments of new articles: such as lie beside local ones, and those of feeds set to have them fetched.

        One after the other, after whatever hurries; of many the first. One failure spoils no other.
        """
        asked = 0
        for entry_id in entry_ids:
            try:
                entry = await self._parts.keeper.read(entries.entry, entry_id)
                places = detect(entry.data) if entry is not None else []
                if not places:
                    continue
                beside = is_file(places[0].url)
                asked += not beside
                if asked > _MOST_BROUGHT:
                    continue
                if not beside:
                    await self._parts.rush.over()
                await self.fetch(FetchComments(0, entry_id, unasked=not beside))
            except ReaderError as error:
                log.warning("comments of entry %d: %s", entry_id, error)

    async def _fetch(self, request: FetchComments) -> Finished:
        parts, entry_id = self._parts, request.entry
        entry = await parts.keeper.read(entries.entry, entry_id)
        if entry is None:
            return Finished(request.id, code="no_comments", entry=entry_id)
        asked = Asked(entry, await parts.keeper.read(feeds.feed, entry.feed_id))
        known = await parts.keeper.read(store.discussion, entry_id)
        if request.unasked and self._is_to_be_left(asked, known):
            return Finished(request.id, entry=entry_id)
        places = _in_order(detect(entry.data), known)
        if not places and not request.unasked:
            asked, places = await look_at_page(parts, asked)
        if not places:
            return Finished(request.id, code="" if request.unasked else "no_comments", entry=entry_id)
        if request.more and (known is None or not known.more):
            return Finished(request.id, code="no_more_comments", entry=entry_id)
        told = known or Discussion(entry_id, places[0].source, places[0].url, total=places[0].count)
        try:
            self._may_ask(told)
            new = await (self._more(asked, told) if request.more else self._places(asked, places, known))
        except ReaderError as error:
            return await self._failed(request, told, error)
        parts.emit(CommentsChanged(entry_id, new=new))
        self._kept()
        empty_handed = request.more and not new
        return Finished(request.id, code="no_more_comments" if empty_handed else "", entry=entry_id, new=new)

    async def _failed(self, request: FetchComments, told: Discussion, error: ReaderError) -> Finished:
        """Remember it with the discussion; what is here stays."""
        parts = self._parts
        wait = error.facts.get(RETRY, _HOLD) if error.code == "too_many" else 0
        until = parts.now() + timedelta(seconds=int(wait)) if wait else None
        before = await parts.keeper.read(store.discussion, request.entry) or told
        await note(parts, replace(before, trouble=error.code, retry_at=until, fetched_at=before.fetched_at))
        parts.emit(CommentsChanged(request.entry, trouble=error.code))
        if request.unasked:
            return Finished(request.id, entry=request.entry)
        return Finished(request.id, code=error.code, facts=dict(error.facts), entry=request.entry)

    def _is_to_be_left(self, asked: Asked, known: Discussion | None) -> bool:
        """Whether nothing is to be asked by itself: the feed's settings say so, it was just asked, it must not be yet."""
        parts, now = self._parts, self._parts.now()
        if asked.feed is not None and asked.feed.settings.comments is False:
            return True
        if parts.door.is_shut():
            return True
        if known is None:
            return False
        held = known.retry_at is not None and now < known.retry_at
        return held or (known.fetched_at is not None and now - known.fetched_at < _FRESH)

    def _may_ask(self, known: Discussion) -> None:
        """Raises RetrieveError where the source asked to be left alone until later."""
        if known.retry_at is not None and known.trouble == "too_many":
            left = (known.retry_at - self._parts.now()).total_seconds()
            if 0 < left < 7 * 86400:
                raise RetrieveError("too_many", code="429", **{RETRY: int(left) + 1})

    async def _places(self, asked: Asked, places: Sequence[Place], known: Discussion | None) -> int:
        """The first place that answers. Raises the trouble of the best one where none does."""
        trouble: ReaderError | None = None
        refused: list[str] = list(known.refused if known else ())
        for place in places:
            try:
                return await self._first_page(asked, place, known, tuple(dict.fromkeys(refused)))
            except ReaderError as error:
                trouble = trouble or error
                if error.code not in _ELSEWHERE:
                    break
                if error.code in _LASTING:
                    refused.append(place.url)
        assert trouble is not None
        raise trouble

    async def _first_page(
        self, asked: Asked, place: Place, known: Discussion | None, refused: tuple[str, ...]
    ) -> int:
        """What the source shows first. Where that meets what is here, going on is from where it was gone on before."""
        parts = self._parts
        same = known is not None and (known.source, known.url) == (place.source, place.url)
        before = known or Discussion(asked.entry.id, place.source)
        told = replace(before, source=place.source, url=place.url, refused=refused)
        if not same:
            told = replace(told, validators=Validators(), next_page="", more=False)
        received = await receive(parts, asked, place, told.validators if same else None)
        if received is None:
            told = replace(told, fetched_at=parts.now(), trouble="", retry_at=None)
            await note(parts, told)
            return await self._tail(asked, told)
        page = _told(parts, told, received, place.count)
        page = replace(page, validators=received.validators)
        went_on = told.more or bool(told.next_page)
        new = await keep(parts, replace(page, more=page.more or went_on), received)
        if same and told.fetched_at is not None and went_on and new < len(received.page.comments):
            total = None if told.total is None and not told.more else page.total
            page = replace(page, more=told.more, next_page=told.next_page, total=total)
        await note(parts, page)
        if not received.page.comments and page.more:  # a page that only tells where the discussion is
            return await self._more(asked, page)
        return new + await self._tail(asked, page)

    async def _tail(self, asked: Asked, told: Discussion) -> int:
        """Where everything is here, the page on which later comments stand, if that is another than the first."""
        if told.more or not told.next_page or told.next_page == told.url:
            return 0
        return await self._more(asked, replace(told, more=True))

    async def _more(self, asked: Asked, known: Discussion) -> int:
        """The next pages, until they brought enough. One that is all here is passed over: pages move as people write."""
        parts, new = self._parts, 0
        waiting = known.next_page.split("\n")
        for _ in range(_MOST_PAGES):
            address = waiting.pop(0)
            tail = ""
            try:
                received = await receive(parts, asked, Place(known.source, address))
                if received is not None:
                    waiting = list(dict.fromkeys((*received.page.next_pages, *waiting)))
                    tail = received.page.tail
                    known = _told(parts, known, received, known.total, continued=True)
            except ReaderError as error:
                if error.code not in _PASSED_OVER:
                    raise
                received = None
            known = replace(known, more=bool(waiting), next_page="\n".join(waiting) or tail or known.url)
            if not waiting and received is not None and received.page.whole:
                known = replace(known, total=None)
            if received is not None:
                new += await keep(parts, known, received, continued=True)
            else:
                await note(parts, known)
            if not waiting or new >= _ENOUGH:
                break
        return new


def _in_order(places: Sequence[Place], known: Discussion | None) -> list[Place]:
    """The one the reader chose; else those that answered, the refused ones not at all while another is there."""
    if known is not None and known.chosen:
        return [Place(known.source, known.url, known.total)]
    refused = known.refused if known else ()
    return [place for place in places if place.url not in refused] or list(places)


def _told(
    parts: Parts, known: Discussion, received: Received, claimed: int | None, *, continued: bool = False
) -> Discussion:
    """What is known of a discussion after one of its pages came; ``claimed``: comments in all where it does not say."""
    page = received.page
    total = page.total if page.total is not None else claimed
    return replace(
        known,
        fetched_at=parts.now(),
        threaded=page.threaded or (continued and known.threaded),
        total=None if page.whole and not page.next_pages and not continued else total,
        more=bool(page.next_pages),
        next_page="\n".join(page.next_pages),
        closed=page.closed or (continued and known.closed),
        trouble="",
        retry_at=None,
    )
