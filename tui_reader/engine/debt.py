"""Works off what is owed to the articles: conversion in the workers, then the index; in bites, newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import cast

from tui_reader.content.document import CONVERTER_VERSION
from tui_reader.engine.debt_saving import bites, save, save_made
from tui_reader.engine.log import log
from tui_reader.engine.owed_work import OwedWork
from tui_reader.engine.parts import Parts
from tui_reader.engine.plain_text import plain_text
from tui_reader.engine.reading import pack_owed, unpack_made
from tui_reader.engine.ruling import rule_some
from tui_reader.model.document import Converted
from tui_reader.model.entry import EntryData
from tui_reader.model.errors import ParseError, StoreError
from tui_reader.model.messages import DebtLeft, EntriesReady, EntryReady
from tui_reader.store import content, debt, entries, pages, search
from tui_reader.store.database import Database
from tui_reader.store.owed import Owed, many_owed, readable

_BATCH = 120
"""Articles of one order to a worker: some 60 ms of its work; written and indexed together in some 25 ms."""
_SHARED = 30
"""As many of them are written in one step where somebody else writes, too."""
_ABREAST = 4
"""Batches on their way at once: one in each worker, one lying ready behind them, one being written."""
_BITE = 20
"""Articles only indexed in one transaction, each folded there and then."""
_LEASE = 20
"""Seconds a bite is claimed for: what a killed engine had in hand is free again soon; done twice does no harm."""
_LATER = 1.0
"""Seconds after the start in which nobody looks for what an older converter made: what it was started for goes before."""
_AGAIN = 5.0
"""Seconds until the first try anew to owe that."""
_TELL_EVERY = 5
"""Bites of work between two words on how much is left."""


class DebtWorker:
    """Runs beside everything else until it is told to end, or cancelled."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._work = OwedWork("debt", self._some)
        self._worked = 0
        self._in_hand: dict[str, list[int]] = {debt.CONVERT: [], debt.INDEX: []}

    def wake(self) -> None:
        """Something new is owed."""
        self._work.wake()

    async def run(self) -> None:
        """Work until told to end; no article's trouble ends it."""
        await self._work.run()

    def end(self) -> None:
        """Finish the bite in hand, so that none of it stays claimed, then let ``run`` return."""
        self._work.end()

    async def give_back(self) -> None:
        """What is in hand is free for the next engine at once; where the bite is still finished, it is paid after all."""
        parts = self._parts
        for kind, ids in self._in_hand.items():
            if ids:
                # Our own claim, taken once more for no time at all; what was only interrupted counts as never tried.
                await parts.keeper.write(
                    debt.take, kind, owner=parts.owner, now=parts.now(), limit=len(ids), lease=0, first=ids
                )
                await parts.keeper.write(debt.prefer, kind, ids)

    async def settled(self) -> None:
        """Wait until nothing is owed that this process can do."""
        await self._work.settled()

    async def prepare(self, entry_id: int) -> bool:
        """Convert one entry at once, before all other debt; False where there is no such entry."""
        keeper = self._parts.keeper
        try:
            here = await keeper.read(content.document, entry_id) is not None
        except (ParseError, StoreError):  # a damaged cell is made anew
            here = False
        if not here:
            data = await keeper.read(entries.delivered, entry_id)
            if data is None:
                return False
            version, made = await self._convert([(entry_id, data)], urgent=True)
            await self._keep(version, made)
            self.wake()
        else:
            self._parts.emit(EntryReady(entry_id))
        return True

    async def renew(self) -> None:
        """Owe anew what an older converter made; what goes wrong meanwhile is tried again, ever later."""
        keeper, wait = self._parts.keeper, _AGAIN
        await asyncio.sleep(_LATER)
        while True:
            try:
                # Every article is looked at: without the lock, for hardly ever one is older.
                while await keeper.read(debt.any_older, debt.CONVERT, CONVERTER_VERSION):
                    await keeper.write(debt.owe_all, debt.CONVERT, older_than=CONVERTER_VERSION, limit=1000)
                    self.wake()
            except StoreError as error:
                log.warning("renewing: %s", error)
                await asyncio.sleep(wait)
                wait *= 2
            else:
                return

    async def _some(self) -> bool:
        """Conversions, several batches on their way at once, and then the indexing of what is owed that alone."""
        converted = await asyncio.gather(*(self._convert_on() for _ in range(_ABREAST)))
        indexed = await self._index_some() or await rule_some(self._parts)
        await self._tell(done=not any(converted) and not indexed)
        return any(converted) or indexed

    async def _convert_on(self) -> bool:
        """Batch after batch until nothing is left; whether there was any."""
        any_ = False
        while not self._work.ending:
            await self._parts.rush.over()
            if not await self._convert_some():
                break
            any_ = True
            await self._tell(done=False)
        return any_

    async def _convert_some(self) -> bool:
        parts = self._parts
        ids = await self._take(debt.CONVERT)
        if not ids or self._work.ending:
            return False
        items = await parts.keeper.read(many_owed, ids)
        gone = set(ids) - {item.entry_id for item in items}
        if gone:
            await parts.keeper.write(debt.clear, debt.CONVERT, gone)
        try:
            left = await self._make([item for item in items if item.is_new])
            await self._make_anew(readable(i for i in items if not i.is_new or i.entry_id in left))
        except ParseError as error:
            log.warning("a batch of %d conversions: %s", len(items), error)
            await self._one_by_one(readable(items))
        self._let_go(debt.CONVERT, ids)
        return True

    async def _make(self, items: list[Owed]) -> set[int]:
        """Converted and put into the index in one step; returns those that turned out to be more than new."""
        if not items:
            return set()
        parts = self._parts
        result = await parts.workers.run("make_documents", pack_owed(items), deadline=parts.convert_seconds)
        version, packed = cast(tuple[int, bytes], result)
        made = unpack_made(packed)
        left: set[int] = set()
        for some in bites(made, len(made) if parts.keeper.is_alone else _SHARED):
            left.update(
                await parts.keeper.write(save_made, some, version, parts.now(), parts.wishes.pages_unasked)
            )
        ready = tuple([each.entry_id for each in made if each.entry_id not in left])
        if ready:
            parts.emit(EntryReady(ready[0]) if len(ready) == 1 else EntriesReady(ready))
        return left

    async def _make_anew(self, items: list[tuple[int, EntryData]]) -> None:
        """What was changed, or converted by an older version: the delivered text, and the page's where that is here."""
        if not items:
            return
        version, made = await self._convert(items, urgent=False)
        found: list[tuple[int, Converted]] = []
        if kept := await self._parts.keeper.read(pages.kept, items):
            try:
                _, found = await self._convert(kept, urgent=False, job="convert_pages")
            except ParseError as error:  # they stay as they are
                log.warning("converting %d pages anew: %s", len(kept), error)
        await self._keep(version, made, found)

    async def _one_by_one(self, items: list[tuple[int, EntryData]]) -> None:
        """One of the batch hung or killed its worker: it alone becomes plain text."""
        for item in items:
            try:
                await self._make_anew([item])
            except ParseError as error:
                log.warning("converting entry %d: %s", item[0], error)
                await self._keep(CONVERTER_VERSION, [(item[0], plain_text(item[1]))])

    async def _convert(
        self, items: list[tuple[int, EntryData]], *, urgent: bool, job: str = "convert_entries"
    ) -> tuple[int, list[tuple[int, Converted]]]:
        parts = self._parts
        result = await parts.workers.run(job, items, deadline=parts.convert_seconds, urgent=urgent)
        return cast(tuple[int, list[tuple[int, Converted]]], result)

    async def _keep(
        self,
        version: int,
        made: list[tuple[int, Converted]],
        found: Sequence[tuple[int, Converted]] = (),
    ) -> None:
        parts = self._parts
        await parts.keeper.write(save, made, found, version, parts.now(), parts.wishes.pages_unasked)
        for number, _ in made:
            parts.emit(EntryReady(number))

    async def _index_some(self) -> bool:
        ids = await self._take(debt.INDEX)
        if ids:
            for start in range(0, len(ids), _BITE):
                await self._parts.keeper.write(search.index, ids[start : start + _BITE])
            self._let_go(debt.INDEX, ids)
        return bool(ids)

    async def _take(self, kind: str) -> list[int]:
        """Claim a bite; remembered until it is done."""
        parts = self._parts
        if not await parts.keeper.read(debt.owes, kind):
            return []
        return await parts.keeper.write(self._take_now, kind)

    def _take_now(self, database: Database, kind: str) -> list[int]:
        """In the store's thread, so that two who ask at once never get the same."""
        parts, in_hand = self._parts, self._in_hand[kind]
        ids = debt.take(
            database,
            kind,
            owner=parts.owner,
            now=parts.now(),
            limit=_BATCH,
            lease=_LEASE,
            but=tuple(in_hand),
        )
        self._in_hand[kind] = in_hand + ids
        return ids

    def _let_go(self, kind: str, ids: list[int]) -> None:
        """It is done."""
        done = set(ids)
        self._in_hand[kind] = [number for number in self._in_hand[kind] if number not in done]

    async def _tell(self, *, done: bool) -> None:
        self._worked += not done
        if self._worked >= _TELL_EVERY or (done and self._worked):
            self._worked = 0
            self._parts.emit(DebtLeft(await self._parts.keeper.read(debt.count)))
