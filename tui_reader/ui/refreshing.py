"""Refreshing: asks the engine for feeds or comments, and shows how far it is and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.model import messages
from tui_reader.model.feed import Feed
from tui_reader.model.view import Place
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes


class Refreshing:
    """One refresh at a time; asked for again it stops."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, engine: EngineState) -> None:
        self._desk, self._panes, self._lists, self._engine = desk, panes, lists, engine
        self._request = 0
        """Request id of the refresh under way; 0: none."""
        self._new = self._failed = 0
        self._unasked = False
        """Whether nobody waits for a word on how it ended."""
        self.pointed: Callable[[], Feed | None] = lambda: None
        """The feed under the cursor of the page of feeds, while it is open; set by the screen."""
        self.brought: Callable[[int], None] = lambda _: None
        """Told how many new articles a refresh brought, asked for or not; set by the part that notifies."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "refresh": lambda _: self._desk.wait(self._refresh_this(), "refresh"),
            "refresh.all": lambda _: self._desk.wait(self._refresh_all(), "refresh"),
        }

    async def _refresh_this(self) -> None:
        desk = self._desk
        if await self._engine.woken():
            return
        shown = desk.shown if self.pointed() is None else None
        if self._panes.focus is not Pane.LIST and shown is not None:
            number = await desk.library.fetch_comments(shown.entry.id)
            if self._panes.focus is Pane.COMMENTS:
                if number:
                    desk.say("comments.loading")
                return
            await self.begin([shown.entry.feed_id])
        else:
            await self.begin(self.feeds_meant())

    async def _refresh_all(self) -> None:
        if self._request:
            self._desk.status.show(progress=self._desk.words("feeds.stopping"))
            await self._desk.library.cancel(self._request)
        elif not await self._engine.woken():
            await self.begin(None)

    async def begin(self, feeds: Sequence[int] | None) -> None:
        """Refresh these feeds; None: all of them."""
        desk = self._desk
        if desk.library.offline:
            desk.say("health.offline")
            return
        if feeds is not None and not feeds:
            desk.say("notice.not_here")
            return
        number = await desk.library.refresh(feeds)
        if not number:
            self._engine.refused()
            return
        self.began(number, len(feeds) if feeds is not None else len(self._lists.sources.feeds))

    async def begin_due(self) -> None:
        """At the start, where the reader wishes it: what is due, without a word if that is nothing."""
        self._request, self._unasked = await self._desk.library.refresh_due(), True

    def began(self, number: int, total: int) -> None:
        """The engine was asked for so many feeds under this request id."""
        self._request, self._new, self._failed, self._unasked = number, 0, 0, False
        self._show_progress(0, total)

    def feeds_meant(self) -> list[int]:
        """The feed or folder under the cursor of the sources, or shown, or of the article under the cursor."""
        pointed = self.pointed()
        if pointed is not None:
            return [pointed.id]
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

    # what the engine says of it

    def progressed(self, event: messages.Progress) -> None:
        """So many of the feeds are done, of those asked for or (id 0) of what the engine fetches by itself."""
        if event.id != self._request:
            return
        if event.id or event.total > 1:  # not for each local file that was saved again
            self._show_progress(event.done, event.total)
        if not event.id and event.done == 0:
            self._new = 0
        if not event.id and event.done == event.total:
            self._desk.status.show(progress="")
            self.brought(self._new)

    def feed_changed(self, event: messages.FeedChanged) -> None:
        """One feed is done."""
        self._new += event.new
        self._failed += bool(event.trouble)

    def finished(self, event: messages.Finished) -> bool:
        """It is over: what came of it. False where it was not a refresh that ended."""
        if event.id != self._request:
            return False
        self.stopped()
        self._desk.status.show(progress="")
        new, failed = event.new or self._new, event.failed or self._failed
        self.brought(new)
        if self._unasked and not event.code:
            return True
        if event.code == "cancelled":
            self._desk.say("feeds.stopped")
        elif event.code:
            self._desk.status.say(self._desk.reason(event.code, event.facts))
        elif failed:
            self._desk.say("feeds.refreshed_trouble", n=new, m=failed)
        elif new:
            self._desk.say("feeds.refreshed_new", n=new)
        else:
            self._desk.say("feeds.nothing_new")
        return True

    def stopped(self) -> None:
        """None is under way any more."""
        self._request = 0

    def _show_progress(self, done: int, total: int) -> None:
        if self._unasked and not total:
            return
        self._desk.status.show(progress=self._desk.words("feeds.refreshing", n=done, total=total))
