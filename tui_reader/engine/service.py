"""Answers the reader's requests, many at once, each with exactly one Finished; and keeps the house in order beside that."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from tui_reader.engine.adding import add, answer_discover
from tui_reader.engine.backing_up import BackupMaker
from tui_reader.engine.commands import CommandRunner
from tui_reader.engine.counting import Counter
from tui_reader.engine.dead_claims import free_dead
from tui_reader.engine.debt import DebtWorker
from tui_reader.engine.discussions import Discussions
from tui_reader.engine.due_watch import SECONDS, DueWatch
from tui_reader.engine.feed_job import Outcome, is_local
from tui_reader.engine.following import FollowWatch
from tui_reader.engine.index_merging import IndexMerger
from tui_reader.engine.keeping import KeepWorker
from tui_reader.engine.linked_pages import follow_link
from tui_reader.engine.lists import take_over, write_list
from tui_reader.engine.local_watch import LocalWatch
from tui_reader.engine.log import log
from tui_reader.engine.outbox import Outbox
from tui_reader.engine.owed_work import OwedWork
from tui_reader.engine.pages import Pages
from tui_reader.engine.parts import Parts
from tui_reader.engine.pictures import PictureBringer
from tui_reader.engine.recent import Recent
from tui_reader.engine.refresh import Refresher
from tui_reader.engine.revising import read_revisions
from tui_reader.engine.saved_pages import keep_page
from tui_reader.engine.stories import StoryFinder
from tui_reader.engine.talk_search import find_discussions
from tui_reader.engine.tidying import Tidier
from tui_reader.model import messages as m
from tui_reader.model.errors import ReaderError
from tui_reader.store import letters

_LAST_PAGES = 60.0
"""Seconds in which a refresh in the foreground still fetches pages; the rest stays owed to the next engine."""
_LAST_COMMANDS = 60.0
"""Seconds in which it still runs the reader's own commands."""
_LAST_BITE = 0.5
"""Seconds a conversion in hand may still take when the engine is told to stop."""


class Service:
    """``handle`` takes a request and returns at once; ``idle`` waits until everything asked for is done."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._debt = DebtWorker(parts)
        self._discussions = Discussions(parts, self._debt.wake)
        self._pages = Pages(parts, self._debt.wake)
        self._pictures = PictureBringer(parts)
        self._keeping = KeepWorker(parts, self._pictures, self._discussions, self._pages.wake)
        self._outbox = Outbox(parts, self._renew_comments)
        self._stories = StoryFinder(parts, self._debt.settled, self._debt.wake)
        self._commands = OwedWork("commands", CommandRunner(parts).some)
        self._refresher = Refresher(parts, self._saved)
        self._watch = LocalWatch(parts, self._changed_files)
        self._requests: dict[int, asyncio.Task[None]] = {}
        self._beside: set[asyncio.Task[None]] = set()
        self._owing: asyncio.Task[None] | None = None
        self._recent = Recent()
        self._comments: asyncio.Queue[tuple[int, ...]] = asyncio.Queue()

    def start(
        self,
        *,
        watch: bool = True,
        pages: bool = True,
        automatic: str = "off",
        look_seconds: float = SECONDS,
    ) -> None:
        """Begin the work that nobody asks for: debt, comments beside local articles; ``watch``: changed files.

        ``pages``: those owed to articles, too; one that ends before they are here would ask for them in vain.

        ``automatic``: feeds when they are due, "on" not over a metered network, "always" over any; looked for every
        ``look_seconds``.
        """
        self._spawn(self._free_dead())
        self._owing = self._spawn(self._debt.run())
        self._spawn(self._debt.renew())
        if pages:
            self._spawn(self._pages.run())
        self._spawn(self._keeping.run())
        self._spawn(self._commands.run())
        self._spawn(self._bring_comments())
        self._spawn(self._parts.workers.warm())
        self._spawn(self._parts.retriever.warm())
        if watch:
            self._spawn(Tidier(self._parts, self._debt.settled).run())
            self._spawn(BackupMaker(self._parts, self._debt.settled).run())
            self._spawn(IndexMerger(self._parts, self._debt.settled).run())
            self._spawn(Counter(self._parts, self._debt.settled).run())
            self._spawn(self._stories.run())
            self._spawn(self._watch.run())
            self._spawn(self._outbox.run())
        if automatic != "off":
            due = DueWatch(
                self._parts,
                self._refresh_due,
                lambda: self._refresher.unreachable,
                metered_too=automatic == "always",
                seconds=look_seconds,
            )
            self._spawn(due.run())
            followed = FollowWatch(
                self._parts, self._discussions.fetch, metered_too=automatic == "always", seconds=look_seconds
            )
            self._spawn(followed.run())
            self._spawn(self._pictures.sweep())

    def handle(self, request: m.Request) -> None:
        """Do what is asked, beside what is being done."""
        if isinstance(request, m.Cancel):
            target = self._requests.get(request.target)
            if target is not None:
                target.cancel()
            self._parts.emit(m.Finished(request.id))
            return
        task = asyncio.create_task(self._answer(request))
        self._requests[request.id] = task
        task.add_done_callback(lambda _: self._requests.pop(request.id, None))

    async def idle(self) -> None:
        """Wait for the requests, then for the comments and the debt they brought."""
        while self._requests:
            await asyncio.wait(list(self._requests.values()))
        await self._comments.join()
        await self._debt.settled()

    async def pages_fetched(self) -> None:
        """Wait for the pages owed to what came in, a while."""
        self._pages.wake()
        try:
            await asyncio.wait_for(self._pages.settled(), _LAST_PAGES)
        except TimeoutError:
            pass
        await self._debt.settled()

    async def stories_found(self) -> None:
        """Put what came in to the stories it tells, where that is soon done."""
        await self._stories.few()

    async def commands_run(self) -> None:
        """Wait for the reader's own commands, a while; the rest stays owed to the next engine."""
        self._commands.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_COMMANDS):
                await self._commands.settled()

    async def kept(self) -> None:
        """Wait until all that is owed for reading offline is here, as far as it can be had now. Raises StoreError where
        nothing more could be kept."""
        await self._keeping.settled()
        await self._debt.settled()
        if self._parts.keeper.trouble is not None:
            raise self._parts.keeper.trouble

    async def cancel(self) -> None:
        """Stop every request, and wait until each has let go of what it held and is answered."""
        tasks = list(self._requests.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)

    async def stop(self) -> None:
        """Stop everything; what was begun in the store is done to its end."""
        self._debt.end()
        if self._owing is not None:
            await asyncio.wait([self._owing], timeout=_LAST_BITE)
        try:
            await self._debt.give_back()
            await self._pages.give_back()
            await self._keeping.give_back()
        except ReaderError as error:
            log.warning("giving back debt: %s", error)
        tasks = [*self._requests.values(), *self._beside]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _free_dead(self) -> None:
        await free_dead(self._parts)
        self._debt.wake()
        self._pages.wake()
        await self._keeping.changed()

    async def _answer(self, request: m.Request) -> None:
        try:
            finished = await self._do(request)
        except asyncio.CancelledError:
            finished = m.Finished(request.id, code="cancelled")
        except ReaderError as error:
            finished = m.Finished(request.id, code=error.code, facts=dict(error.facts), failed=1)
        except Exception as error:
            log.warning("request %s", type(request).__name__, exc_info=error)
            finished = m.Finished(request.id, code="unknown", facts={"why": type(error).__name__}, failed=1)
        self._parts.emit(finished)

    async def _do(self, request: m.Request) -> m.Finished:
        match request:
            case m.Refresh():
                return await self._refresher.refresh(request.id, request.feeds, force=request.force)
            case m.Prepare():
                there = await self._debt.prepare(request.entry)
                return m.Finished(request.id, code="" if there else "no_such_entry", entry=request.entry)
            case m.FetchFullText():
                return await self._pages.fetch(request)
            case m.FetchPicture():
                return await self._pictures.fetch(request)
            case m.FollowLink():
                followed = await follow_link(self._parts, self._pages, request)
                await self._debt.prepare(followed.entry)
                return followed
            case m.KeepOffline():
                await self._keeping.changed()
                return m.Finished(request.id)
            case m.KeepPage():
                finished, outcome = await keep_page(self._parts, self._recent, request)
                if outcome is not None:
                    self._saved([outcome])
                return finished
            case m.FetchComments():
                return await self._discussions.fetch(request)
            case m.Add():
                finished, outcome = await add(self._parts, self._recent, request)
                if outcome is not None:
                    self._saved([outcome])
                return finished
            case m.FindDiscussions():
                return await find_discussions(self._parts, request)
            case m.ReadRevisions():
                return await read_revisions(self._parts, request)
            case m.Discover():
                return await answer_discover(self._parts, self._recent, request)
            case m.Reload():
                await asyncio.to_thread(self._parts.reread)
                return m.Finished(request.id)
            case m.TakeOver():
                return await take_over(self._parts, request)
            case m.WriteList():
                return await write_list(self._parts, request)
            case m.SetOffline():
                self._parts.door.shut = request.offline
                await self._keeping.changed()
                self._outbox.wake()
                return m.Finished(request.id)
            case m.SendQueued():
                sent = await self._outbox.work()
                left = await self._parts.keeper.read(letters.waiting)
                return m.Finished(request.id, new=sent, failed=left)
            case m.LookAtOutbox():
                self._outbox.wake()
                return m.Finished(request.id)
            case _:
                return m.Finished(request.id)

    def _saved(self, outcomes: Sequence[Outcome]) -> None:
        """Entries came in: they are owed conversion, and local ones may have comments beside them."""
        self._debt.wake()
        for outcome in outcomes:
            if is_local(outcome.feed) and (outcome.new or outcome.updated):
                self._comments.put_nowait((*outcome.new, *outcome.updated))
            elif outcome.feed.settings.comments and outcome.new:
                self._comments.put_nowait(outcome.new)

    async def _bring_comments(self) -> None:
        while True:
            entry_ids = await self._comments.get()
            try:
                await self._discussions.bring(entry_ids)
            except Exception as error:
                log.warning("comments beside articles", exc_info=error)
            finally:
                self._comments.task_done()

    async def _renew_comments(self, entry_id: int) -> None:
        await self._discussions.fetch(m.FetchComments(0, entry_id))

    async def _changed_files(self, feed_ids: list[int]) -> None:
        await self._refresher.refresh(0, feed_ids, force=True)

    async def _refresh_due(self, feed_ids: list[int]) -> None:
        await self._refresher.refresh(0, feed_ids, force=False)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task
