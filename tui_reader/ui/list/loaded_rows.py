"""The rows of a snapshot that are here: by place in the list, with the headings that stand between them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct, field

from tui_reader.model.entry import EntryRow
from tui_reader.strings.format import clock, day_heading, local_day, month_heading
from tui_reader.ui.list.entry_row import RowLook
from tui_reader.ui.list.geometry import Geometry

MOST = 6000
"""Rows kept at once; those farthest from where the reader is are dropped first."""

STAYING = 200
"""Articles just read that stay in a list of unread ones when new ones are let in."""
WEEK = timedelta(days=7)

AHEAD = 60
"""Rows asked for beyond what is seen, on either side: a few screens."""


class Heading(Struct, frozen=True):
    """A line above a row; ``rule``: drawn as a line across, as for the last visit."""

    text: str
    rule: bool = False


class LoadedRows(Struct, eq=False):
    """Rows fetched by window. Places are indexes into the snapshot's ids."""

    ids: Sequence[int] = field(default_factory=lambda: array("q"))
    last_visit: datetime | None = None
    added: int = 0
    """How many of the first rows were just opened by hand: they stand under a heading of their own, not under their days."""
    by_opening: bool = False
    """Whether the days are those on which the articles were opened, not published."""
    names: Mapping[int, str] = field(default_factory=dict)
    """What stands above the rows of each feed, where they stand together by feed or folder; empty: by day."""
    _months: bool | None = None
    """Whether older articles stand so far apart that a heading for each month is enough."""
    rows: dict[int, EntryRow] = field(default_factory=dict)
    headings: dict[int, tuple[Heading, ...]] = field(default_factory=dict)
    _places: dict[int, int] = field(default_factory=dict)
    _asked: set[int] = field(default_factory=set)

    def place(self, entry_id: int) -> int | None:
        """Where an article stands; a scan of the ids where its row is not here."""
        if (known := self._places.get(entry_id)) is not None:
            return known
        try:
            return self.ids.index(entry_id)
        except ValueError:
            return None

    def place_here(self, entry_id: int | None) -> int | None:
        """Where an article stands whose row is, or was asked to be, here."""
        return None if entry_id is None else self._places.get(entry_id)

    def wanted(self, seen: range) -> list[int]:
        """Ids to fetch for a window, each asked for once; nothing while a page more on either side is here."""
        if all(index in self._asked for index in self._around(seen, len(seen))):
            return []
        wide = self._around(seen, max(AHEAD, 3 * len(seen)))
        missing = [index for index in wide if index not in self._asked]
        self._asked.update(missing)
        for index in missing:
            self._places[self.ids[index]] = index
        return [self.ids[index] for index in missing]

    def _around(self, seen: range, more: int) -> range:
        return range(max(0, seen.start - more), min(len(self.ids), seen.stop + more))

    def next_unread(self, place: int, way: int) -> int | None:
        """The next unread article in the order of the list, as far as the rows in between are here."""
        index = place + way
        while (row := self.rows.get(index)) is not None:
            if not row.state.read:
                return row.id
            index += way
        return None

    def adopt(self, rows: Iterable[EntryRow], around: int) -> list[EntryRow]:
        """Which of these rows stand at the top or around a place; looked for nowhere else, for a million ids."""
        known = {row.id: row for row in rows}
        found = []
        for index in {
            *range(min(len(self.ids), 400)),
            *range(max(0, around - 200), min(len(self.ids), around + 200)),
        }:
            row = known.get(self.ids[index])
            if row is not None:
                self._places[row.id] = index
                self._asked.add(index)
                found.append(row)
        return found

    def put(self, rows: Iterable[EntryRow], geometry: Geometry, look: RowLook, near: int) -> bool:
        """Keep rows that belong here; whether a heading was added, so that lines moved."""
        fresh = []
        for row in rows:
            index = self._places.get(row.id)
            if index is not None:
                if index not in self.rows:
                    fresh.append(index)
                self.rows[index] = row
        if self._months is None and fresh:
            self._months = self._far_apart(look)
        added = [self._head(index, geometry, look) for one in fresh for index in (one, one + 1)]
        if len(self.rows) > MOST:
            self._drop_far(near)
        return any(added)

    def forget(self, keep: set[int]) -> None:
        """Let go of all rows but these (ids); headings stay where they are."""
        self._drop([index for index in self.rows if self.ids[index] not in keep])

    def just_read(self, near: int) -> list[int]:
        """The read ones around a place, at most ``STAYING``."""
        read = [place for place, row in self.rows.items() if row.state.read]
        return [self.ids[place] for place in sorted(read, key=lambda place: abs(place - near))[:STAYING]]

    def label_again(self, geometry: Geometry, look: RowLook, near: int) -> None:
        """The headings in other words."""
        self.headings.clear()
        geometry.clear_headings()
        shown, self.rows = self.rows, {}
        self.put(shown.values(), geometry, look, near)

    def _head(self, index: int, geometry: Geometry, look: RowLook) -> bool:
        row, before = self.rows.get(index), self.rows.get(index - 1)
        if index in self.headings or row is None or (before is None and index > 0):
            return False
        if index < self.added:
            added = Heading(look.words("list.just_added"))
            lines: tuple[Heading, ...] = (added,) if not index else ()
        else:
            lines = self._lines_between(before if index > self.added else None, row, look)
        self.headings[index] = lines
        for _ in lines:
            geometry.add_heading(index)
        return bool(lines)

    def _lines_between(self, before: EntryRow | None, row: EntryRow, look: RowLook) -> tuple[Heading, ...]:
        if self.names:
            return self._named(before, row)
        lines = []
        visit, now = self.last_visit, self._when(row)
        then = self._when(before) if before is not None else None
        if visit and then and then > visit >= now and not self.by_opening:
            lines.append(Heading(look.words("list.since", time=clock(visit, look.zone)), rule=True))
        if then and local_day(then, look.zone) == local_day(now, look.zone):  # as nearly all neighbours
            return tuple(lines)
        heading = self._heading(now, look)
        if then is None or self._heading(then, look) != heading:
            lines.append(Heading(heading))
        return tuple(lines)

    def _named(self, before: EntryRow | None, row: EntryRow) -> tuple[Heading, ...]:
        name = self.names.get(row.feed_id, row.feed_title)
        above = self.names.get(before.feed_id, before.feed_title) if before is not None else None
        return (Heading(name),) if name != above else ()

    def _when(self, row: EntryRow) -> datetime:
        return (row.opened_at if self.by_opening else None) or row.sort_at

    def _heading(self, when: datetime, look: RowLook) -> str:
        """The day; of what is over a week old the month, where a list has hardly two articles a day."""
        if self._months and when < look.now - WEEK:
            return month_heading(look.words, when, look.zone)
        return day_heading(look.words, when, look.now, look.zone)

    def _far_apart(self, look: RowLook) -> bool:
        """Judged once, by the first rows that come."""
        days = {local_day(self._when(row), look.zone) for row in self.rows.values()}
        return len(days) * 2 > len(self.rows)

    def _drop_far(self, near: int) -> None:
        self._drop(sorted(self.rows, key=lambda place: -abs(place - near))[: MOST // 2])

    def _drop(self, places: Iterable[int]) -> None:
        for index in places:
            del self.rows[index]
            self._asked.discard(index)
            self._places.pop(self.ids[index], None)


def heading_line(heading: Heading, width: int) -> str:
    """A day as it is; the last visit as a rule across."""
    if not heading.rule:
        return f" {heading.text}"
    text = f" ─── {heading.text} " if width > 40 else f" ─ {heading.text} "
    return text + "─" * max(0, width - 1 - len(text))


def empty_line(text: str, y: int, width: int, height: int) -> str:
    """Line ``y`` of the sentence of an empty place, a third down."""
    from textwrap import wrap  # only where there is nothing to show

    lines = wrap(text, max(10, width - 4))
    place = y - max(1, height // 3)
    return "  " + lines[place] if 0 <= place < len(lines) else ""
