"""Does what can be done for one feed: another address, asking again or no more, leaving it, looking at its site."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tui_reader.library.feed_health import site
from tui_reader.model import messages
from tui_reader.model.feed import Feed, FeedEdit
from tui_reader.model.health import Fix
from tui_reader.model.urls import is_web
from tui_reader.strings.format import feed_name
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.desk import Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.refreshing import Refreshing


class Mender:
    """``do_action`` does an action of the key table."""

    def __init__(
        self,
        desk: Desk,
        lists: ListFlow,
        refreshing: Refreshing,
        addresses: Addresses,
        do_action: Callable[[str], None],
    ) -> None:
        self._desk, self._lists, self._refreshing = desk, lists, refreshing
        self._addresses, self._do_action = addresses, do_action
        self._searching: dict[int, Feed] = {}
        """Searches for feeds under way, and for which feed."""

    def do(self, fix: str, feed: Feed) -> None:
        """Do it, and say what was done."""
        desk = self._desk
        match Fix(fix):
            case Fix.USE_ADDRESS:
                desk.wait(self._relocate(feed, feed.moving_to, fix), "act")
            case Fix.OLD_ADDRESS:
                desk.wait(self._relocate(feed, feed.moved_from, fix), "act")
            case Fix.RETRY:
                desk.wait(self._refreshing.begin([feed.id]), "refresh")
            case Fix.ACCEPT:
                desk.wait(self._accept(feed), "act")
            case Fix.PAUSE | Fix.RESUME:
                desk.wait(self._pause(feed, paused=fix == Fix.PAUSE), "act")
            case Fix.OPEN_SITE:
                self._addresses.follow(feed.data.link if is_web(feed.data.link) else feed.location)
            case Fix.SETTINGS:
                self._do_action("feed.edit")
            case Fix.UNSUBSCRIBE:
                desk.wait(self._unsubscribe(feed), "act")
            case Fix.DISCOVER:
                desk.wait(self._discover(feed), "discover")

    def finished(self, event: messages.Finished) -> bool:
        """A search for feeds ended; False where it was none of ours."""
        feed = self._searching.pop(event.id, None)
        if feed is None:
            return False
        if event.code:
            self._desk.status.say(self._desk.reason(event.code, event.facts))
        else:
            self._desk.wait(self._choose(feed, event.key), "discover")
        return True

    async def _discover(self, feed: Feed) -> None:
        """Ask the engine for the feeds of the page that is no feed, or of the site whose feed is no more."""
        desk, location = self._desk, feed.location
        if feed.trouble is not None and feed.trouble.code != "not_a_feed" and is_web(feed.data.link):
            location = feed.data.link
        if desk.library.offline:
            desk.say("health.offline")
        elif number := await desk.library.discover(location):
            self._searching[number] = feed
            desk.say("feeds.looking", host=site(feed))

    async def _choose(self, feed: Feed, key: str) -> None:
        """Offer what was found; the one chosen becomes this feed's address, so that its articles stay together."""
        desk = self._desk
        found = [one for one in (await desk.library.discovered(key)).good if one.location != feed.location]
        if not found:
            desk.say("fix.none_found", host=site(feed))
            return
        from tui_reader.ui.choices import Choice, Choices  # its text box is not needed to start

        words, host = desk.words, site(feed)
        lines = [
            Choice(one.location, one.title or one.location, words("fix.followed") if one.feed else one.kind)
            for one in found
        ]
        page = Choices(
            words("fix.choose_feed", host=host), words("palette.hint"), "palette.none", lines, words
        )
        desk.screen.app.push_screen(page, lambda answer: self._chosen(feed, answer))

    def _chosen(self, feed: Feed, answer: str | None) -> None:
        if answer is not None:
            self._desk.wait(self._relocate(feed, answer, Fix.USE_ADDRESS), "act")

    async def _edit(self, feed: Feed, edit: FeedEdit) -> None:
        """One entry of the journal: u takes it back."""
        await self._desk.library.edit_feed(feed.id, edit)
        await self._lists.count()

    async def _relocate(self, feed: Feed, location: str, fix: str) -> None:
        await self._edit(feed, FeedEdit(location=location))
        self._desk.say(f"fix.done.{fix}", url=location)
        if not self._desk.library.offline:
            await self._refreshing.begin([feed.id])

    async def _accept(self, feed: Feed) -> None:
        await self._edit(feed, FeedEdit(settings=replace(feed.settings, silent_since=feed.pace.newest)))
        self._desk.say("fix.done.accept")

    async def _pause(self, feed: Feed, *, paused: bool) -> None:
        await self._edit(feed, FeedEdit(paused=paused))
        self._desk.say("fix.done.pause" if paused else "fix.done.resume")

    async def _unsubscribe(self, feed: Feed) -> None:
        await self._desk.library.unsubscribe(feed.id)
        self._desk.say("notice.unsubscribe", title=feed_name(self._desk.words, feed.title))
        await self._lists.let_in()
        await self._lists.count()
