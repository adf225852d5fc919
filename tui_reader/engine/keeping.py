"""Fetches whole articles for reading offline: an article at a time, comments and then its pictures, within a budget.

Their pages come first and by themselves (``Pages``). What is owed is in the store, so a killed engine's successor goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from tui_reader.engine.discussions import Discussions
from tui_reader.engine.log import log
from tui_reader.engine.owed_work import OwedWork
from tui_reader.engine.parts import Parts
from tui_reader.engine.pictures import AT_ONCE, PictureBringer
from tui_reader.model.entry import Entry
from tui_reader.model.errors import ReaderError, RetrieveError
from tui_reader.model.messages import EntryReady, FetchComments, Keeping
from tui_reader.model.trip import Standing, Trip
from tui_reader.store import debt, discussions, entries, feeds, keeping, pictures

_SOON = 0.5  # seconds between looks while pages are on their way
_LEASE = 600  # seconds; an article of fifty pictures from a slow site takes no longer
_AGAIN = timedelta(minutes=10)
_MORE = 5
"""Wishes for more of a discussion: some hundred comments."""
_UNHEARD = frozenset(("offline", "no_answer", "no_such_host"))


class KeepWorker:
    """``changed`` is called when more or less is owed; ``run`` works for ever."""

    def __init__(
        self,
        parts: Parts,
        pictures: PictureBringer,
        discussions: Discussions,
        pages_wanted: Callable[[], None],
    ) -> None:
        self._parts, self._pictures, self._discussions = parts, pictures, discussions
        self._pages_wanted = pages_wanted
        self._work = OwedWork("keeping", self._next, self._pages_come)
        self._in_hand = 0
        self._working: asyncio.Task[None] | None = None

    async def changed(self) -> None:
        """Begin what is owed; leave at once what is owed no longer."""
        self._work.wake()
        self._pages_wanted()
        working, entry_id = self._working, self._in_hand
        if working is not None and not await self._parts.keeper.read(keeping.owed, entry_id):
            working.cancel()
        await self._tell(await self._parts.keeper.read(keeping.trip))

    async def settled(self) -> None:
        """Wait until nothing is owed that could be fetched now."""
        await self._work.settled()

    async def run(self) -> None:
        """No article's trouble ends it."""
        await self._work.run()

    async def give_back(self) -> None:
        """What is in hand is free for the next engine at once, and counts as never tried."""
        if self._in_hand:
            parts = self._parts
            await parts.keeper.write(debt.postpone, debt.KEEP, [self._in_hand], parts.now(), counted=False)

    async def _pages_come(self) -> float | None:
        """Seconds until it is worth looking again, where articles wait for their pages, and pages can be kept."""
        parts = self._parts
        waits = (
            not parts.keeper.trouble
            and not parts.door.is_shut()
            and await parts.keeper.read(keeping.waits, parts.now())
        )
        return _SOON if waits else None

    async def _next(self) -> bool:
        """One article; False when none can be fetched now."""
        parts = self._parts
        await parts.rush.over()
        if parts.door.is_shut():
            return False
        taken = await parts.keeper.write(keeping.take, owner=parts.owner, now=parts.now(), lease=_LEASE)
        if taken is None:
            return False
        entry_id, priority = taken
        working = asyncio.create_task(self._article(entry_id, priority))
        self._in_hand, self._working = entry_id, working
        try:
            await asyncio.wait([working])
        except asyncio.CancelledError:
            working.cancel()
            raise
        self._in_hand, self._working = 0, None
        error = None if working.cancelled() else working.exception()
        if error is not None:
            log.warning("keeping entry %d", entry_id, exc_info=error)
            await parts.keeper.write(debt.postpone, debt.KEEP, [entry_id], parts.now() + _AGAIN, counted=True)
        return True

    async def _article(self, entry_id: int, priority: int) -> None:
        """All of one article, or put off where the network is gone."""
        parts = self._parts
        if not await parts.keeper.read(keeping.owed, entry_id):
            return  # stopped between being taken and being in hand
        entry = await parts.keeper.read(entries.entry, entry_id)
        if entry is None:
            await parts.keeper.write(debt.clear, debt.KEEP, [entry_id])
            return
        if priority < keeping.TRIP and not entry.state.later:
            await parts.keeper.write(debt.clear, debt.KEEP, [entry_id])
            return
        trip = await parts.keeper.read(keeping.trip) if priority == keeping.TRIP else None
        try:
            await self._talk(entry)
            if await self._wants_pictures(entry, priority, trip):
                await self._all_pictures(entry, of_trip=trip is not None)
        except ReaderError as error:
            if error.code != "offline":
                raise
            until = parts.now() + _AGAIN
            await parts.keeper.write(
                debt.postpone, debt.KEEP, [entry_id], until, counted=not parts.door.is_shut()
            )
            return
        await self._finish(entry_id, of_trip=trip is not None, told=priority > keeping.TRIP)

    async def _talk(self, entry: Entry) -> None:
        """The discussion as its source shows it now, and more of it; what goes wrong there is told beside it."""
        await self._discussions.fetch(FetchComments(0, entry.id, unasked=True))
        for _ in range(_MORE):
            known = await self._parts.keeper.read(discussions.discussion, entry.id)
            if known is None or not known.more or known.trouble:
                return
            told = await self._discussions.fetch(FetchComments(0, entry.id, more=True))
            if told.code or not told.new:
                return

    async def _wants_pictures(self, entry: Entry, priority: int, trip: Trip | None) -> bool:
        feed = await self._parts.keeper.read(feeds.feed, entry.feed_id)
        if feed is not None and feed.settings.pictures is False:
            return False
        without = (keeping.WITHOUT_PICTURES, keeping.LATER_WITHOUT_PICTURES)
        return trip.pictures if trip is not None else priority not in without

    async def _all_pictures(self, entry: Entry, *, of_trip: bool) -> None:
        """A few at a time; those of a trip as long as they do not push out each other. Raises RetrieveError where not one
        could be asked for."""
        keeper = self._parts.keeper
        urls = await keeper.read(keeping.picture_urls, entry.id)
        turns, codes, crowded = asyncio.Semaphore(AT_ONCE), list[str](), set[str]()

        async def one(url: str) -> None:
            async with turns:
                if of_trip and not await keeper.read(keeping.owed, entry.id):
                    return
                if of_trip and not await self._room(url):
                    crowded.add(url)
                    return
                try:
                    size = await self._pictures.bring(entry, url)
                except ReaderError as error:
                    codes.append(error.code)
                else:
                    codes.append("")
                    if of_trip and size:
                        await self._tell(await keeper.write(keeping.spend, size))

        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(one(url))
        if crowded:
            await keeper.write(keeping.crowded)
        if "offline" in codes or (codes and all(code in _UNHEARD for code in codes)):
            raise RetrieveError("offline")

    async def _room(self, url: str) -> bool:
        """Whether a picture of the trip is here or finds room beside the others."""
        keeper, most = self._parts.keeper, self._parts.wishes.picture_bytes
        return bool(await keeper.read(pictures.size, url)) or await keeper.read(
            keeping.has_room, most, AT_ONCE
        )

    async def _finish(self, entry_id: int, *, of_trip: bool, told: bool) -> None:
        """``told``: somebody asked for this one and waits for the word that it is here."""
        keeper = self._parts.keeper
        if of_trip:
            await keeper.write(keeping.spend, await keeper.read(keeping.text_size, entry_id))
        trip = await keeper.write(keeping.done, entry_id)
        self._parts.emit(EntryReady(entry_id))
        if of_trip:
            await self._tell(trip)
        elif told:
            self._parts.emit(Keeping(entry=entry_id))

    async def _tell(self, trip: Trip | None) -> None:
        if trip is not None:
            left = trip.left if trip.standing is Standing.RUNNING else 0
            self._parts.emit(Keeping(trip.total, left, trip.spent, trip.standing, without=trip.without))
