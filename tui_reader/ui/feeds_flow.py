"""Refreshing and adding: asks the engine, shows how far it is, and hands its events to who they concern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.model import messages
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.view import Place, View
from tui_reader.strings.format import feed_name, reason
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes

if TYPE_CHECKING:
    from tui_reader.library.starter import Offer
    from tui_reader.ui.reading_flow import ReadingFlow

POLL = 5.0
"""Seconds between looks at what other processes (cron, a second reader) changed."""

QUIET = 5.0
"""Seconds after the start when there is time to look whether the store is sound."""


class FeedsFlow:
    """The reader's side of the engine."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, reading: ReadingFlow) -> None:
        self._desk, self._panes, self._lists, self._reading = desk, panes, lists, reading
        self._refreshing = 0
        """Request id of the refresh under way; 0: none."""
        self._new = self._failed = 0
        self._adding: dict[int, bool] = {}
        """Additions under way: whether what is added is opened then."""
        self._stopped = False
        self._engine = 0
        """Process id of the engine last heard of."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "refresh": lambda _: self._desk.wait(self._refresh_this(), "refresh"),
            "refresh.all": lambda _: self._desk.wait(self._refresh_all(), "refresh"),
            "feed.add": lambda _: self._ask_address(),
            "feed.edit": lambda _: self._edit(),
            "feed.starter": lambda _: self._desk.wait(self._offer(), "starter"),
        }

    async def start(self, open_files: Sequence[str]) -> None:
        """Start the engine, take in what was given on the command line, and watch."""
        desk = self._desk
        self._tell_state()
        desk.library.on_recovered = self._recovered
        desk.screen.set_timer(QUIET, lambda: desk.wait(self._look_after(), "check"))
        await desk.library.start(self.heard, self._engine_stopped)
        await self._lists.fill_first()
        for number, location in enumerate(open_files):
            self._note_adding(await desk.library.add(location), opened=number == 0)
        if desk.wishes.refresh_on_start and not desk.library.offline:
            await self._begin(None)
        desk.screen.set_interval(POLL, self._lists.learn)

    def heard(self, event: messages.Event) -> None:
        """An event of the engine."""
        match event:
            case messages.Ready(pid=pid):
                if self._engine:
                    self._desk.say("engine.restarted")
                self._engine = pid
            case messages.Progress(id=number, done=done, total=total) if number == self._refreshing:
                self._progress(done, total)
            case messages.FeedChanged(new=new, trouble=trouble):
                self._new += new
                self._failed += bool(trouble)
                self._lists.learn()
            case messages.EntryReady(entry=entry):
                self._reading.again(entry)
                self._lists.learn()
            case messages.DebtLeft():
                self._lists.learn()
            case messages.CommentsChanged(entry=entry):
                self._reading.again(entry)
                self._lists.learn()
            case messages.Unreachable(reachable=reachable):
                self._desk.status.show(lasting="" if reachable else self._desk.words("offline.unreachable"))
            case messages.Finished():
                self._finished(event)
            case _:
                pass

    # refreshing

    async def _refresh_this(self) -> None:
        desk = self._desk
        if await self._woken():
            return
        shown = desk.shown
        if self._panes.focus is not Pane.LIST and shown is not None:
            number = await desk.library.fetch_comments(shown.entry.id)
            if self._panes.focus is Pane.COMMENTS:
                if number:
                    desk.say("comments.loading")
                return
            await self._begin([shown.entry.feed_id])
        else:
            await self._begin(self._feeds_meant())

    async def _refresh_all(self) -> None:
        if self._refreshing:
            self._desk.status.show(progress=self._desk.words("feeds.stopping"))
            await self._desk.library.cancel(self._refreshing)
        elif not await self._woken():
            await self._begin(None)

    async def _begin(self, feeds: Sequence[int] | None) -> None:
        desk = self._desk
        if desk.library.offline:
            desk.say("health.offline")
            return
        if feeds is not None and not feeds:
            desk.say("notice.not_here")
            return
        number = await desk.library.refresh(feeds)
        if not number:
            desk.say("notice.read_only" if desk.library.read_only else "engine.not_there")
            return
        self._began(number, len(feeds) if feeds is not None else len(self._lists.sources.feeds))

    def _began(self, number: int, total: int) -> None:
        self._refreshing, self._new, self._failed = number, 0, 0
        self._progress(0, total)

    async def _woken(self) -> bool:
        """Whether the engine had given up and is started again instead."""
        if not self._stopped:
            return False
        self._stopped = False
        self._desk.status.show(lasting=self._desk.words("engine.starting"))
        await self._desk.library.restart_engine()
        self._tell_state()
        return True

    def _feeds_meant(self) -> list[int]:
        """The feed or folder under the cursor of the sources, or shown, or of the article under the cursor."""
        line = self._desk.sources.line if self._panes.in_sources else None
        view = line.view if line is not None else self._lists.view
        if view.place is Place.FEED and view.id is not None:
            return [view.id]
        if view.place is Place.FOLDER:
            return [feed.id for feed in self._lists.sources.feeds if feed.folder_id == view.id]
        row = self._desk.entries.row
        if self._panes.in_sources or row is None:
            return [feed.id for feed in self._lists.sources.feeds]
        return [row.feed_id]

    def _progress(self, done: int, total: int) -> None:
        self._desk.status.show(progress=self._desk.words("feeds.refreshing", n=done, total=total))

    def _finished(self, event: messages.Finished) -> None:
        if event.id == self._refreshing:
            self._refreshing = 0
            self._desk.status.show(progress="")
            self._tell_refreshed(event)
        elif event.id in self._adding:
            self._desk.wait(self._added(event, self._adding.pop(event.id)), "added")
        elif event.code and event.code != "cancelled":
            self._tell_trouble(event)  # comments that could not be had, an article that is gone
        self._lists.learn()

    def _tell_refreshed(self, event: messages.Finished) -> None:
        new, failed = event.new or self._new, event.failed or self._failed
        if event.code == "cancelled":
            self._desk.say("feeds.stopped")
        elif event.code:
            self._tell_trouble(event)
        elif failed:
            self._desk.say("feeds.refreshed_trouble", n=new, m=failed)
        elif new:
            self._desk.say("feeds.refreshed_new", n=new)
        else:
            self._desk.say("feeds.nothing_new")

    def _tell_trouble(self, event: messages.Finished) -> None:
        desk = self._desk
        desk.status.say(reason(desk.words, event.code, event.facts, desk.now, desk.zone))

    # adding, editing

    def _note_adding(self, number: int, *, opened: bool) -> None:
        if number:
            self._adding[number] = opened
        else:
            self._desk.say("notice.read_only" if self._desk.library.read_only else "engine.not_there")

    def _ask_address(self) -> None:
        from tui_reader.ui.prompt import Prompt  # a text box is not needed to start

        words = self._desk.words
        self._desk.screen.app.push_screen(
            Prompt(words("feeds.add"), words("feeds.add_hint"), words, empty=words("start.empty")), self._add
        )

    def _add(self, location: str | None) -> None:
        if location:
            self._desk.wait(self._add_location(location), "add")
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
            self._began(followed.request, len(chosen))
        else:
            said += " " + desk.words("start.nothing_fetched")
        desk.status.say(said)

    async def _add_location(self, location: str) -> None:
        self._note_adding(await self._desk.library.add(location), opened=True)

    async def _added(self, event: messages.Finished, opened: bool) -> None:
        if event.code:
            self._tell_trouble(event)
            return
        await self._lists.count()
        feed = next((one for one in self._lists.sources.feeds if one.id == event.feed), None)
        if feed is not None:
            self._desk.say("feeds.added", feed=feed_name(self._desk.words, feed.title))
        subscribed = feed is not None and feed.kind in (FeedKind.FEED, FeedKind.FOLDER)
        if event.entry and opened and not subscribed:
            self._lists.show(View(Place.ALL), current=event.entry)
            self._reading.open(event.entry)
        elif feed is not None and opened:
            self._lists.show(
                View(Place.FEED, feed.id)
            )  # which article of it is read is the reader's to choose

    def _edit(self) -> None:
        from tui_reader.ui.feed_dialog import FeedDialog  # a text box is not needed to start

        feeds = self._feeds_meant()
        feed = next((one for one in self._lists.sources.feeds if feeds[:1] == [one.id]), None)
        if feed is None or (len(feeds) != 1):
            self._desk.say("notice.not_here")
            return
        chosen = feed
        self._desk.screen.app.push_screen(
            FeedDialog(feed, self._trouble(feed), self._desk.words),
            lambda answer: self._edited(chosen, answer),
        )

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
            await self._desk.library.rename(feed.id, answer.removeprefix("="))
            await self._lists.again()
        await self._lists.count()

    # saying

    def explain(self, feed: Feed | None) -> None:
        """Why the feed under the cursor could not be fetched, if it could not."""
        self._desk.status.show(lasting=self._trouble(feed) if feed is not None else "")

    def _trouble(self, feed: Feed) -> str:
        trouble, desk = feed.trouble, self._desk
        return "" if trouble is None else reason(desk.words, trouble.code, trouble.facts, desk.now, desk.zone)

    def _tell_state(self) -> None:
        desk, lasting = self._desk, ""
        if desk.library.read_only:
            lasting = desk.words("store.read_only")
        elif desk.library.offline:
            lasting = desk.words("notice.offline_chosen")
        desk.status.show(lasting=lasting)
        for code, facts in desk.library.notices:
            desk.status.say(desk.words.explain(code, facts))

    async def _look_after(self) -> None:
        code = await self._desk.library.look_after()
        if code:
            self._desk.say(code)

    def _recovered(self) -> None:
        self._tell_state()
        self._lists.show(self._lists.view)
        self._lists.learn()

    def _engine_stopped(self) -> None:
        self._stopped, self._refreshing = True, 0
        self._desk.status.show(progress="", lasting=self._desk.words("engine.stopped"))
