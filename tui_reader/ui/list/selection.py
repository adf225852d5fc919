"""Articles chosen by hand: a byte a row, so that choosing a million costs a megabyte, and a range that follows the cursor."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import compress

from msgspec import Struct


class Selection(Struct, eq=False):
    """Of a list of so many rows; places are indexes into it."""

    flags: bytearray
    """1 for each row chosen."""
    anchor: int | None = None
    """Where a range was begun that goes on to ``end``; None: no range is being drawn."""
    end: int = 0

    @property
    def reach(self) -> range:
        """The rows of the range, its ends included."""
        if self.anchor is None:
            return range(0)
        return range(min(self.anchor, self.end), max(self.anchor, self.end) + 1)

    def __contains__(self, place: int) -> bool:
        return bool(self.flags[place]) or place in self.reach

    @property
    def count(self) -> int:
        """How many rows are chosen."""
        reach = self.reach
        return self.flags.count(1) + len(reach) - self.flags.count(1, reach.start, reach.stop)

    def toggle(self, places: range) -> None:
        """Choose these rows; where all of them are chosen, none of them any more."""
        self.settle()
        chosen = self.flags.count(1, places.start, places.stop) < len(places)
        self.flags[places.start : places.stop] = (b"\x01" if chosen else b"\x00") * len(places)

    def begin(self, place: int) -> None:
        """A range from here on; one that was being drawn stays as it is."""
        self.settle()
        self.anchor = self.end = place

    def settle(self) -> None:
        """The range is drawn: its rows are chosen like others."""
        reach = self.reach
        self.flags[reach.start : reach.stop] = b"\x01" * len(reach)
        self.anchor = None

    def ids(self, ids: Sequence[int]) -> array[int]:
        """The articles chosen, in the order of the list (all ``ids`` of it)."""
        self.settle()
        return array("q", compress(ids, self.flags))

    def moved(self, old: Sequence[int], new: Sequence[int]) -> Selection:
        """The same articles in a list that is another now; those that left it are no longer chosen."""
        chosen = set(self.ids(old))
        return Selection(bytearray(map(chosen.__contains__, new)))
