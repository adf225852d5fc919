"""The engine's side of the screen: starts it, watches what others change, and hands its events to who they concern."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from tui_reader.model import messages
from tui_reader.model.feed import Feed
from tui_reader.ui.comments.trouble import special
from tui_reader.ui.desk import Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.following import Following
from tui_reader.ui.full_text import FullText
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.moving_in import MovingIn
from tui_reader.ui.picture_flow import PictureFlow
from tui_reader.ui.reading_flow import ReadingFlow
from tui_reader.ui.refreshing import Refreshing
from tui_reader.ui.subscribing import Subscribing
from tui_reader.ui.trip_flow import TripFlow

POLL = 5.0
"""Seconds between looks at what other processes (cron, a second reader) changed."""

AWAY = timedelta(days=2)
"""Who was away that long is offered to leave behind what has grown old."""

QUIET = 5.0
"""Seconds after the start when there is time to look whether the store is sound."""


class FeedsFlow:
    """Hears the engine."""

    def __init__(
        self,
        desk: Desk,
        lists: ListFlow,
        reading: ReadingFlow,
        engine: EngineState,
        refreshing: Refreshing,
        subscribing: Subscribing,
        full_text: FullText,
        moving_in: MovingIn,
        pictures: PictureFlow,
        trips: TripFlow,
        following: Following,
    ) -> None:
        self._desk, self._lists, self._reading = desk, lists, reading
        self._engine, self._refreshing, self._subscribing = engine, refreshing, subscribing
        self._full_text, self._moving_in, self._pictures = full_text, moving_in, pictures
        self._trips, self._following = trips, following
        self.matched: Callable[[messages.RuleMatched], None] = lambda _: None
        """Told of a rule that matched; set by the part that has the rules."""
        self.posted: Callable[[int], None] = lambda _: None
        """Told of which entry a letter was moved; set by the screen."""
        self.told: Callable[[messages.Finished], bool] = lambda _: False
        """Told of an answer to a request of nobody here; whether it was one of theirs. Set by the screen."""

    async def start(self, open_files: Sequence[str]) -> None:
        """Start the engine, take in what was given on the command line, and watch."""
        desk = self._desk
        self._engine.tell()
        desk.library.on_recovered = self._recovered
        desk.screen.set_timer(QUIET, lambda: desk.wait(self._engine.look_after(), "check"))
        await desk.library.start(self.heard, self._engine_stopped)
        await self._lists.fill_first()
        await self._offer_older()
        await self._subscribing.take_up(open_files)
        if desk.wishes.refresh_on_start and not desk.library.offline:
            await self._refreshing.begin_due()
        desk.screen.set_interval(POLL, self._lists.learn)

    async def _offer_older(self) -> None:
        visit = self._lists.sources.last_visit
        if visit is not None and self._desk.now - visit >= AWAY:
            from tui_reader.ui.older import offer_older  # after days away

            await offer_older(self._desk, self._lists, visit)

    def heard(self, event: messages.Event) -> None:
        """An event of the engine."""
        match event:
            case messages.Ready(pid=pid):
                self._engine.ready(pid)
                self._pictures.look()
            case messages.Progress():
                self._refreshing.progressed(event)
            case messages.FeedChanged():
                self._refreshing.feed_changed(event)
                self._lists.learn()
            case messages.EntryReady(entry=entry) | messages.CommentsChanged(entry=entry):
                self._reading.again(entry)
                self._lists.learn()
            case messages.EntriesReady(entries=entries):
                for entry in entries:
                    self._reading.again(entry)
                self._lists.learn()
            case messages.RuleMatched():
                self.matched(event)
            case messages.OutboxChanged(entry=entry):
                self.posted(entry)
            case messages.PictureReady():
                self._pictures.ready(event)
            case messages.Keeping():
                self._trips.heard(event)
                self._lists.learn()
            case messages.DebtLeft():
                self._lists.learn()
            case messages.Unreachable(reachable=reachable):
                self._engine.reached(reachable)
            case messages.Finished():
                self._finished(event)
            case _:
                pass

    def explain(self, feed: Feed | None) -> None:
        """Why the feed under the cursor could not be fetched, if it could not."""
        self._desk.status.show(source=self._desk.trouble(feed) if feed is not None else "")

    def _finished(self, event: messages.Finished) -> None:
        ours = (
            self._refreshing.finished(event)
            or self._subscribing.finished(event)
            or self._full_text.finished(event)
            or self._moving_in.finished(event)
            or self._pictures.finished(event)
            or self._following.finished(event)
            or self.told(event)
        )
        here = not event.entry or event.entry == self._reading.shown_id  # of another one its own pane tells
        if not ours and here and event.code and event.code != "cancelled":
            # comments that could not be had, an article that is gone
            why = special(self._desk.words, event.code) if event.entry else ""
            reason = why or self._desk.reason(event.code, event.facts)
            self._desk.status.say(reason, passing=bool(event.entry))
        self._lists.learn()

    def _recovered(self) -> None:
        self._engine.tell()
        self._lists.show(self._lists.view)
        self._lists.learn()

    def _engine_stopped(self) -> None:
        self._refreshing.stopped()
        self._engine.stopped()
