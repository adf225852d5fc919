"""Opens the page of the feeds, has the keys while it is there, and does what can be done for a feed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui_reader.model.feed import Feed
from tui_reader.model.health import FeedHealth, needs_look
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.footer import Item, offered
from tui_reader.ui.health.mending import Mender
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Panes

if TYPE_CHECKING:
    from tui_reader.ui.health.feeds_page import FeedsPage
    from tui_reader.ui.health.lines_pane import LinesPane
    from tui_reader.ui.health.page_lines import Seen

_LISTED = ("open", "refresh", "feed.edit", "feed.add", "help")
_FACTS = ("open", "refresh", "feed.edit", "open.browser", "back", "help")
_ELSEWHERE = frozenset(
    (
        *("refresh", "refresh.all", "feed.add", "feed.edit", "feed.starter", "undo", "redo", "quit"),
        *("help", "commands", "redraw", "suspend", "trip"),
    )
)
"""What works over the page as everywhere."""
_AWAY = frozenset(("search", "unread.next", "unread.previous", "pane.sources"))
"""What leads from the page to articles, beside the places."""


class HealthFlow:
    """The page, while it is open."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, mender: Mender) -> None:
        self._desk, self._panes, self._lists, self._mender = desk, panes, lists, mender
        self._page: FeedsPage | None = None
        self._only_need = False
        self._notes: Mapping[int, str] = {}
        self._health: FeedHealth | None = None
        self._shown = 0
        self._moves = self._all_moves()

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"go.feeds": lambda _: self.open(), "go.look": lambda _: self.open(only_need=True)}

    @property
    def is_open(self) -> bool:
        """Whether the page lies over the panes."""
        return self._page is not None

    @property
    def feed(self) -> Feed | None:
        """The feed the keys are about; None where the page is not open."""
        return self._feed_of(self._page.feeds.current) if self._page is not None else None

    def open(self, *, only_need: bool = False) -> None:
        """Show every feed, or those that need a look."""
        self._only_need = only_need
        if self._page is not None:
            self._page.turn(in_facts=False)
            self.learn(fresh=True)
            return
        from tui_reader.ui.health.feeds_page import FeedsPage  # not needed to start

        desk = self._desk
        self._page = FeedsPage(ascii_icons=desk.wishes.ascii_icons)
        self._page.turn(in_facts=False)
        desk.screen.query_one("#panes").display = False
        desk.screen.mount(self._page, before=desk.status)
        desk.status.show(lasting="")
        desk.footer_again()
        self.learn(fresh=True)

    def close(self) -> None:
        """The panes again, as they were."""
        if self._page is not None:
            page, self._page, self._health = self._page, None, None
            page.remove()
            self._desk.screen.query_one("#panes").display = True
            self._panes.go(self._panes.focus, sources=self._panes.in_sources)

    def takes(self, action: str, count: int | None) -> bool:
        """Whether the action was for the page; what leads elsewhere closes it first."""
        page = self._page
        if page is None or action in self.deeds() or action in _ELSEWHERE or action.startswith("size."):
            return False
        if action in self._moves:
            self._moves[action](count or 1)
            self._moved()
        elif action in ("open", "go.in", "move.next_stop"):
            self.press(action)
        elif action in ("go.out", "back", "move.previous_stop"):
            self._leave()
        elif action == "open.browser" and self.feed is not None:
            self._mender.do("open_site", self.feed)
        elif action.startswith("go.") or action in _AWAY:
            self.close()
            return False
        else:
            self._desk.say("notice.not_here")
        return True

    def keys(self) -> tuple[Item, ...]:
        """The footer while the page is open."""
        page, words, keymap = self._page, self._desk.words, self._desk.keymap
        if page is None:
            return ()
        labels = {
            action: words.first(f"footer.feeds.{action}", f"footer.{action}", f"action.{action}")
            for action in (_FACTS if page.in_facts else _LISTED)
        }
        if page.in_facts:
            labels["open"] = words("fix.do")
        return tuple(offered(keymap, words, labels))

    def press(self, action: str = "open") -> None:
        """Into the facts of the feed under the cursor; there, do what the cursor stands on."""
        page = self._page
        if page is None or self.feed is None:
            return
        if not page.in_facts:
            page.turn(in_facts=True)
            self._draw_facts(fresh=not page.both)
            self._desk.footer_again()
        elif action == "open" and page.facts.current:
            self._mender.do(page.facts.current.removeprefix("fix:"), self.feed)
        elif action == "move.next_stop":
            page.facts.move(1)

    def pressed(self, pane: LinesPane, answer: str) -> None:
        """A click does what Enter does."""
        page = self._page
        if page is None:
            return
        if pane is page.facts:
            page.turn(in_facts=True)
            self._desk.footer_again()
        self._moved()
        self.press()

    def back(self) -> None:
        """The title line was clicked."""
        self._leave()

    def learn(self, *, fresh: bool = False) -> None:
        """Feeds may have changed: the lines are made anew, the cursor stays where it is."""
        if self._page is not None:
            self._desk.wait(self._learn(fresh), "health", exclusive=True)

    async def _learn(self, fresh: bool) -> None:
        self._notes = await self._desk.library.feed_notes()
        if self._page is not None:
            self._draw_feeds(fresh)
            await self._look_at()

    async def _look_at(self) -> None:
        """What is known of the feed under the cursor."""
        feed, page = self.feed, self._page
        if page is None:
            return
        self._health = await self._desk.library.health(feed.id) if feed is not None else None
        now_shown = feed.id if feed is not None else 0
        fresh, self._shown = now_shown != self._shown, now_shown
        self._draw_facts(fresh=fresh)

    def again(self) -> None:
        """The page has another width."""
        if self._page is not None:
            self._draw_feeds(fresh=False)
            self._draw_facts(fresh=False)

    def _moved(self) -> None:
        page = self._page
        if page is not None and not page.in_facts:
            self._desk.wait(self._look_at(), "health-feed", exclusive=True)

    def _leave(self) -> None:
        page = self._page
        if page is not None and page.in_facts:
            page.turn(in_facts=False)
            self._desk.footer_again()
        else:
            self.close()

    def _draw_feeds(self, fresh: bool) -> None:
        from tui_reader.ui.health.page_lines import listing  # with the page

        page, desk, feeds = self._page, self._desk, self._lists.sources.feeds
        if page is None:
            return
        need = sum(needs_look(feed, desk.now) for feed in feeds)
        parts = [desk.words("look.feeds", n=len(feeds))] + ([desk.words("look.need", n=need)] if need else [])
        page.say(" · ".join([desk.words("health.title"), *parts]))
        lines = listing(feeds, self._notes, self._seen(page.widths()[0]), only_need=self._only_need)
        page.feeds.show(lines, stay=not fresh)

    def _draw_facts(self, *, fresh: bool) -> None:
        from tui_reader.ui.health.feed_facts import facts  # with the page

        page = self._page
        if page is not None:
            config = str(self._desk.library.paths.config_file)
            seen = self._seen(page.widths()[1])
            page.facts.show(facts(self._health, seen, config) if self._health else [], stay=not fresh)

    def _seen(self, width: int) -> Seen:
        from tui_reader.ui.health.page_lines import Seen  # with the page

        return Seen(self._desk.words, self._desk.now, self._desk.zone, width)

    def _feed_of(self, answer: str) -> Feed | None:
        number = answer.removeprefix("feed:")
        return next((feed for feed in self._lists.sources.feeds if str(feed.id) == number), None)

    def _all_moves(self) -> dict[str, Callable[[int], None]]:
        def moving(act: Callable[[LinesPane, int], None]) -> Callable[[int], None]:
            return lambda count: act(self._page.pane, count) if self._page is not None else None

        return {
            "move.down": moving(lambda pane, count: pane.move(count)),
            "move.up": moving(lambda pane, count: pane.move(-count)),
            "move.half_down": moving(lambda pane, _: pane.page(0.5)),
            "move.half_up": moving(lambda pane, _: pane.page(-0.5)),
            "move.page_down": moving(lambda pane, _: pane.page(1)),
            "read.on": moving(lambda pane, _: pane.page(1)),
            "move.page_up": moving(lambda pane, _: pane.page(-1)),
            "move.top": moving(lambda pane, _: pane.end(top=True)),
            "move.bottom": moving(lambda pane, _: pane.end(top=False)),
            "move.next_section": moving(lambda pane, _: pane.section(1)),
            "move.previous_section": moving(lambda pane, _: pane.section(-1)),
        }
