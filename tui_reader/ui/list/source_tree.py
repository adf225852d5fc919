"""The sources beside the list: places, folders that fold, feeds with what is unread in them."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui_reader import resources
from tui_reader.model.feed import Feed
from tui_reader.model.view import MOST_COUNTED, Place, Sources, View
from tui_reader.strings import Words
from tui_reader.ui.lighting import RoleView, lit
from tui_reader.ui.list.source_lines import SourceLine, counted, lines


class SourceTree(RoleView, can_focus=True, inherit_bindings=False):
    """Shows where one can stand; choosing is a message, the list follows."""

    DEFAULT_CSS = (resources.directory("styles") / "sources.tcss").read_text(encoding="utf-8")
    SCOPED_CSS = False  # it is told where it stands
    PREFIX = "source-tree"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"source-tree--{role}"
        for role in ("place", "unread", "read", "folder", "count", "trouble", "cursor", "cursor-bar")
    }

    class Chosen(Message):
        """Show this list."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    class ActionWanted(Message):
        """A line that is no list but something to do."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    class Moved(Message):
        """The cursor stands on a feed, or on something else (None)."""

        def __init__(self, feed: Feed | None) -> None:
            super().__init__()
            self.feed = feed

    def __init__(self, words: Words, *, ascii_icons: bool = False) -> None:
        super().__init__()
        self.words = words
        self._signs = ("+", "-", "!", "|") if ascii_icons else ("▸", "▾", "!", "▌")
        self._sources = Sources()
        self._lines: list[SourceLine] = []
        self._index = 0
        self._before = 0
        self._view = View()
        self.need = 0
        """How many feeds need a look; drawn with the next ``show``."""
        self.folded: frozenset[int] = frozenset()

    def show(self, sources: Sources, view: View) -> None:
        """Other counts, or another list chosen; the cursor stays on its line, or goes to the list chosen."""
        moved = view != self._view or not self._lines
        self._sources, self._view = sources, view
        self._again(view if moved else self.line.view if self.line else view)

    @property
    def line(self) -> SourceLine | None:
        """What the cursor stands on."""
        return self._lines[self._index] if self._index < len(self._lines) else None

    @property
    def sources(self) -> Sources:
        """What is shown."""
        return self._sources

    def move(self, by: int) -> None:
        """So many lines down or up."""
        self._go(self._index + by)

    def go_to(self, place: int) -> None:
        """A line by number; -1 is the last."""
        self._before = self._index
        self._go(place if place >= 0 else len(self._lines) - 1)

    def go_back(self) -> None:
        """To where the cursor was before the last leap."""
        place, self._before = self._before, self._index
        self._go(place)

    def section(self, way: int) -> None:
        """To the next or previous folder, or the first feed."""
        places = [
            i for i, line in enumerate(self._lines) if line.folded is not None or not self._index_depth(i)
        ]
        found = [
            i
            for i in places
            if (i - self._index) * way > 0 and self._lines[i].view.place in (Place.FOLDER, Place.ALL)
        ]
        if found:
            self._go(found[0] if way > 0 else found[-1])

    def press(self) -> None:
        """Show what the cursor stands on."""
        if self.line is not None and self.line.action:
            self.post_message(self.ActionWanted(self.line.action))
        elif self.line is not None:
            self.post_message(self.Chosen(self.line.view))

    def fold(self, wanted: bool | None = None) -> bool:
        """Fold or unfold (None: the other way) the folder under the cursor; whether there was something to do."""
        line = self.line
        if line is None or line.folded is None or line.folded == wanted or line.view.id is None:
            return False
        self.folded = self.folded ^ {line.view.id}
        self._again(line.view)
        return True

    def fold_all(self, wanted: bool) -> None:
        """Fold or unfold every folder."""
        self.folded = frozenset(folder.id for folder in self._sources.folders) if wanted else frozenset()
        self._again(self.line.view if self.line else self._view)

    def go_parent(self) -> bool:
        """To the folder this feed is in."""
        line = self.line
        if line is None or not line.depth:
            return False
        above = [i for i in range(self._index) if self._lines[i].depth < line.depth]
        self._go(above[-1])
        return True

    def _index_depth(self, index: int) -> int:
        return self._lines[index].depth

    def _again(self, view: View) -> None:
        self._lines = lines(self._sources, self.folded, self.words, self.need)
        places = [
            i
            for i, line in enumerate(self._lines)
            if (line.view.place, line.view.id) == (view.place, view.id)
        ]
        self._index = places[0] if places else min(self._index, max(0, len(self._lines) - 1))
        self.virtual_size = Size(1, len(self._lines) + 1)
        self._into_view()
        self.refresh()

    def _go(self, place: int) -> None:
        self._index = max(0, min(place, len(self._lines) - 1))
        self._into_view()
        self.refresh()
        self.post_message(self.Moved(self.line.feed if self.line else None))

    def _into_view(self) -> None:
        y, height, line = self.scroll_offset.y, self.size.height, self._row(self._index)
        if height and not y <= line < y + height:
            self.scroll_to(y=line if line < y else line - height + 1, animate=False, force=True)

    def on_resize(self) -> None:
        self._into_view()

    def on_click(self, event: events.Click) -> None:
        index = self._at(event.y + self.scroll_offset.y)
        if index is None:
            return
        self._go(index)
        line = self._lines[index]
        if line.folded is not None and event.x <= 2 * line.depth + 2:
            self.fold()
        else:
            self.press()

    def _row(self, index: int) -> int:
        """The screen line of a tree line: one blank line parts the places from the feeds."""
        return (
            index + (self._lines[index].view.place in (Place.FOLDER, Place.FEED))
            if index < len(self._lines)
            else 0
        )

    def _at(self, y: int) -> int | None:
        for index in (y, y - 1):
            if 0 <= index < len(self._lines) and self._row(index) == y:
                return index
        return None

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        index = self._at(y + self.scroll_offset.y)
        if index is None:
            return Strip.blank(width, self.visual_style.rich_style)
        strip = Strip(self._segments(self._lines[index], index == self._index, width))
        strip = strip.adjust_cell_length(width, self.visual_style.rich_style)
        return lit(strip, self._role("cursor")) if index == self._index else strip

    def _segments(self, line: SourceLine, current: bool, width: int) -> list[Segment]:
        shut, open_, trouble, bar = self._signs
        sign = " " if line.folded is None else shut if line.folded else open_
        sign = trouble if line.look else sign
        bad = line.feed is not None and line.feed.trouble is not None
        count = counted(line.count, self.words, MOST_COUNTED if line.view.place is Place.SEARCH else 0)
        right = f"{' ' + trouble if bad else ''}{' ' + count if count else ''} "
        head = "  " * line.depth + sign + " "
        chosen = (line.view.place, line.view.id) == (self._view.place, self._view.id)
        role = "folder" if line.folded is not None else "unread" if line.count else "read"
        room = max(1, width - 1 - len(head) - cell_len(right))
        title = line.title[: width * 4]
        if line.short and cell_len(title) > room:
            title = line.short
        if cell_len(title) > room:
            title = set_cell_size(title, room - 1) + "…"
        style = self._role(role) + Style(underline=chosen)
        pad = " " * max(0, room - cell_len(title))
        return [
            Segment(bar if current else " ", self._role("cursor-bar")),
            Segment(head, self._role("trouble" if line.look else "read")),
            Segment(title, style),
            Segment(pad, self._role("read")),
            Segment(right, self._role("trouble" if bad else "count")),
        ]
