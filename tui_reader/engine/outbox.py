"""Sends what the reader wrote to sites: said in the store before a byte leaves, and looked for where no answer came."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from msgspec.structs import replace

from tui_reader.discussion.posters import POSTERS
from tui_reader.discussion.posting import PostAnswer, Poster, find
from tui_reader.engine.log import log
from tui_reader.engine.own_instance import addressed
from tui_reader.engine.parts import Parts
from tui_reader.model.errors import ReaderError, RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.messages import OutboxChanged
from tui_reader.model.outbox import Letter, LetterState, Verdict
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import host
from tui_reader.sources.sending import UnansweredError
from tui_reader.store import entries, feeds, letters
from tui_reader.store import outbox as store

_LOOK = 30.0
"""Seconds between looks where nothing is due sooner; they also notice what another program queued."""
_LASTING = frozenset(("not_known_there", "not_found", "gone", "needs_login", "refused"))
"""Why what a letter answers was not found, such as will be the same the next time."""
_GIVE_UP = timedelta(days=1)
"""How long a site that cannot be looked at is asked whether it has a letter, before the reader is."""


class Outbox:
    """``renew`` brings an entry's discussion up to date, so that what was sent appears in it."""

    def __init__(self, parts: Parts, renew: Callable[[int], Awaitable[None]]) -> None:
        self._parts, self._renew, self._settle = parts, renew, timedelta(seconds=parts.settle_seconds)
        self._woken = asyncio.Event()
        self._sent = 0

    def wake(self) -> None:
        """Something was queued, or the network is there again."""
        self._woken.set()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            try:
                await self.work()
                wait = await self._until_due()
            except Exception as error:
                log.warning("outbox", exc_info=error)
                wait = _LOOK
            try:
                async with asyncio.timeout(wait):  # wait_for loses a cancellation that comes as the wait ends
                    await self._woken.wait()
            except TimeoutError:
                pass
            self._woken.clear()

    async def work(self) -> int:
        """Send and look for everything whose time has come; how many are sent now. With the door shut nothing is touched."""
        parts, before = self._parts, self._sent
        while not parts.door.is_shut():
            claimed = await parts.keeper.durably(store.claim, parts.owner, parts.now())
            if not claimed:
                break
            for letter in claimed:
                await self._one(letter)
        return self._sent - before

    async def _until_due(self) -> float:
        due = await self._parts.keeper.read(store.next_due)
        if due is None or self._parts.door.is_shut():
            return _LOOK
        return max(0.05, min((due - self._parts.now()).total_seconds() + 0.05, _LOOK))

    async def _one(self, letter: Letter) -> None:
        """One step of one letter; what becomes of it is written whatever happens."""
        poster = POSTERS[letter.place.kind]
        try:
            if letter.state is LetterState.SENDING:
                await self._look(poster, letter)
            else:
                await self._send(poster, letter)
        except ReaderError as error:  # of the store
            log.warning("letter %d: %s", letter.id, error.code)
            await self._wait(letter, error.code)

    # sending

    async def _send(self, poster: Poster, claimed: Letter) -> None:
        parts = self._parts
        try:
            place = (await self._addressed(claimed)).place
        except RetrieveError as error:
            state = LetterState.REFUSED if error.code in _LASTING else LetterState.QUEUED
            await self._end(claimed, Verdict(state, error.code))
            return
        letter = await parts.keeper.durably(store.begin, claimed.id, parts.owner, parts.now(), self._settle)
        if letter is None:
            return
        letter = replace(letter, place=place)
        request = poster.request(letter)
        try:
            sent = await parts.retriever.send(
                request.url,
                request.body,
                request.headers,
                typed=await self._may_be_private(letter.entry_id, letter.place.url),
            )
        except UnansweredError as error:
            await self._wait(letter, error.code, self._settle)
            return
        except RetrieveError as error:  # nothing left this machine
            await self._end(letter, Verdict(LetterState.QUEUED, error.code))
            return
        verdict = poster.verdict(letter, PostAnswer(sent.status, sent.body, sent.headers))
        if verdict is None:
            await self._wait(letter, "no_answer", self._settle)
        else:
            await self._end(letter, verdict)

    async def _end(self, letter: Letter, verdict: Verdict) -> None:
        await self._parts.keeper.durably(store.settle, letter.id, verdict, self._parts.now())
        self._parts.emit(OutboxChanged(letter.entry_id))
        if verdict.state is LetterState.SENT:
            self._sent += 1
            await self._refresh(letter)

    async def _wait(self, letter: Letter, code: str, wait: timedelta | None = None) -> None:
        await self._parts.keeper.durably(store.postpone, letter.id, code, self._parts.now(), wait)
        self._parts.emit(OutboxChanged(letter.entry_id))

    # looking for what got no answer

    async def _look(self, poster: Poster, letter: Letter) -> None:
        parts, now = self._parts, self._parts.now()
        known = await parts.keeper.read(letters.numbers, letter.entry_id)
        try:
            number = await self._found(poster, letter, known)
        except RetrieveError as error:
            if now - (letter.sending_at or now) > _GIVE_UP:
                await self._end(letter, Verdict(LetterState.UNSURE, error.code))
            else:
                await self._wait(letter, error.code)
            return
        if number:
            await self._end(letter, Verdict(LetterState.SENT, source_id=number))
        elif now - (letter.sending_at or now) < poster.repeatable:
            await self._end(letter, Verdict(LetterState.QUEUED, letter.trouble, seconds=letter.tries <= 1))
        else:
            await self._end(letter, Verdict(LetterState.UNSURE, "not_seen"))

    async def _found(self, poster: Poster, letter: Letter, known: frozenset[str]) -> str:
        """The site's number of it; empty where it does not show it. Raises RetrieveError where it cannot be looked at."""
        letter = await self._addressed(letter)
        address = poster.where(letter)
        if not address:
            await self._renew(letter.entry_id)
            said = await self._parts.keeper.read(letters.said_since, letter.entry_id, letter.sending_at)
            return find(letter, said, known)
        got = await self._parts.retriever.retrieve(
            address, Validators(), typed=await self._may_be_private(letter.entry_id, letter.place.url)
        )
        shown = poster.shown(got.body) if isinstance(got, Retrieved) else None
        if shown is None:
            raise RetrieveError("comments_unreadable")
        return find(letter, shown, known)

    async def _refresh(self, letter: Letter) -> None:
        try:
            await self._renew(letter.entry_id)
        except ReaderError as error:
            log.warning("comments after letter %d: %s", letter.id, error.code)

    async def _addressed(self, letter: Letter) -> Letter:
        near = await self._may_be_private(letter.entry_id, letter.place.parent)
        return await addressed(self._parts, letter, typed=near)

    async def _may_be_private(self, entry_id: int, url: str) -> bool:
        """Whether the address may be one of the reader's own network: where its feed is there, too, or its account."""
        own = self._parts.retriever.own_instance
        if own and url.startswith(f"{own}/"):
            return True
        entry = await self._parts.keeper.read(entries.entry, entry_id)
        feed = await self._parts.keeper.read(feeds.feed, entry.feed_id) if entry is not None else None
        return feed is not None and host(feed.location) == host(url) != ""
