"""Having articles whole before the network is gone: one by a key, a list's by a panel; how far it is stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.model import messages
from tui_reader.model.trip import MEGABYTE, Standing, Trip
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.marking import Marking
from tui_reader.ui.text_size import TextSize

if TYPE_CHECKING:
    from tui_reader.ui.choices import Choice

_BUDGETS = (50, 200, 500, 2000)
"""Megabytes offered."""
_TEXT_ONLY, _ALL, _STOP, _ON = "text", "all", "stop", "on"


class TripFlow:
    """What is owed is in the store: closing the program puts it off, only ``stop`` ends it."""

    def __init__(self, desk: Desk, marking: Marking, engine: EngineState, sizes: TextSize) -> None:
        self._desk, self._marking, self._engine, self._sizes = desk, marking, engine, sizes
        marking.put_aside = lambda ids: desk.wait(self._put_aside(ids), "keep")
        self._told = ""
        """The standing last heard of."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "keep_offline": lambda _: self._keep(),
            "trip": lambda _: self._desk.bring(self._trip(), "trip", exclusive=True),
        }

    def heard(self, event: messages.Keeping) -> None:
        """How far the engine is."""
        if event.entry:
            self._desk.wait(self._kept(event.entry), "kept")
            return
        running = event.standing == Standing.RUNNING and event.left
        n, m, size = event.total - event.left, event.total, self._desk.words.size(event.spent)
        told = self._desk.words("trip.progress", n=n, m=m, size=size) if running else ""
        self._desk.status.show(trip=told)
        if not running and self._told == Standing.RUNNING:
            known = Trip(m, 0, 0, event.spent, Standing(event.standing), without=event.without)
            self._desk.say(f"trip.{known.outcome}", n=n, m=m, size=size, without=event.without)
        self._told = Standing.RUNNING if running else event.standing

    # one article

    def _keep(self) -> None:
        found = self._marking.target()
        if found is None:
            self._desk.say("notice.not_here")
        else:
            self.keep([found[0]])

    def keep(self, entry_ids: Sequence[int]) -> None:
        """Have these whole, before all others."""
        self._desk.wait(self._keep_these(entry_ids), "keep")

    async def _keep_these(self, entry_ids: Sequence[int]) -> None:
        desk = self._desk
        if desk.library.read_only or await self._engine.woken():
            self._engine.refused()
            return
        await desk.library.trips.keep(entry_ids, pictures=self._pictures)
        many = "_many" if len(entry_ids) > 1 else ""
        desk.say(f"trip.later{many}" if desk.library.offline else f"trip.keeping{many}", n=len(entry_ids))

    async def _put_aside(self, entry_ids: Sequence[int]) -> None:
        """What is to be read later is had whole, without a word."""
        if not self._desk.library.read_only:
            await self._desk.library.trips.put_aside(entry_ids, pictures=self._pictures)

    async def _kept(self, entry_id: int) -> None:
        """What of it is here now."""
        article = await self._desk.library.article(entry_id)
        if article is not None:
            from tui_reader.ui.info import kept_names  # seldom

            self._desk.say("trip.kept", what=kept_names(self._desk.words, article.entry.kept))

    @property
    def _pictures(self) -> bool:
        """Whether pictures are shown at all: who wants none has none fetched."""
        return self._sizes.memory.style.pictures if self._sizes.memory.style else True

    # a list

    async def _trip(self) -> None:
        desk = self._desk
        if desk.library.read_only:
            self._engine.refused()
            return
        known = await desk.library.trips.last()
        if known is not None and known.standing is Standing.RUNNING and known.left:
            self._ask_stop(known)
            return
        ids = list(desk.entries.ids)
        if not ids:
            desk.say("trip.empty")
            return
        await self._ask_budget(ids)

    async def _ask_budget(self, ids: list[int]) -> None:
        from tui_reader.ui.choices import Choice

        words, guess = self._desk.words, await self._desk.library.trips.estimate(ids)
        lines = [Choice(_TEXT_ONLY, words("trip.text_only"))]
        if self._pictures:
            room = self._desk.wishes.picture_cache_megabytes * MEGABYTE
            fitting = [most for most in _BUDGETS if most * MEGABYTE < min(guess.size, room)]
            lines += [
                Choice(str(most), words("trip.within", size=words.size(most * MEGABYTE))) for most in fitting
            ]
            every = "trip.all" if guess.size <= room else "trip.all_room"
            lines.append(Choice(_ALL, words(every, size=words.size(guess.size), room=words.size(room))))
        title = words("offline.trip_ask", n=guess.articles, size=words.size(guess.size))
        self._choose(title, lines, lambda answer: self._desk.wait(self._begin(ids, answer), "trip"))

    async def _begin(self, ids: list[int], answer: str) -> None:
        desk = self._desk
        budget = int(answer) * MEGABYTE if answer.isdecimal() else 0
        await desk.library.trips.begin(ids, budget, pictures=answer != _TEXT_ONLY)
        if desk.library.offline:
            desk.say("trip.later")
        elif not await self._engine.woken():
            self._told = Standing.RUNNING

    def _ask_stop(self, trip: Trip) -> None:
        from tui_reader.ui.choices import Choice

        words = self._desk.words
        size = words.size(trip.spent)
        title = words("trip.progress", n=trip.done, m=trip.total, size=size)
        lines = [Choice(_ON, words("trip.go_on")), Choice(_STOP, words("trip.stop"))]
        self._choose(title, lines, lambda answer: self._stop() if answer == _STOP else None)

    def _stop(self) -> None:
        self._desk.wait(self._stop_now(), "trip")

    async def _stop_now(self) -> None:
        trip = await self._desk.library.trips.stop()
        self._desk.status.show(trip="")
        self._told = ""
        if trip is not None:
            words = self._desk.words
            self._desk.say("trip.stopped", n=trip.done, m=trip.total, size=words.size(trip.spent))

    def _choose(self, title: str, lines: list[Choice], then: Callable[[str], None]) -> None:
        from tui_reader.ui.jump_list import JumpList

        page = JumpList(title, lines, self._desk.words, tall=False)
        self._desk.screen.app.push_screen(page, lambda answer: then(answer) if answer is not None else None)
