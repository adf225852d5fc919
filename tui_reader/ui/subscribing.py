"""Subscribing: adds feeds and pages by address, offers newspapers to begin with, renames and unsubscribes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.model import messages
from tui_reader.model.feed import Feed, FeedEdit, FeedKind
from tui_reader.model.view import Place, View
from tui_reader.strings.format import feed_name
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.refreshing import Refreshing

if TYPE_CHECKING:
    from tui_reader.library.starter import Offer
    from tui_reader.ui.reading_flow import ReadingFlow


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
        self._adding: dict[int, bool] = {}
        """Additions under way, by request id: whether what is added is opened then."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "feed.add": lambda _: self._ask_address(),
            "feed.edit": lambda _: self._edit(),
            "feed.starter": lambda _: self._desk.wait(self._offer(), "starter"),
        }

    # adding

    async def add(self, location: str, *, opened: bool = True) -> None:
        """Have the engine look what is at an address or path; ``opened``: show it when it is here."""
        number = await self._desk.library.add(location)
        if number:
            self._adding[number] = opened
        else:
            self._engine.refused()

    def finished(self, event: messages.Finished) -> bool:
        """An addition is done, or failed. False where it was not one that ended."""
        if event.id not in self._adding:
            return False
        self._desk.wait(self._added(event, self._adding.pop(event.id)), "added")
        return True

    async def _added(self, event: messages.Finished, opened: bool) -> None:
        desk = self._desk
        if event.code:
            desk.status.say(desk.reason(event.code, event.facts))
            return
        await self._lists.count()
        feed = self._feed(event.feed)
        if feed is not None:
            desk.say("feeds.added", feed=feed_name(desk.words, feed.title))
        subscribed = feed is not None and feed.kind in (FeedKind.FEED, FeedKind.FOLDER)
        if event.entry and opened and not subscribed:
            self._lists.show(View(Place.ALL), current=event.entry)
            self._reading.open(event.entry)
        elif feed is not None and opened:
            # which article of it is read is the reader's to choose
            self._lists.show(View(Place.FEED, feed.id))

    def _ask_address(self) -> None:
        from tui_reader.ui.prompt import Prompt  # a text box is not needed to start

        words = self._desk.words
        prompt = Prompt(words("feeds.add"), words("feeds.add_hint"), words, empty=words("start.empty"))
        self._desk.screen.app.push_screen(prompt, self._answered)

    def _answered(self, location: str | None) -> None:
        if location:
            self._desk.wait(self.add(location), "add")
        elif location is not None:
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

    # editing

    def _edit(self) -> None:
        from tui_reader.ui.feed_dialog import FeedDialog  # a text box is not needed to start

        desk, meant = self._desk, self._refreshing.feeds_meant()
        feed = self._feed(meant[0]) if len(meant) == 1 else None
        if feed is None:
            desk.say("notice.not_here")
            return
        dialog = FeedDialog(feed, desk.trouble(feed), desk.words)
        desk.screen.app.push_screen(dialog, lambda answer: self._edited(feed, answer))

    def _edited(self, feed: Feed, answer: str | None) -> None:
        """None: nothing; "-": unsubscribe; otherwise ``=`` and the new name."""
        if answer is not None:
            self._desk.wait(self._edit_feed(feed, answer), "act")

    async def _edit_feed(self, feed: Feed, answer: str) -> None:
        if answer == "-":
            await self._desk.library.unsubscribe(feed.id)
            self._desk.say("notice.unsubscribe", title=feed_name(self._desk.words, feed.title))
            if self._lists.view == View(Place.FEED, feed.id):
                self._lists.show(View(Place.UNREAD))
            else:
                await self._lists.let_in()
        else:
            await self._desk.library.edit_feed(feed.id, FeedEdit(name=answer.removeprefix("=")))
            await self._lists.again()
        await self._lists.count()

    def _feed(self, feed_id: int) -> Feed | None:
        return next((feed for feed in self._lists.sources.feeds if feed.id == feed_id), None)
