"""Opens and previews articles, reads on, finds the next unread one, and keeps the place in each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from tui_reader.model.article import Article
from tui_reader.model.position import Position
from tui_reader.model.view import Place, Whereabouts
from tui_reader.strings.format import feed_name
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list.entry_row import title_of
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.showing import Showing

SAVE_AFTER = 2.0
"""Seconds after scrolling that the place is kept; leaving the article keeps it at once."""

PREVIEW_AFTER = 0.05
"""Seconds the cursor rests on an article before it is shown beside the list: a held key shows only where it stops."""


class ReadingFlow:
    """The article on screen: previewed or opened, and where the reader is in it."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, marking: Marking) -> None:
        self._desk, self._panes, self._lists, self._marking = desk, panes, lists, marking
        self._showing = Showing(desk, panes)
        self._showing.put_there = self._put_there
        self.ahead = self._showing.ahead
        """Keys meant for the article that is on its way to the screen."""
        self.again = self._showing.again
        self.finish = self._showing.finish
        """Does what waits for the frame after the one with the article; before another key is acted on."""
        self._opened: int | None = None
        """The article that was opened, not only previewed."""
        self._unsaved: tuple[int, str, int] | None = None
        self.opened: Callable[[int], None] = lambda _: None
        """Told which article was opened; set by the comments."""
        self.trail: Callable[[], str] = lambda: ""
        """The title of the article a followed link leads back to; set by the part that follows them."""
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
        return self._showing.shown_id

    @property
    def _latest(self) -> int | None:
        """The article in the reading view, or the one on its way there."""
        return self.shown_id if self._showing.wanted is None else self._showing.wanted

    def whereabouts(self, *, reading: bool) -> Whereabouts:
        """The list, the article in it, and whether it is being read."""
        current = self._desk.entries.current
        return Whereabouts(self._lists.view, current, reading and current == self._opened)

    def is_open(self, entry_id: int) -> bool:
        """Whether this article is the one being read, not only previewed."""
        return entry_id == self._opened == self.shown_id

    # showing

    def begin(self, article: Article | None) -> None:
        """The article of the first paint: a preview."""
        self._showing.begin(article)

    def resume(self) -> None:
        """Go on with the article of the first paint where the reader was when the program ended."""
        if self.shown_id is not None:
            self._opened = self.shown_id
            self._panes.go(Pane.ARTICLE)
            self._showing.add_related(self.shown_id)

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
            self._note_place()
            self.save_place()
            await self._showing.bring(current)

    def open(self, entry_id: int, *, focus: bool = True, at: tuple[Position, int] | None = None) -> None:
        """Read it: marks read; ``focus`` False leaves the keys with the list where the article is beside it."""
        self.finish()
        self._note_place()
        self._opened, self._showing.at = entry_id, at
        self._show(entry_id, at_once=True)
        if focus or not self._panes.previews:
            self._panes.go(Pane.ARTICLE)
            self._desk.screen.call_after_refresh(self.ahead.catch_up)
        self._showing.after_frame(partial(self._was_opened, entry_id))

    def _was_opened(self, entry_id: int) -> None:
        """It is on screen: the cursor comes along, what is kept of it, and what to go on with."""
        self._desk.entries.select(entry_id)
        self._desk.wait(self._desk.library.opened(entry_id), "opened")
        self._desk.wait(self._desk.library.remember_where(self.whereabouts(reading=True)), "memory")
        self._count_as_read(entry_id)
        self._showing.add_related(entry_id)
        self.opened(entry_id)
        self._tell_rank()

    def _show(self, entry_id: int, *, at_once: bool = False, after: float = 0.0) -> None:
        self._note_place()
        if self._showing.show(entry_id, at_once=at_once, after=after):
            self._showing.after_frame(self.save_place)

    def _put_there(self) -> None:
        self.tell()
        self.arrived()

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
        after = self._desk.entries.current if self._panes.focus is Pane.LIST else self._latest
        here = self._desk.entries.next_unread(after, -1 if back else 1)
        if here is not None:
            self._go_unread(here)
        else:
            self._desk.wait(self._next_unread(after, back), "next", exclusive=True)

    async def _next_unread(self, after: int | None, back: bool) -> None:
        desk = self._desk
        found = await desk.library.next_unread(self._lists.view, after, back=back)
        if found is None:
            later = self._lists.sources.counts.later
            desk.status.say(
                desk.words("empty.unread_later", n=later) if later else desk.words("notice.all_caught_up")
            )
            return
        self._go_unread(found)

    def _go_unread(self, entry_id: int) -> None:
        """In its list, or in that of all unread ones."""
        if not self._desk.entries.select(entry_id):
            self._lists.show(
                replace(self._lists.view, place=Place.UNREAD, id=None, query="", unread_only=False),
                current=entry_id,
            )
        self.open(entry_id, focus=self._panes.focus is Pane.ARTICLE)

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

    def scrolled(self, entry_id: int, position: Position, progress: int, left: str) -> None:
        """The reader is elsewhere in the article; a preview's place is not kept."""
        if entry_id != self.shown_id:
            return  # it was left before this was told
        if entry_id == self._opened:
            if self._unsaved is None:
                self._desk.screen.set_timer(SAVE_AFTER, self.save_place)
            self._unsaved = (entry_id, str(position), progress)
        self.tell(progress, left)

    def _note_place(self) -> None:
        """The article is left: where the reader is in it, whether that was told or not."""
        shown, view = self._desk.shown, self._desk.article
        if shown is not None and shown.document is not None and self.is_open(shown.entry.id):
            self._unsaved = (shown.entry.id, str(view.position), view.progress)

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
