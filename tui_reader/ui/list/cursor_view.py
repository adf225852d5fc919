"""Where the reader stands in the list: the cursor, what moves it, and what it leaves in sight; apart from how rows are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from tui_reader.model.entry import EntryRow
from tui_reader.model.view import View
from tui_reader.ui.lighting import RoleView
from tui_reader.ui.list.entry_row import Density
from tui_reader.ui.list.geometry import Geometry
from tui_reader.ui.list.loaded_rows import LoadedRows

if TYPE_CHECKING:
    from tui_reader.ui.list.selection import Selection


class OfArticle(Message):
    """Says something of one article of the list."""

    def __init__(self, entry_id: int) -> None:
        super().__init__()
        self.entry_id = entry_id


class CursorView(RoleView):
    """Base of the list. The cursor is on an article, not on a place; nothing moves unless the reader moves it."""

    class Moved(OfArticle):
        """The cursor stands on another article."""

    class Opened(OfArticle):
        """An article was clicked."""

    class RowsWanted(Message):
        """Rows are needed that are not here."""

        def __init__(self, ids: Sequence[int]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self) -> None:
        super().__init__()
        self._loaded = LoadedRows()
        self._geometry = Geometry()
        self._index = self._before = 0
        self._density, self.view = Density.NORMAL, View()
        self.selection: Selection | None = None
        """The articles chosen by hand; None: none are."""

    # where it is

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

    def next_unread(self, entry_id: int | None, way: int) -> int | None:
        """The next unread article after (1) or before (-1) one of the list; None where the store has to be asked."""
        place = self._loaded.place_here(entry_id)
        return None if place is None else self._loaded.next_unread(place, way)

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
        if self.selection is not None and self.selection.anchor is not None:
            self.selection.end = place
            self.refresh()
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

    # what is chosen by hand

    @property
    def place(self) -> int:
        """Where the cursor stands, from 0."""
        return self._index

    @property
    def chosen(self) -> Sequence[int]:
        """The articles chosen by hand, in the order of the list."""
        return () if self.selection is None else self.selection.ids(self._loaded.ids)

    def choose(self, selection: Selection | None) -> None:
        """These are chosen now; None or none of them: none are."""
        self.selection = selection if selection is not None and selection.count else None
        self.refresh()

    def _choose_again(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Another list is about to stand here."""
        if self.selection is not None:
            self.choose(self.selection.moved(old, new) if len(old) else None)

    # what is in sight

    def _measure(self) -> None:
        size, height = Size(1, self._geometry.lines), self.size.height
        if size == self.virtual_size:
            return
        if not height or (size.height > height) != (self.virtual_size.height > height):
            self.virtual_size = size  # the scroll bar comes or goes: all is laid out
            return
        self.set_reactive(Widget.virtual_size, size)
        self.vertical_scrollbar.window_virtual_size = size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

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
            self.refresh(
                self.size.region
            )  # without its scroll bar, which knows itself when it looks another way

    def _draw_again(self, *places: int | None) -> None:
        """Some rows look another way now, all others as they did."""
        for place in places:
            if place is not None:
                self.refresh_lines(self._geometry.line_of(place), self._geometry.height_of(place))
