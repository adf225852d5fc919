"""Works off what is owed to the articles: conversion in the workers, then the index; in bites, newest first."""

from __future__ import annotations

import asyncio
from typing import cast

from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.engine.plain_text import plain_text
from tui_reader.model.document import Converted
from tui_reader.model.entry import EntryData
from tui_reader.model.errors import ParseError, StoreError
from tui_reader.model.messages import DebtLeft, EntryReady
from tui_reader.store import content, debt, entries, search
from tui_reader.store.database import Database

_BATCH = 20
_LEASE = 20
"""Seconds a bite is claimed for: what a killed engine had in hand is free again soon; done twice does no harm."""
_IDLE = 5.0
"""Seconds between looks for debt others left (cron, a second reader)."""
_TELL_EVERY = 5
"""Bites of work between two words on how much is left."""


class DebtWorker:
    """Runs beside everything else until it is told to end, or cancelled."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._wake = asyncio.Event()
        self._worked = 0
        self._ending = False
        self._in_hand: dict[str, list[int]] = {debt.CONVERT: [], debt.INDEX: []}
        self._idle = asyncio.Event()

    def wake(self) -> None:
        """Something new is owed."""
        self._idle.clear()
        self._wake.set()

    async def run(self) -> None:
        """Work for ever; no article's trouble ends it."""
        while not self._ending:
            self._wake.clear()
            try:
                while await self._some():
                    pass
            except StoreError as error:
                log.warning("debt: %s", error)
            except Exception as error:
                log.warning("debt", exc_info=error)
            if self._ending:
                return
            if not self._wake.is_set():
                self._idle.set()
            try:
                await asyncio.wait_for(self._wake.wait(), _IDLE)
            except TimeoutError:
                pass

    def end(self) -> None:
        """Finish the bite in hand, so that none of it stays claimed, then let ``run`` return."""
        self._ending = True
        self._wake.set()

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
        await self._idle.wait()

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
        """Owe anew what an older converter made."""
        version, _ = await self._convert([], urgent=False)
        while await self._parts.keeper.write(debt.owe_all, debt.CONVERT, older_than=version, limit=1000):
            self.wake()

    async def _some(self) -> bool:
        """One bite of conversion and one of indexing; False when nothing was left."""
        await self._parts.workers.quiet()
        converted = await self._convert_some()
        indexed = await self._index_some()
        await self._tell(done=not converted and not indexed)
        return (converted or indexed) and not self._ending

    async def _convert_some(self) -> bool:
        parts = self._parts
        ids = await self._take(debt.CONVERT)
        if not ids or self._ending:
            return False
        items = await parts.keeper.read(_delivered, ids)
        gone = set(ids) - {number for number, _ in items}
        if gone:
            await parts.keeper.write(debt.clear, debt.CONVERT, gone)
        try:
            version, made = await self._convert(items, urgent=False)
            await self._keep(version, made)
        except ParseError as error:
            log.warning("a batch of %d conversions: %s", len(items), error)
            await self._one_by_one(items)
        self._in_hand[debt.CONVERT] = []
        return True

    async def _one_by_one(self, items: list[tuple[int, EntryData]]) -> None:
        """One of the batch hung or killed its worker: it alone becomes plain text."""
        version, _ = await self._convert([], urgent=False)
        for number, data in items:
            try:
                _, made = await self._convert([(number, data)], urgent=False)
            except ParseError as error:
                log.warning("converting entry %d: %s", number, error)
                made = [(number, plain_text(data))]
            await self._keep(version, made)

    async def _convert(
        self, items: list[tuple[int, EntryData]], *, urgent: bool
    ) -> tuple[int, list[tuple[int, Converted]]]:
        parts = self._parts
        result = await parts.workers.run(
            "convert_entries", items, deadline=parts.convert_seconds, urgent=urgent
        )
        return cast(tuple[int, list[tuple[int, Converted]]], result)

    async def _keep(self, version: int, made: list[tuple[int, Converted]]) -> None:
        parts = self._parts
        await parts.keeper.write(content.save_converted, made, version=version, now=parts.now())
        for number, _ in made:
            parts.emit(EntryReady(number))

    async def _index_some(self) -> bool:
        ids = await self._take(debt.INDEX)
        if ids:
            await self._parts.keeper.write(search.index, ids)
            self._in_hand[debt.INDEX] = []
        return bool(ids)

    async def _take(self, kind: str) -> list[int]:
        """Claim a bite; remembered until it is done."""
        parts = self._parts
        if not await parts.keeper.read(debt.owes, kind):
            return []
        ids = await parts.keeper.write(
            debt.take, kind, owner=parts.owner, now=parts.now(), limit=_BATCH, lease=_LEASE
        )
        self._in_hand[kind] = ids
        return ids

    async def _tell(self, *, done: bool) -> None:
        self._worked += not done
        if self._worked >= _TELL_EVERY or (done and self._worked):
            self._worked = 0
            self._parts.emit(DebtLeft(await self._parts.keeper.read(debt.count)))


def _delivered(database: Database, ids: list[int]) -> list[tuple[int, EntryData]]:
    found = [(number, entries.delivered(database, number)) for number in ids]
    return [(number, data) for number, data in found if data is not None]
