"""Opens and previews articles, reads on, finds the next unread one, and keeps the place in each."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from tui_reader.model.article import Article
from tui_reader.model.position import Position
from tui_reader.model.view import Place, Whereabouts
from tui_reader.strings.format import feed_name
from tui_reader.ui.desk import Deed, Desk, Latest, TypedAhead
from tui_reader.ui.list.entry_row import title_of
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading.lines import NO_STOP

SAVE_AFTER = 2.0
"""Seconds after scrolling that the place is kept; leaving the article keeps it at once."""

PREVIEW_AFTER = 0.05
"""Seconds the cursor rests on an article before it is shown beside the list: a held key shows only where it stops."""


class ReadingFlow:
    """The article on screen: previewed or opened, and where the reader is in it."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, marking: Marking) -> None:
        self._desk, self._panes, self._lists, self._marking = desk, panes, lists, marking
        self._wanted: int | None = None
        self._opened: int | None = None
        """The article that was opened, not only previewed."""
        self._unsaved: tuple[int, str, int] | None = None
        self._load = Latest(desk, self._load_wanted, "article")
        self.ahead = TypedAhead(self._not_there_yet)
        """Keys meant for the article that is on its way to the screen."""
        self.opened: Callable[[int], None] = lambda _: None
        """Told which article was opened; set by the comments."""
        self.trail: Callable[[], str] = lambda: ""
        """The title of the article a followed link leads back to; set by the part that follows them."""
        self._return: tuple[Position, int] | None = None
        """Place and focused link the article that is coming is opened at, if not where it was left."""
        self.arrived: Callable[[], None] = lambda: None
        """Told that an article, or the same one anew, is on screen; set by the comments."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "read.on": lambda _: self.read_on(),
            "article.next": lambda count: self._step(count or 1),
            "article.previous": lambda count: self._step(-(count or 1)),
            "unread.next": lambda _: self.next_unread(),
            "unread.previous": lambda _: self.next_unread(back=True),
        }

    @property
    def shown_id(self) -> int | None:
        """The article in the reading view."""
        return self._desk.shown.entry.id if self._desk.shown else None

    @property
    def _latest(self) -> int | None:
        """The article in the reading view, or the one on its way there."""
        return self.shown_id if self._wanted is None else self._wanted

    def whereabouts(self, *, reading: bool) -> Whereabouts:
        """The list, the article in it, and whether it is being read."""
        current = self._desk.entries.current
        return Whereabouts(self._lists.view, current, reading and current == self._opened)

    def is_open(self, entry_id: int) -> bool:
        """Whether this article is the one being read, not only previewed."""
        return entry_id == self._opened == self.shown_id

    def _not_there_yet(self) -> bool:
        """Whether the article is being read from the store, or its pane has no lines yet."""
        unseen = self._panes.focus is Pane.ARTICLE and not self._desk.article.size.height
        return self._load.busy or unseen

    # showing

    def begin(self, article: Article | None) -> None:
        """The article of the first paint: a preview."""
        self._wanted = article.entry.id if article else None
        self._put(article)

    def resume(self) -> None:
        """Go on with the article of the first paint where the reader was when the program ended."""
        if self.shown_id is not None:
            self._opened = self.shown_id
            self._panes.go(Pane.ARTICLE)
            self._desk.wait(self._add_related(self.shown_id), "related", exclusive=True)

    def preview(self, entry_id: int) -> None:
        """Show beside the list; marks nothing."""
        if self._desk.wishes.mark_read == "passed" and self.shown_id is not None:
            self._marking.opened(self.shown_id)
        if self._panes.previews:
            self._show(entry_id, after=PREVIEW_AFTER)
        self._tell_rank()

    def follow(self, entry_id: int) -> None:
        """Another list was shown: the article beside it is the one under the cursor, once the list is on screen."""
        if self._panes.focus is Pane.LIST and self._panes.previews:
            self._show(entry_id, after=PREVIEW_AFTER)
        self._tell_rank()

    async def bring(self) -> None:
        """Have the article under the list's cursor on screen: where it is not beside the list it was not previewed."""
        current = self._desk.entries.current
        if self._panes.focus is Pane.LIST and current is not None and current != self.shown_id:
            self.save_place()
            self._wanted = current
            await self._load_wanted()

    def open(self, entry_id: int, *, focus: bool = True, at: tuple[Position, int] | None = None) -> None:
        """Read it: marks read; ``focus`` False leaves the keys with the list where the article is beside it."""
        self._opened, self._return = entry_id, at
        self._desk.entries.select(entry_id)
        self._show(
            entry_id
        )  # first: what is written then waits for the disk, and the article would wait for it
        self._desk.wait(self._desk.library.opened(entry_id), "opened")
        self._desk.wait(self._desk.library.remember_where(self.whereabouts(reading=True)), "memory")
        self._count_as_read(entry_id)
        if focus or not self._panes.previews:
            self._panes.go(Pane.ARTICLE)
            self._desk.screen.call_after_refresh(self.ahead.catch_up)
        self._desk.wait(self._add_related(entry_id), "related", exclusive=True)
        self.opened(entry_id)
        self._tell_rank()

    def again(self, entry_id: int) -> None:
        """The article's text or comments changed: show it as it is now, at the same place."""
        if entry_id in (self.shown_id, self._wanted):
            self._desk.wait(self._reload(entry_id), "reload")

    def _show(self, entry_id: int, *, after: float = 0.0) -> None:
        shown = self._desk.shown
        if shown is None or shown.document is None or not entry_id == shown.entry.id == self._wanted:
            self._wanted = entry_id
            self._load.ask(after=after)
            self.save_place()

    async def _load_wanted(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        try:
            article = await self._desk.library.article(wanted)
            if wanted == self._wanted:
                (place, stop), self._return = self._return or (None, NO_STOP), None
                self._put(article, place)
                self._desk.article.stop = stop
        finally:
            self._desk.screen.call_after_refresh(self.ahead.catch_up)

    async def _reload(self, entry_id: int) -> None:
        article = await self._desk.library.article(entry_id)
        if article is not None and entry_id == self._wanted:
            here = self.shown_id == entry_id
            place = self._desk.article.position if here else Position.parse(article.entry.state.place)
            self._put(article.renewing(self._desk.shown), place)

    def _put(self, article: Article | None, place: Position | None = None) -> None:
        desk = self._desk
        if article is None or article.entry.id != self.shown_id:
            desk.status.pass_on()
        desk.shown = article
        desk.restyle()
        kept = Position.parse(article.entry.state.place) if article else Position()
        desk.article.show(article, kept if place is None else place)
        desk.show_comments()
        self._panes.arrange()
        self.tell()
        self.arrived()

    async def _add_related(self, entry_id: int) -> None:
        related = tuple(await self._desk.library.related(entry_id))
        shown = self._desk.shown
        if related and shown is not None and shown.entry.id == entry_id and not shown.related:
            self._desk.shown = replace(shown, related=related)
            self._desk.article.show(self._desk.shown, self._desk.article.position)

    def _count_as_read(self, entry_id: int) -> None:
        rule = self._desk.wishes.mark_read
        if rule == "open":
            self._marking.opened(entry_id)
        elif rule.startswith("dwell:"):
            seconds = int(rule.removeprefix("dwell:").removesuffix("s"))
            self._desk.screen.set_timer(seconds, lambda: self._dwelt(entry_id))

    def _dwelt(self, entry_id: int) -> None:
        if self.shown_id == entry_id:
            self._marking.opened(entry_id)

    # reading on

    def read_on(self) -> None:
        """A page further; at the end, and from the list, the next thing to read."""
        panes, desk = self._panes, self._desk
        if panes.focus is Pane.COMMENTS:
            if not desk.comments.page(1):
                desk.comments.post_message(desk.comments.MoreWanted())
            return
        current = desk.entries.current
        if panes.focus is Pane.LIST and current is not None and current != self._opened:
            self.open(current, focus=False)
        elif not desk.article.page(1):
            self.next_unread()

    def next_unread(self, *, back: bool = False) -> None:
        """The next unread article, of this view first; in the comments the next new comment."""
        if self._panes.focus is Pane.COMMENTS:
            if not self._desk.comments.next_new(-1 if back else 1):
                self._desk.say("comments.no_new")
            return
        self._desk.wait(self._next_unread(back), "next", exclusive=True)

    async def _next_unread(self, back: bool) -> None:
        desk = self._desk
        after = desk.entries.current if self._panes.focus is Pane.LIST else self._latest
        found = await desk.library.next_unread(self._lists.view, after, back=back)
        if found is None:
            later = self._lists.sources.counts.later
            desk.status.say(
                desk.words("empty.unread_later", n=later) if later else desk.words("notice.all_caught_up")
            )
            return
        if not desk.entries.select(found):
            self._lists.show(
                replace(self._lists.view, place=Place.UNREAD, id=None, query="", unread_only=False),
                current=found,
            )
        self.open(found, focus=self._panes.focus is Pane.ARTICLE)

    def _step(self, by: int) -> None:
        desk = self._desk
        start = desk.entries.current if self._panes.focus is Pane.LIST else self._latest
        if start is not None and desk.entries.row_of(start) is None:
            start = desk.entries.current  # a page come to by a link is in no list
        found = desk.entries.neighbour(start, by) or desk.entries.neighbour(start, 1 if by > 0 else -1)
        if found is None:
            desk.say("notice.end_of_list" if by > 0 else "notice.start_of_list")
            return
        self.open(found, focus=self._panes.focus is not Pane.LIST)

    # the place

    def scrolled(self, position: Position, progress: int, left: str) -> None:
        """The reader is elsewhere in the article; a preview's place is not kept."""
        entry_id = self.shown_id
        if entry_id is not None and entry_id == self._opened:
            if self._unsaved is None:
                self._desk.screen.set_timer(SAVE_AFTER, self.save_place)
            self._unsaved = (entry_id, str(position), progress)
        self.tell(progress, left)

    def save_place(self) -> None:
        """Keep where the reader is."""
        if self._unsaved is not None:
            entry_id, place, progress = self._unsaved
            self._unsaved = None
            row = self._desk.entries.row_of(entry_id)
            if row is not None:
                state = replace(row.state, opened=True, progress=progress, place=place)
                self._desk.entries.fill([replace(row, state=state)])
            self._desk.wait(self._desk.library.save_place(entry_id, place, progress), "place")

    # saying

    def tell(self, progress: int | None = None, left: str | None = None) -> None:
        """The line above the article and the window's title."""
        desk = self._desk
        narrow = len(self._panes.shown) == 1
        source = feed_name(desk.words, desk.shown.entry.feed_title) if desk.shown and narrow else ""
        rank = self._rank() if narrow else ""
        view = desk.article
        ready = desk.shown is not None and desk.shown.document is not None
        desk.bar.say(
            progress=(view.progress if progress is None else progress) if ready else None,
            left=view.left if left is None else left,
            rank=rank,
            back=self.trail() or source,
        )
        if desk.shown is not None:
            row = desk.entries.row_of(desk.shown.entry.id)
            name = title_of(row, desk.words) if row else desk.shown.entry.data.title
            desk.screen.title = desk.words("window.title", title=name)
        else:
            desk.screen.title = desk.words("window.name")

    def _tell_rank(self) -> None:
        self._lists.tell()
        self.tell()

    def _rank(self) -> str:
        rank, total = self._desk.entries.rank
        return self._desk.words("list.position", i=rank, n=total) if total else ""
