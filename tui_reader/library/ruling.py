"""The reader's rules: looked at, tried on what is here, kept; the engine does what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.library.finding import finished
from tui_reader.model.action import Action
from tui_reader.model.rule import Rule, Tried
from tui_reader.store import ruled, rules


class Rules:
    """Every change is one entry of the journal."""

    def __init__(self, thread: DatabaseThread, now: Callable[[], datetime]) -> None:
        self._thread, self._now = thread, now

    async def listed(self) -> list[Rule]:
        """All of them, in the order they are tried."""
        return await self._thread(rules.listed)

    async def tried(self, query: str) -> Tried:
        """What a query would have matched of the newest articles. Raises QueryError."""
        return await self._thread(rules.tried, finished(query, self._now()))

    async def keep(self, rule: Rule, place: int | None = None) -> Action:
        """Keep a rule, new or changed, at a place from 0 (None: where it was, a new one last). Raises QueryError."""
        finished(rule.query, self._now())
        now = await self.listed()
        others = [one for one in now if one.id != rule.id]
        was = next((at for at, one in enumerate(now) if one.id == rule.id), len(others))
        others.insert(was if place is None else place, rule)
        return await self._keep(others, rule.name)

    async def switch(self, rule: Rule, *, on: bool) -> Action:
        """On or off."""
        return await self.keep(replace(rule, enabled=on))

    async def drop(self, rule: Rule) -> Action:
        """Have it no longer; what it did stays done."""
        return await self._keep([one for one in await self.listed() if one.id != rule.id], rule.name)

    async def take_back(self, action_id: int) -> Action | None:
        """Take one thing a rule did back, or do it again; None where it is no rule's."""
        return await self._thread(ruled.take_back, action_id, self._now())

    async def _keep(self, wanted: Sequence[Rule], name: str) -> Action:
        return await self._thread(rules.keep, wanted, name, self._now())
