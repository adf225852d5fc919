"""Keeps the list true: shows a view, fetches its rows, learns what changed, and moves nothing the reader looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tui_reader.model.entry import EntryRow
from tui_reader.model.health import needs_look
from tui_reader.model.view import FirstScreen, Group, Place, Snapshot, Sources, View
from tui_reader.strings import Words
from tui_reader.strings.format import clock, feed_name
from tui_reader.ui.desk import Desk, Latest, TypedAhead
from tui_reader.ui.keys import shown
from tui_reader.ui.list.entry_row import Density

_COMPACT_ROWS, _COMPACT_COLUMNS = 30, 100
_DENSITIES = {"compact": Density.COMPACT, "normal": Density.NORMAL, "comfortable": Density.COMFORTABLE}


class ListFlow:
    """The view shown, its snapshot, and the sources beside it."""

    def __init__(self, desk: Desk, first: FirstScreen) -> None:
        self._desk = desk
        self.view = first.view
        self.sources: Sources = first.sources
        self._changed = 0
        self.waiting = 0
        """How many rows the view would gain."""
        self._learn = Latest(desk, self._learn_now, "learn")
        self._last_visit = first.sources.last_visit
        self._whole = False
        """Whether all ids of the view are here: at the first paint only the first of them are."""
        self._counted, self._count = True, 0
        """Whether it is known how many rows the view has, and how many were told last."""
        self._arriving = not first.rows
        self._on_its_way: View | None = None
        self.ahead = TypedAhead(lambda: self._on_its_way is not None)
        """Keys meant for the list that is on its way to the screen."""
        self.arranged: Callable[[View], View] = lambda view: view
        """How a list was arranged last; set by the part that arranges lists."""
        self.search_again: Callable[[], None] = lambda: None
        """Told when what is looked for may be found by now; set by the part that finds."""
        self.counted: Callable[[], None] = lambda: None
        """Told when the feeds were looked up anew; set by the screen."""
        self.taken: Callable[[View], None] = lambda _: None
        """Told which list is on screen now; set by the part that finds."""
        self.shown: Callable[[int], None] = lambda _: None
        """Told which article the cursor stands on in a list just shown; set by the screen."""

    # showing

    def begin(self, first: FirstScreen) -> None:
        """What was read before the screen was there; the rest of the ids follow."""
        self._put(first.snapshot, first.rows, first.current)
        self._tell_need()
        self._desk.sources.show(self.sources, self.view)
        self.tell()

    async def fill_first(self) -> None:
        """After the first paint: all ids of the view."""
        await self._desk.library.changed()  # first: what comes in between is told once more, not lost
        await self.let_in()

    def show(self, view: View, *, current: int | None = None) -> None:
        """Another list, as it was arranged last."""
        view = self.arranged(view)
        self.view = self._on_its_way = view
        self._desk.wait(self._show(view, current), "list", exclusive=True)

    async def _show(self, view: View, current: int | None) -> None:
        try:
            snapshot = await self._desk.library.snapshot(view)
            rows = await self._desk.library.rows(list(snapshot.ids[:60]))
            if view == self.view:
                self._take(snapshot, rows, current)
        finally:
            if view is self._on_its_way:
                self._on_its_way = None
                self.ahead.catch_up()

    async def let_in(self) -> None:
        """The view as it is now, the cursor where it was."""
        snapshot = await self._desk.library.snapshot(self.view, self._desk.entries.staying)
        rows = await self._desk.library.rows(list(snapshot.ids[:60]))
        if snapshot.view == self.view:
            self._take(snapshot, rows, None if self._arriving else self._desk.entries.current)

    def touched(self) -> None:
        """The reader has done something: from now on nothing moves by itself."""
        self._arriving = False

    def _take(self, snapshot: Snapshot, rows: Sequence[EntryRow], current: int | None) -> None:
        self._changed, self._whole, self._counted = snapshot.changed, True, True
        self._put(snapshot, rows, current)
        self._desk.sources.show(self.sources, self.view)
        self._told()

    def _put(self, snapshot: Snapshot, rows: Sequence[EntryRow], current: int | None) -> None:
        desk, size = self._desk, self._desk.screen.app.size
        names = group_names(self.sources, snapshot.view.group, desk.words)
        desk.entries.show(snapshot, rows, current=current, last_visit=self._last_visit, names=names)
        desk.entries.look(desk.words, desk.now, self.density(size.width, size.height))

    @property
    def snapshot(self) -> Snapshot:
        """The list as it stands."""
        return Snapshot(self.view, self._desk.entries.ids, self._changed, self._desk.entries.added)

    def put_back(
        self,
        snapshot: Snapshot,
        current: int | None,
        rows: Sequence[EntryRow] = (),
        *,
        counted: bool = True,
    ) -> None:
        """A list as it was, not as it would be now; its other rows are fetched as they are seen.

        Not ``counted``: how many stand in it is not known yet.
        """
        self.view, self._changed, self._counted = snapshot.view, snapshot.changed, counted
        self._put(snapshot, rows, current)
        self._told()
        self.learn()

    def _told(self) -> None:
        self.taken(self.view)
        self.announce(0)
        self.tell()
        current = self._desk.entries.current
        if current is not None:
            self.shown(current)

    # rows

    def fetch(self, ids: Sequence[int]) -> None:
        """Rows that came into view."""
        self._desk.wait(self._fetch(ids), "rows")

    async def _fetch(self, ids: Sequence[int]) -> None:
        self._desk.entries.fill(await self._desk.library.rows(ids))

    async def again(self, ids: Sequence[int] = ()) -> None:
        """Rows (none named: those near the cursor) and counts as the store has them."""
        self._desk.entries.fill(await self._desk.library.rows(ids or self._desk.entries.near))
        await self.count()

    async def count(self) -> None:
        """The counts of the sources."""
        self.sources = await self._desk.library.sources()
        self._tell_need()
        self._desk.sources.show(self.sources, self.view)
        self.tell()
        self.counted()

    def _tell_need(self) -> None:
        """How many feeds need a look."""
        now = self._desk.now
        self._desk.sources.need = sum(needs_look(feed, now) for feed in self.sources.feeds)

    # learning

    def learn(self) -> None:
        """Something may have changed: an event came, or time passed."""
        self._learn.ask()

    async def _learn_now(self) -> None:
        changed = await self._desk.library.changed()
        if changed is None:
            return
        entries = self._desk.entries
        # a feed that has its name only now shows in all its rows
        here = (
            entries.near if changed.feeds else [n for n in changed.entries if entries.row_of(n) is not None]
        )
        if here:
            self._desk.entries.fill(await self._desk.library.rows(here))
        await self.count()
        if self.view.query and self.view.id is None:
            self.search_again()
            return
        fresh = await self._desk.library.new_in(self.view, self._changed)
        if fresh and (self._arriving or not self._desk.entries.ids):
            await self.let_in()  # the first articles of all, or nothing there that could move
        else:
            self.announce(fresh)

    def announce(self, count: int) -> None:
        """Say how many new ones wait; Enter above the first row lets them in."""
        told, self.waiting = self.waiting, count
        if bool(told) != bool(count):
            self.tell()
        text = self._desk.words("list.new_wait", n=count) if count else ""
        self._desk.status.show(news=text)
        if not count:
            self._desk.status.choose(False)
        self._desk.footer_again()

    @property
    def way_to_new(self) -> str:
        """The key that lets the new ones in, in words: Enter where they are chosen, else the key that goes to the top."""
        desk = self._desk
        if not self.waiting:
            return ""
        at_once = desk.status.chosen or desk.entries.current is None
        key = shown(desk.keymap.key_of("open" if at_once else "move.top"))
        return desk.words("list.new_by", key=key) if key else ""

    # saying

    def tell(self) -> None:
        """Title line, empty sentence, freshness."""
        desk = self._desk
        place, count = self._rank()
        self._count = count if self._counted else self._count
        # what waits is among the minutes already, and not among the rows
        whole = self.view.place is Place.UNREAD and not self.view.query and not self.waiting
        minutes = self.sources.counts.minutes if whole else 0
        desk.list_bar.say(self.title(), count=self._count, minutes=minutes, rank=(place, self._count))
        desk.entries.empty_text = self._empty()
        times = [feed.refreshed_at for feed in self.sources.feeds if feed.refreshed_at]
        fresh = desk.words("list.updated", time=clock(max(times), desk.zone)) if times else ""
        desk.status.show(fresh=fresh)

    def _rank(self) -> tuple[int, int]:
        """Which of how many; before all ids are here, of as many as the kept counts say."""
        place, loaded = self._desk.entries.rank
        counts = self.sources.counts
        kept = {Place.UNREAD: counts.unread, Place.ALL: counts.total}.get(self.view.place, 0)
        return place, loaded if self._whole or self.view.query else max(loaded, kept)

    def title(self) -> str:
        """What the view is called."""
        return self.title_of(self.view)

    def title_of(self, view: View) -> str:
        """What a view is called."""
        if view.place is Place.FEED:
            return next(
                (
                    feed_name(self._desk.words, feed.title)
                    for feed in self.sources.feeds
                    if feed.id == view.id
                ),
                "",
            )
        if view.place is Place.FOLDER:
            return next((folder.title for folder in self.sources.folders if folder.id == view.id), "")
        if view.place is Place.SEARCH and view.id is not None:
            return next((one.title for one in self.sources.smart if one.id == view.id), view.query)
        name = self._desk.words(f"view.{view.place}")
        return f"{name}: {view.query}" if view.query else name

    def _empty(self) -> str:
        words, view, counts = self._desk.words, self.view, self.sources.counts
        if view.query:
            return words("search.none_everywhere", text=view.query)
        if not counts.total and self._desk.library.preparing:
            return words("empty.preparing")
        if view.place is Place.UNREAD and not counts.total:
            return words("empty.all") if self.sources.feeds else words("empty.feeds")
        if view.place is Place.UNREAD and counts.later:
            return words("empty.unread_later", n=counts.later)
        if view.place is Place.FEED and view.unread_only:
            return words("empty.feed_read")
        if view.place is Place.ALL and not self.sources.feeds:
            return words("empty.feeds")
        return words.first(f"empty.{view.place}", "empty.list")

    def toggle_unread(self, _count: int | None = None) -> None:
        """Only unread, or all, of this list."""
        if self.view.place in (Place.UNREAD, Place.ALL):
            place = Place.ALL if self.view.place is Place.UNREAD else Place.UNREAD
            self.show(replace(self.view, place=place), current=self._desk.entries.current)
        else:
            self.show(
                replace(self.view, unread_only=not self.view.unread_only), current=self._desk.entries.current
            )

    def density(self, width: int, height: int) -> Density:
        """Lines an article at this size of the window."""
        own = _DENSITIES.get(self.view.density or self._desk.wishes.density)
        if own is not None:
            return own
        return Density.COMPACT if height < _COMPACT_ROWS or width < _COMPACT_COLUMNS else Density.NORMAL


def group_names(sources: Sources, group: Group, words: Words) -> dict[int, str]:
    """What stands above the rows of each feed in a list in groups; nothing where they stand by day."""
    if group is Group.DAY:
        return {}
    if group is Group.FEED:
        return {feed.id: feed_name(words, feed.title) for feed in sources.feeds}
    titles = {folder.id: folder.title for folder in sources.folders}
    none = words("arranged.no_folder")
    return {feed.id: titles.get(feed.folder_id or 0, none) for feed in sources.feeds}
