"""The front desk: the archive, and the engine process that brings things into it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.library import articles
from tui_reader.library.archive import Archive, utc_now
from tui_reader.library.first_run import FOLDER, SEEDED, is_accident, lay_out
from tui_reader.model.article import Article
from tui_reader.model.errors import ReaderError
from tui_reader.model.late_module import LateModule
from tui_reader.paths import Paths
from tui_reader.store import memory
from tui_reader.store.database import Database
from tui_reader.store.lists import ChangedIds

if TYPE_CHECKING:
    from tui_reader.library.engine_client import EngineClient
    from tui_reader.library.starter import Followed, Offer
    from tui_reader.model import messages
else:
    messages = LateModule("tui_reader.model.messages")  # forty kinds of them, none before there is an engine


_LOOKS = 5.0
"""Seconds between two looks whether a full disk has room again."""


class Library(Archive):
    """Everything the screen may ask. Requests to the engine return their id at once; events tell what became of them."""

    def __init__(
        self,
        paths: Paths,
        *,
        offline: bool = False,
        engine_arguments: Sequence[str] = (),
        samples_name: str = "Samples",
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(paths, offline=offline, now=now)
        self._arguments = tuple(engine_arguments)
        self._engine: EngineClient | None = None
        self._samples_name = samples_name
        self._later: Callable[[], Awaitable[None]] | None = None
        """Starts the engine, once the store can be written."""
        self._look_again = 0.0
        self._seeding: dict[int, messages.Add] = {}
        """What of the bundled material is asked for, by request."""
        self._unseeded: set[str] = set()
        """Where what is still to be brought in lies: an accident was in its way."""
        self._offering: asyncio.Task[None] | None = None
        self.preparing = True
        """Whether the bundled material may be on its way: until it is known to be here, or not to come now."""
        self._recovering: asyncio.Task[None] | None = None
        self.on_recovered: Callable[[], None] = lambda: None
        """The store was found damaged in use and is another now: what is on screen no longer holds; see ``notices``."""
        self._thread.on_damage = self._see_to_damage

    async def start(
        self, on_event: Callable[[messages.Event], None], on_stopped: Callable[[], None] = lambda: None
    ) -> None:
        """Start the engine process; a store that cannot be written has none. ``on_stopped``: it died three times."""
        if self.read_only:
            self.preparing = False
            self._later = partial(self.start, on_event, on_stopped)
            return

        def heard(event: messages.Event) -> None:
            if isinstance(event, messages.Finished):
                self._seeded(event)
            on_event(event)

        from tui_reader.library.engine_client import EngineClient  # started after the first paint

        self._engine = EngineClient(self._command(), heard, on_stopped=on_stopped, log=self.paths.log)
        await self._engine.start()
        if await self.recall(SEEDED):
            self.preparing = False
        else:
            await self._offer_samples()

    async def changed(self) -> ChangedIds | None:
        """As the archive tells; a disk that was full at the start is looked at now and then, and has its engine at last."""
        if self._later is not None and self.why_read_only in ("store.disk_full", ""):
            now = time.monotonic()
            if now >= self._look_again and (
                not self.read_only or await self._thread(Database.has_room_again)
            ):
                later, self._later = self._later, None
                await later()
            self._look_again = now + _LOOKS
        return await super().changed()

    async def _offer_samples(self) -> None:
        """At the very first start the bundled material is brought in, until all of it is here; then never again."""
        assert self._engine is not None
        await self._offer(await self._thread.beside(lay_out, self.paths.data))

    async def _offer(self, locations: Sequence[str]) -> None:
        assert self._engine is not None
        requests = [
            messages.Add(
                self._engine.next_id(), location, "", self._samples_name if location.endswith(FOLDER) else ""
            )
            for location in locations
        ]
        self._seeding.update({asked.id: asked for asked in requests})
        for asked in requests:
            await self._engine.send(asked)

    def _seeded(self, done: messages.Finished) -> None:
        """One of the bundled things is here, or never will be; an accident is tried again, at once or at the next start."""
        asked = self._seeding.pop(done.id, None)
        if asked is None:
            return
        again = is_accident(done.code) and asked.location not in self._unseeded
        if is_accident(done.code):
            self._unseeded.add(asked.location)
        else:
            self._unseeded.discard(asked.location)
        if again and done.code == "worker_died":
            self._offering = asyncio.get_running_loop().create_task(self._offer([asked.location]))
        elif not self._seeding:
            self.preparing = False
            if not self._unseeded:
                self._thread.soon(memory.remember, SEEDED, "1")

    async def restart_engine(self) -> None:
        """Try again after the engine was given up."""
        if self._engine is not None:
            await self._engine.restart()

    async def close(self) -> None:
        """Stop the engine, remember the visit, close the store."""
        if self._recovering is not None:
            await asyncio.wait([self._recovering])
        if self._engine is not None:
            await self._engine.close()
            self._engine = None
        await self.leave()
        self.shut()

    async def article(self, entry_id: int) -> Article | None:
        """As kept; where the document is still owed the engine is asked for it first, and EntryReady follows."""
        article = await super().article(entry_id)
        if article is not None and article.document is None:
            await self.prepare(entry_id)
        return article

    def article_soon(self, entry_id: int) -> Future[Article | None]:
        """As kept, for who may wait a moment for it; nobody is asked for a document that is still owed."""
        return self._thread.soon(articles.article, entry_id)

    async def prepare(self, entry_id: int) -> int:
        """Have the article converted before everything else."""
        return await self._ask(lambda number: messages.Prepare(number, entry_id))

    async def fetch_full_text(self, entry_id: int) -> int:
        """Bring in the article's own page; ``EntryReady`` comes before the answer."""
        return await self._ask(lambda number: messages.FetchFullText(number, entry_id))

    async def fetch_picture(self, entry_id: int, url: str) -> int:
        """Have a picture of the article in the cache; ``PictureReady`` comes before the answer."""
        return await self._ask(lambda number: messages.FetchPicture(number, entry_id, url))

    async def follow_link(self, entry_id: int, url: str) -> int:
        """Have the article a link of this one leads to; the answer names it."""
        return await self._ask(lambda number: messages.FollowLink(number, entry_id, url))

    async def keep_page(self, location: str, *, unless_feed: bool = False) -> int:
        """Keep a web page as an article; ``unless_feed``: where it is none, subscribe to what is there."""
        return await self._ask(lambda number: messages.KeepPage(number, location, unless_feed))

    async def refresh(self, feeds: Sequence[int] | None = None) -> int:
        """Bring in these feeds, or all."""
        chosen = None if feeds is None else tuple(feeds)
        return await self._ask(lambda number: messages.Refresh(number, chosen))

    async def refresh_due(self) -> int:
        """Bring in the feeds whose time has come."""
        return await self._ask(lambda number: messages.Refresh(number, force=False))

    async def fetch_comments(self, entry_id: int, *, more: bool = False, unasked: bool = False) -> int:
        """Bring in the article's discussion, or its next page; ``unasked``: because the article was opened."""
        return await self._ask(lambda number: messages.FetchComments(number, entry_id, more, unasked))

    async def outbox_changed(self) -> None:
        """Have the engine look at what is to be sent."""
        await self._ask(messages.LookAtOutbox)

    async def find_discussions(self, entry_id: int, source: str) -> int:
        """Ask one site for discussions of the article; see ``found_discussions``. The site learns the address."""
        return await self._ask(lambda number: messages.FindDiscussions(number, entry_id, source))

    async def read_revisions(self, entry_id: int) -> int:
        """Have what the article said before made readable; see ``revisions``."""
        return await self._ask(lambda number: messages.ReadRevisions(number, entry_id))

    async def add(self, location: str, folder: str = "", title: str = "") -> int:
        """Subscribe to a feed or folder, or keep a file as an article."""
        return await self._ask(lambda number: messages.Add(number, location, folder, title, undoable=True))

    async def discover(self, location: str) -> int:
        """Look for what can be followed at an address; see ``discovered`` for what was found."""
        return await self._ask(lambda number: messages.Discover(number, location))

    async def import_list(self, path: str) -> int:
        """Follow what a list names; see ``imported`` for what became of it."""
        return await self._ask(lambda number: messages.TakeOver(number, path))

    async def export_list(self, path: str) -> int:
        """Write all feeds as OPML into a new file."""
        return await self._ask(lambda number: messages.WriteList(number, path))

    async def cancel(self, request: int) -> None:
        """Stop a request; it is still answered."""
        await self._ask(lambda number: messages.Cancel(number, request))

    async def settings_changed(self) -> None:
        """Have the engine read the settings anew: they hold for what is begun from now on."""
        await self._ask(messages.Reload)

    async def go_offline(self, offline: bool) -> None:
        """Shut or open the engine's network door."""
        self.offline = offline
        await self._ask(lambda number: messages.SetOffline(number, offline))

    async def follow_starter(self, chosen: Sequence[Offer]) -> Followed:
        """Subscribe to what was chosen and bring in exactly that; offline the fetching is left for later."""
        fresh = await self.take_over([(offer.location, offer.title, offer.folder) for offer in chosen])
        wanted = {offer.location for offer in chosen}
        ids = [feed.id for feed in (await self.sources()).feeds if feed.location in wanted]
        from tui_reader.library.starter import Followed  # chosen once

        return Followed(fresh, 0 if self.offline or not ids else await self.refresh(ids))

    def _see_to_damage(self) -> None:
        if self._recovering is None or self._recovering.done():
            self._recovering = asyncio.get_running_loop().create_task(self._recover())

    async def _recover(self) -> None:
        """Mend the store or begin a fresh one; the engine has it open, too, and is started again."""
        engine = self._engine
        if engine is not None:
            await engine.close()
        try:
            await self._thread.replace(self._recovered)
        except ReaderError:
            return  # the disk fails: each call says so, and what is on screen can be read
        self._version, self._sequence = -1, 0
        if engine is not None:
            await engine.start()
        self.on_recovered()

    async def _ask(self, make: Callable[[int], messages.Request]) -> int:
        """Send a request under a fresh number; 0 where there is no engine to ask."""
        if self._engine is None:
            return 0
        request = make(self._engine.next_id())
        await self._engine.send(request)
        return request.id

    def _command(self) -> list[str]:
        return [
            sys.executable,
            "-m",
            "tui_reader",
            *self._arguments,
            *(["--offline"] if self.offline else []),
            "engine",
        ]
