"""Refreshes many feeds at once: none waits for another, and the reader hears of each as it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from tui_reader.engine.feed_job import Outcome, bring_in, finish, is_local
from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.model.feed import Feed
from tui_reader.model.messages import FeedChanged, Finished, Progress, Unreachable
from tui_reader.model.urls import host
from tui_reader.store import feeds as store

_LEASE = 60  # seconds
_RENEW = 20.0
_AT_ONCE = 100_000
_FEW_HOSTS = 2
"""From how many different hosts nobody must answer before it is the network that is held to be missing."""


class Refresher:
    """Runs refreshes. ``on_saved`` hears the ids of entries that have something owed to them."""

    def __init__(self, parts: Parts, on_saved: Callable[[Sequence[Outcome]], None]) -> None:
        self._parts = parts
        self._on_saved = on_saved
        self.unreachable = False
        """Whether nobody at all answered last time."""

    async def refresh(self, request: int, feed_ids: Sequence[int] | None, *, force: bool) -> Finished:
        """Bring in what can be claimed; the answer counts what became of it. Cancelled, it lets go of all at once."""
        parts = self._parts
        chosen, shut_out = await self._choose(feed_ids)
        claimed = await self._claim(chosen, force)
        left = {feed.id for feed in claimed}
        renewing = asyncio.create_task(self._renew(left))
        parts.rush.begin()
        try:
            outcomes = await self._bring_all(request, claimed, left)
        finally:
            parts.rush.end()
            renewing.cancel()
            if left:
                await parts.keeper.write(store.release, tuple(left), parts.owner)
        for feed in shut_out:
            parts.emit(FeedChanged(feed.id, trouble="offline"))
        left_alone = await self._left_alone(chosen, outcomes)
        failed = sum(outcome.trouble is not None for outcome in outcomes) + len(shut_out) + len(left_alone)
        return Finished(
            request,
            code="offline" if shut_out and not outcomes else "",
            new=sum(
                len(outcome.new) for outcome in outcomes if feed_ids is not None or not outcome.feed.muted
            ),
            updated=sum(len(outcome.updated) for outcome in outcomes),
            failed=failed,
            busy=await parts.keeper.read(store.held, chosen, owner=parts.owner, now=parts.now()),
        )

    async def _choose(self, feed_ids: Sequence[int] | None) -> tuple[Sequence[int] | None, list[Feed]]:
        """What to claim; with the door shut only what needs no network, and what of the asked is left out."""
        parts = self._parts
        if not parts.door.is_shut():
            return feed_ids, []
        kept = await parts.keeper.read(store.sources)
        asked = [feed for feed in kept.feeds if feed_ids is None or feed.id in set(feed_ids)]
        local = [feed.id for feed in asked if is_local(feed) and feed.location != "local:files"]
        return local, [feed for feed in asked if feed_ids is not None and not is_local(feed)]

    async def _left_alone(self, chosen: Sequence[int] | None, outcomes: Sequence[Outcome]) -> Sequence[Feed]:
        """What was asked for by name but whose server asked to wait: not even the reader's wish goes before that."""
        if chosen is None:
            return ()
        done = {outcome.feed.id for outcome in outcomes}
        waiting = await self._parts.keeper.read(store.waiting, chosen, self._parts.now())
        left_alone = [feed for feed in waiting if feed.id not in done]
        for feed in left_alone:
            if feed.trouble is not None:
                facts = dict(feed.trouble.facts)
                self._parts.emit(FeedChanged(feed.id, trouble=feed.trouble.code, facts=facts))
        return left_alone

    async def _claim(self, chosen: Sequence[int] | None, force: bool) -> list[Feed]:
        """What is ours now. A claim once begun is made, whoever is cancelled meanwhile: then it is given back."""
        parts = self._parts
        claiming = asyncio.ensure_future(
            parts.keeper.write(
                store.claim,
                chosen,
                owner=parts.owner,
                now=parts.now(),
                force=force,
                limit=_AT_ONCE,
                lease=_LEASE,
            )
        )
        try:
            return await asyncio.shield(claiming)
        except asyncio.CancelledError:
            claimed = [feed.id for feed in await claiming]
            await parts.keeper.write(store.release, claimed, parts.owner)
            raise

    async def _bring_all(self, request: int, claimed: Sequence[Feed], left: set[int]) -> list[Outcome]:
        """``left`` loses each feed that was finished, and so is claimed no more."""
        parts = self._parts
        outcomes: list[Outcome] = []
        unheard: list[Outcome] = []
        parts.emit(Progress(request, 0, len(claimed)))
        tasks = [asyncio.create_task(bring_in(parts, feed)) for feed in claimed]
        try:
            for next_done in asyncio.as_completed(tasks):
                outcome = await next_done
                parts.rush.came_in()
                outcomes.append(outcome)
                if outcome.asked:
                    left.discard(outcome.feed.id)
                    self._tell(outcome)
                else:
                    unheard.append(outcome)
                if outcome.new or outcome.updated:
                    self._on_saved([outcome])
                parts.emit(Progress(request, len(outcomes), len(claimed), outcome.feed.id))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(
                *tasks, return_exceptions=True
            )  # every connection is closed, no parse goes on
        await self._judge_silence(outcomes, unheard, left)
        return outcomes

    async def _judge_silence(
        self, outcomes: Sequence[Outcome], unheard: Sequence[Outcome], left: set[int]
    ) -> None:
        """Where nobody at all answered, the network is missing and no feed is to blame; else it is those feeds."""
        remote = [outcome for outcome in outcomes if not is_local(outcome.feed)]
        hosts = {host(outcome.feed.location) for outcome in unheard}
        gone = len(unheard) == len(remote) and len(hosts) >= _FEW_HOSTS
        if gone and not self.unreachable:
            self._parts.emit(Unreachable())
        if self.unreachable and len(unheard) < len(remote):
            self._parts.emit(Unreachable(reachable=True))
        self.unreachable = gone or (self.unreachable and len(unheard) == len(remote))
        for outcome in unheard:
            if not self.unreachable:
                await finish(self._parts, outcome)
                left.discard(outcome.feed.id)
            self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        code, facts = ("", {}) if outcome.trouble is None else (outcome.trouble.code, outcome.trouble.facts)
        new = 0 if outcome.feed.muted else len(outcome.new)  # of a muted feed's news nobody is told
        self._parts.emit(FeedChanged(outcome.feed.id, new, len(outcome.updated), code, dict(facts)))

    async def _renew(self, left: set[int]) -> None:
        parts = self._parts
        while True:
            await asyncio.sleep(_RENEW)
            try:
                await parts.keeper.write(store.renew, tuple(left), parts.owner, parts.now(), _LEASE)
            except Exception as error:
                log.warning("renewing claims", exc_info=error)
