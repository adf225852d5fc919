"""The list of articles: drawn line by line over a snapshot of ids, so that a million rows cost what is seen of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, Snapshot, View
from tui_reader.strings import Words
from tui_reader.ui.lighting import RoleView, lit
from tui_reader.ui.list import entry_row
from tui_reader.ui.list.entry_row import ASCII, SYMBOLS, Density, RowLook
from tui_reader.ui.list.geometry import Geometry
from tui_reader.ui.list.loaded_rows import LoadedRows, empty_line, heading_line


class OfArticle(Message):
    """Says something of one article of the list."""

    def __init__(self, entry_id: int) -> None:
        super().__init__()
        self.entry_id = entry_id


class EntryList(RoleView, can_focus=True, inherit_bindings=False):
    """Shows a snapshot. The selection is an article, not a place; nothing moves unless the reader moves it."""

    PREFIX = "entry-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"entry-list--{role}"
        for role in (
            "unread",
            "read",
            "meta",
            "mark",
            "kept",
            "lead",
            "heading",
            "cursor-bar",
            "cursor",
            "empty",
        )
    }

    empty_text = reactive("")
    """What stands in place of articles where there are none."""

    class Moved(OfArticle):
        """The cursor stands on another article."""

    class Opened(OfArticle):
        """An article was clicked."""

    class RowsWanted(Message):
        """Rows are needed that are not here."""

        def __init__(self, ids: Sequence[int]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(
        self, words: Words, zone: tzinfo | None, now: datetime, *, ascii_icons: bool = False
    ) -> None:
        super().__init__()
        self._look = RowLook(words, now, zone, ASCII if ascii_icons else SYMBOLS)
        self._loaded = LoadedRows()
        self._geometry = Geometry()
        self._index = self._before = 0
        self._density, self.view = Density.NORMAL, View()

    # what is shown

    def show(
        self,
        snapshot: Snapshot,
        rows: Iterable[EntryRow] = (),
        *,
        current: int | None = None,
        last_visit: datetime | None = None,
    ) -> None:
        """Another list; the cursor goes to ``current`` where it is in it, else to the top."""
        same = snapshot.view == self.view
        self.view = snapshot.view
        old = self._loaded
        opening = snapshot.view.place in (Place.READ, Place.UNFINISHED)
        self._loaded = LoadedRows(snapshot.ids or array("q"), last_visit, snapshot.added, opening)
        self._geometry = Geometry(len(snapshot.ids), int(self._density))
        self._look = replace(self._look, show_source=snapshot.view.place is not Place.FEED)
        place = self._loaded.place(current) if current is not None else None
        given = [*(old.rows.values() if same else ()), *rows]
        self._loaded.put(self._loaded.adopt(given, place or 0), self._geometry, self._look, place or 0)
        self._index = self._before = place or 0
        self._settle()

    def fill(self, rows: Iterable[EntryRow]) -> None:
        """Rows that were asked for, or that changed; lines seen stay where they are."""
        anchor = self._index
        offset = self._geometry.line_of(anchor) - self.scroll_offset.y
        rows = tuple(rows)
        if self._loaded.put(rows, self._geometry, self._look, anchor):
            self._measure()
            self.scroll_to(y=self._geometry.line_of(anchor) - offset, animate=False, force=True)
            self.refresh()
        else:
            self._draw_again(*(self._loaded.place(row.id) for row in rows))

    def forget_far(self) -> None:
        """Rows out of sight may be old news: read again when they come into view."""
        self._loaded.forget(keep=set(self.near))

    def look(self, words: Words, now: datetime, density: Density) -> None:
        """Other words, another clock, another density; the cursor stays on its line of the screen."""
        if (words, density) == (self._look.words, self._density) and now == self._look.now:
            return
        again = words != self._look.words
        self._look = replace(self._look, words=words, now=now)
        if density is not self._density or again:
            self._density = density
            self._geometry.height = int(density)
            if again:
                self._loaded.label_again(self._geometry, self._look, self._index)
            self._settle()
        self.refresh()

    # what is selected

    @property
    def current(self) -> int | None:
        """The article under the cursor."""
        ids = self._loaded.ids
        return ids[self._index] if self._index < len(ids) else None

    @property
    def row(self) -> EntryRow | None:
        """Its row, where it is here."""
        return self._loaded.rows.get(self._index)

    @property
    def rank(self) -> tuple[int, int]:
        """Which of how many, from 1."""
        return min(self._index + 1, len(self._loaded.ids)), len(self._loaded.ids)

    @property
    def ids(self) -> Sequence[int]:
        """All articles of the list in order."""
        return self._loaded.ids

    @property
    def added(self) -> int:
        """How many of the first ones were just opened by hand."""
        return self._loaded.added

    @property
    def near(self) -> list[int]:
        """The articles around what is seen: what to read again after something changed."""
        seen = self._geometry.window(self.scroll_offset.y, max(1, self.size.height))
        return list(self._loaded.ids[max(0, seen.start - 20) : seen.stop + 20])

    @property
    def staying(self) -> tuple[int, ...]:
        """The article under the cursor, and those read here: they stay until the list is left."""
        read = self._loaded.just_read(self._index)
        return tuple(read if self.current is None else {*read, self.current})

    def row_of(self, entry_id: int) -> EntryRow | None:
        """The row of an article, where it is here."""
        place = self._loaded.place(entry_id)
        return None if place is None else self._loaded.rows.get(place)

    def neighbour(self, entry_id: int | None, way: int) -> int | None:
        """The article after (1) or before (-1) another one; None at the ends."""
        place = self._loaded.place(entry_id) if entry_id is not None else self._index
        target = (self._index if place is None else place) + way
        return self._loaded.ids[target] if 0 <= target < len(self._loaded.ids) else None

    def select(self, entry_id: int) -> bool:
        """Put the cursor on an article; False where the list does not have it."""
        place = self._loaded.place(entry_id)
        if place is None:
            return False
        self._go(place, told=False)
        return True

    # moving

    def move(self, by: int) -> bool:
        """So many rows down or up; False where the cursor was at the end already."""
        return self._go(self._index + by)

    def half(self, way: int) -> None:
        """Half a page down or up."""
        self._go(self._index + way * max(1, self.size.height // (2 * int(self._density))))

    def page(self, way: int) -> None:
        """A page down or up."""
        self._go(self._index + way * max(1, self.size.height // int(self._density) - 1))

    def go_to(self, place: int) -> None:
        """The article at a place; -1 is the last. Remembers where it came from."""
        self._before = self._index
        self._go(place if place >= 0 else len(self._loaded.ids) - 1)

    def go_back(self) -> None:
        """To where the cursor was before the last leap; again: forth."""
        place, self._before = self._before, self._index
        self._go(place)

    def section(self, way: int) -> None:
        """To the next or previous day."""
        place = self._geometry.next_heading(self._index, way)
        if place is not None:
            self._go(place)

    def _go(self, place: int, *, told: bool = True) -> bool:
        place = max(0, min(place, len(self._loaded.ids) - 1))
        if place == self._index or not self._loaded.ids:
            return False
        before, self._index = self._index, place
        self._settle(before, place)
        if told:
            self.post_message(self.Moved(self._loaded.ids[place]))
        return True

    def _open_row(self) -> None:
        self._geometry.opened = (
            self._index if self._density is Density.COMPACT and self.size.height > 8 else -1
        )

    def _into_view(self) -> None:
        if self.size.height:
            y = self._geometry.scrolled_to(self._index, self.scroll_offset.y, self.size.height)
            self.scroll_to(y=y, animate=False, force=True)

    # drawing

    def _measure(self) -> None:
        self.virtual_size = Size(1, self._geometry.lines)

    def _want(self) -> None:
        if not self.size.height:
            return
        ids = self._loaded.wanted(self._geometry.window(self.scroll_offset.y, self.size.height))
        if ids:
            self.post_message(self.RowsWanted(ids))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self) -> None:
        self._settle()

    def _settle(self, *moved: int) -> None:
        """Lines, scroll and rows as the cursor and the size of the pane have it; ``moved``: nothing but these rows changed."""
        opened, top = self._geometry.opened, self.scroll_offset.y
        self._open_row()
        self._measure()
        self._into_view()
        self._want()
        if moved and (opened, top) == (self._geometry.opened, self.scroll_offset.y):
            self._draw_again(*moved)
        else:
            self.refresh()

    def _draw_again(self, *places: int | None) -> None:
        """Some rows look another way now, all others as they did."""
        for place in places:
            if place is not None:
                self.refresh_lines(self._geometry.line_of(place), self._geometry.height_of(place))

    def on_click(self, event: events.Click) -> None:
        spot = self._geometry.at(event.y + self.scroll_offset.y)
        if spot is None:
            return
        self._go(spot.row, told=False)
        self.post_message(self.Opened(self._loaded.ids[spot.row]))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if not self._loaded.ids:
            text = empty_line(self.empty_text, y, width, self.size.height)
            return self._line(text, "empty", width)
        spot = self._geometry.at(y + self.scroll_offset.y)
        if spot is None:
            return Strip.blank(width, self.visual_style.rich_style)
        if spot.kind == "heading":
            heading = self._loaded.headings[spot.row][spot.part]
            return self._line(heading_line(heading, width), "heading", width)
        row = self._loaded.rows.get(spot.row)
        made_of = (row, spot.row == self._index, self._density, width, self._look)
        return self._kept_strip((spot.row, spot.part), made_of, partial(self._draw, spot.part, *made_of))

    def _draw(
        self, part: int, row: EntryRow | None, current: bool, density: Density, width: int, look: RowLook
    ) -> Strip:
        segments = entry_row.draw(row, part, width, density, look, self._role, current=current)
        strip = Strip(segments).adjust_cell_length(width, self.visual_style.rich_style)
        return lit(strip, self._role("cursor")) if current else strip

    def _line(self, text: str, role: str, width: int) -> Strip:
        strip = Strip([Segment(text, self._role(role))])
        return strip.adjust_cell_length(width, self.visual_style.rich_style)
