"""The list of articles: drawn line by line over a snapshot of ids, so that a million rows cost what is seen of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import ClassVar, Final

from msgspec.structs import replace
from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, Snapshot
from tui_reader.strings import Words
from tui_reader.ui.lighting import as_drawn, lit
from tui_reader.ui.list import entry_row
from tui_reader.ui.list.cursor_view import CursorView
from tui_reader.ui.list.entry_row import ASCII, SYMBOLS, Density, RowLook
from tui_reader.ui.list.geometry import Geometry, Spot
from tui_reader.ui.list.loaded_rows import LoadedRows, empty_line, heading_line

_BY_DAY: Final[Mapping[int, str]] = {}


class EntryList(CursorView, can_focus=True, inherit_bindings=False):
    """Shows a snapshot."""

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
            "chosen",
            "empty",
        )
    }

    empty_text = reactive("")
    """What stands in place of articles where there are none."""

    def __init__(
        self, words: Words, zone: tzinfo | None, now: datetime, *, ascii_icons: bool = False
    ) -> None:
        super().__init__()
        self._look = RowLook(words, now, zone, ASCII if ascii_icons else SYMBOLS)

    # what is shown

    def show(
        self,
        snapshot: Snapshot,
        rows: Iterable[EntryRow] = (),
        *,
        current: int | None = None,
        last_visit: datetime | None = None,
        names: Mapping[int, str] = _BY_DAY,
    ) -> None:
        """Another list; the cursor goes to ``current`` where it is in it, else to the top.

        ``names``: what stands above the rows of each feed, where the list is in groups.
        """
        same = snapshot.view == self.view
        self.view = snapshot.view
        old = self._loaded
        self._choose_again(old.ids if same else (), snapshot.ids)
        opening = snapshot.view.place in (Place.READ, Place.UNFINISHED)
        self._loaded = LoadedRows(snapshot.ids or array("q"), last_visit, snapshot.added, opening, names)
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
        same_age = _minute(now) == _minute(self._look.now)
        if (words, density) == (self._look.words, self._density) and same_age:
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

    def mark(self, found: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Mark words in the rows: where in a text they stand; None: mark nothing."""
        if found is not self._look.found:
            self._look = replace(self._look, found=found)
            self.refresh()

    # drawing

    def on_click(self, event: events.Click) -> None:
        spot = self._geometry.at(event.y + self.scroll_offset.y)
        if spot is None:
            return
        self._go(spot.row, told=False)
        self.post_message(self.Opened(self._loaded.ids[spot.row]))

    def render_lines(self, crop: Region) -> list[Strip]:
        return as_drawn(self, crop, self._draw_lines)

    def render_line(self, y: int) -> Strip:
        return self._draw_lines(range(y, y + 1))[0]

    def _draw_lines(self, lines: range) -> list[Strip]:
        width = self.scrollable_content_region.width
        if not self._loaded.ids:
            height = self.size.height
            return [self._line(empty_line(self.empty_text, y, width, height), "empty", width) for y in lines]
        spots = self._geometry.spots(lines.start + self.scroll_offset.y, len(lines))
        return [self._draw_spot(spot, width) for spot in spots]

    def _draw_spot(self, spot: Spot | None, width: int) -> Strip:
        if spot is None:
            return Strip.blank(width, self.visual_style.rich_style)
        if spot.kind == "heading":
            heading = self._loaded.headings[spot.row][spot.part]
            return self._line(heading_line(heading, width), "heading", width)
        row = self._loaded.rows.get(spot.row)
        chosen = self.selection is not None and spot.row in self.selection
        made_of = (row, spot.row == self._index, chosen, self._density, width, self._look)
        return self._kept_strip((spot.row, spot.part), made_of, partial(self._draw, spot.part, *made_of))

    def _draw(
        self,
        part: int,
        row: EntryRow | None,
        current: bool,
        chosen: bool,
        density: Density,
        width: int,
        look: RowLook,
    ) -> Strip:
        segments = entry_row.draw(row, part, width, density, look, self._role, current=current, chosen=chosen)
        if look.found is not None:
            from tui_reader.ui.list.found_words import underlined  # only in what was found

            texts = [self._role(role) for role in ("unread", "read", "lead")]
            segments = underlined(segments, look.found, texts)
        strip = Strip(segments).adjust_cell_length(width, self.visual_style.rich_style)
        if current or chosen:
            return lit(strip, self._role("cursor" if current else "chosen"))
        return strip

    def _line(self, text: str, role: str, width: int) -> Strip:
        strip = Strip([Segment(text, self._role(role))])
        return strip.adjust_cell_length(width, self.visual_style.rich_style)


def _minute(when: datetime) -> datetime:
    """Ages are told in minutes: rows look the same until the next one."""
    return when.replace(second=0, microsecond=0)
