"""Subscribing: adds feeds and pages by address, and offers newspapers to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.model import messages
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.urls import is_web
from tui_reader.model.view import Place, View
from tui_reader.strings.format import feed_name
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.discovering import Discovering
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.refreshing import Refreshing

if TYPE_CHECKING:
    from tui_reader.library.starter import Offer
    from tui_reader.ui.reading_flow import ReadingFlow
    from tui_reader.ui.unfinished import Wish


class Subscribing:
    """What is followed, and under which name."""

    def __init__(
        self,
        desk: Desk,
        lists: ListFlow,
        reading: ReadingFlow,
        engine: EngineState,
        refreshing: Refreshing,
    ) -> None:
        self._desk, self._lists, self._reading = desk, lists, reading
        self._engine, self._refreshing = engine, refreshing
        self.discovering = Discovering(desk, lists, engine, self)
        self._came = 0
        """How many came of the additions under way; told together when the last one is done."""
        self._adding: dict[int, Wish] = {}
        """Additions under way, by request id."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "feed.add": lambda _: self.discovering.ask(),
            "feed.starter": lambda _: self.offer(),
        }

    # adding

    async def add(self, location: str, *, folder: str = "", opened: bool = True) -> None:
        """Have the engine look what is at an address or path; ``opened``: show it when it is here."""
        from tui_reader.ui.unfinished import Wish  # not needed to start

        await self._begin(await self._desk.library.add(location, folder), Wish(location, folder, opened))

    async def read(self, location: str, *, opened: bool = True, unless_feed: bool = False) -> None:
        """Keep a web page as an article; ``unless_feed``: what is no article's page is followed instead."""
        from tui_reader.ui.unfinished import Wish

        number = await self._desk.library.keep_page(location, unless_feed=unless_feed)
        await self._begin(number, Wish(location, "", opened, page=True))

    async def take_up(self, given: Sequence[str]) -> None:
        """What was given on the command line, the first of it opened; and what was left undone when the reader quit."""
        from tui_reader.ui.unfinished import KEY, Wish, unfinished

        left = unfinished(await self._desk.library.recall(KEY))
        for wish in [Wish(one, opened=not n, page=is_web(one)) for n, one in enumerate(given)] + left:
            if wish.page:
                await self.read(wish.location, opened=wish.opened, unless_feed=True)
            else:
                await self.add(wish.location, folder=wish.folder, opened=wish.opened)

    async def _begin(self, number: int, wish: Wish) -> None:
        from tui_reader.ui.unfinished import shown_place

        if not number:
            self._engine.refused()
            return
        self._adding[number] = wish
        self._desk.status.say(self._desk.words("feeds.adding", what=shown_place(wish.location)))
        await self._keep()

    async def _keep(self) -> None:
        from tui_reader.ui.unfinished import KEY, kept

        await self._desk.library.remember(KEY, kept(self._adding.values()))

    def finished(self, event: messages.Finished) -> bool:
        """An addition or a search is done, or failed. False where it was not one that ended."""
        if event.id not in self._adding:
            return self.discovering.finished(event)
        self._desk.wait(self._added(event), "added")
        return True

    async def _added(self, event: messages.Finished) -> None:
        desk = self._desk
        await self._lists.count()
        wish = self._adding.pop(event.id, None)
        opened = wish is not None and wish.opened
        if event.code != "engine_stopped":  # else it is tried again at the next start
            self._desk.wait(self._keep(), "memory")
        if event.code:
            self._came = self._came if self._adding else 0
            desk.status.say(desk.reason(event.code, event.facts))
            return
        feed = self._feed(event.feed)
        self._came += feed is not None
        if feed is not None and self._came > 1:
            desk.say("feeds.added_n", n=self._came)
        elif feed is not None:
            said = [desk.words("feeds.added", feed=feed_name(desk.words, feed.title))]
            if feed.location.startswith("http:"):
                said.append(desk.words("feeds.over_http"))
            desk.status.say(" ".join(said))
        self._came = self._came if self._adding else 0
        subscribed = feed is not None and feed.kind in (FeedKind.FEED, FeedKind.FOLDER)
        if event.entry and opened and not subscribed:
            self._lists.show(View(Place.ALL), current=event.entry)
            self._reading.open(event.entry)
        elif feed is not None and opened:
            # which article of it is read is the reader's to choose
            self._lists.show(View(Place.FEED, feed.id))

    def offer(self) -> None:
        """Newspapers to choose from."""
        self._desk.wait(self._offer(), "starter")

    async def _offer(self) -> None:
        from tui_reader.ui.starter import offer  # chosen from once

        await offer(self._desk, self._follow)

    async def _follow(self, chosen: Sequence[Offer]) -> None:
        desk = self._desk
        followed = await desk.library.follow_starter(chosen)
        await self._lists.count()
        said = desk.words("start.followed", n=followed.fresh)
        if followed.request:
            self._refreshing.began(followed.request, len(chosen))
        else:
            said += " " + desk.words("start.nothing_fetched")
        desk.status.say(said)

    def _feed(self, feed_id: int) -> Feed | None:
        return next((feed for feed in self._lists.sources.feeds if feed.id == feed_id), None)
