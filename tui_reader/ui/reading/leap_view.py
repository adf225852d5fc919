"""A page one leaps about in: to its ends, headings, notes and places, and back to where one was."""

from __future__ import annotations

from collections.abc import Callable

from tui_reader.model.position import Position
from tui_reader.ui.reading.layout import Layout
from tui_reader.ui.reading.lines import Stop
from tui_reader.ui.reading.picture_view import PictureView
from tui_reader.ui.reading.pieces import Anchor


class LeapView(PictureView):
    """Base of the article. The subclass says where the reader is (``position``)."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._returning: Position | None = None

    @property
    def position(self) -> Position:
        """The character the first row in sight begins with."""
        return Position()

    def go_top(self) -> None:
        """To the first line, remembering where that was asked."""
        self._leap(lambda: self.to_row(0))

    def go_bottom(self) -> None:
        """To the last line."""
        self._leap(self.to_end)

    def go_back(self) -> None:
        """To where I was before the last leap; again: forth."""
        place, layout = self._returning, self.layout_now
        if place is not None and layout is not None:
            self._leap(lambda: self._to_place(layout, place))

    def go_to(self, place: Position) -> None:
        """To a place (outline, find)."""
        layout = self.layout_now
        if layout is not None:
            self._leap(lambda: self._to_place(layout, place))

    def return_to(self, place: Position) -> None:
        """To a place, as if what was gone through since had not been."""
        if (layout := self.layout_now) is not None:
            self._to_place(layout, place)

    def keep_place(self, place: Position) -> None:
        """What ``go_back`` goes back to."""
        self._returning = place

    def go_to_piece(self, piece: int) -> None:
        """To a heading or picture by its piece (outline)."""
        self._leap(lambda: self.to_anchor(Anchor(piece, 0), on_top=True))

    def next_section(self, way: int = 1) -> bool:
        """To the next (1) or previous (-1) heading or picture; False where there is none."""
        layout = self.layout_now
        if layout is None:
            return False
        rows = [layout.top_of(mark.piece) for mark in layout.headings]
        ahead = [n for n, row in enumerate(rows) if (row > self.top + 1 if way > 0 else row < self.top)]
        if not ahead or (way > 0 and self.at_end):
            return False
        mark = layout.headings[ahead[0] if way > 0 else ahead[-1]]
        layout.prepare(Anchor(mark.piece, 0), self.rows, above=self.rows)
        self._measure()
        self.to_row(max(0, layout.top_of(mark.piece) - 1))
        return True

    def go_inside(self, stop: Stop) -> None:
        """To a note, with the focus on its way back; or from there to where one was in the text."""
        layout = self.layout_now
        place = layout.place_of(stop.href) if layout is not None else None
        to = layout.anchor_of(place) if layout is not None and place is not None else None
        if layout is None or to is None:
            return
        came_from = layout.stops[self.stop].piece if 0 <= self.stop < len(layout.stops) else -1
        self._leap(lambda: self.to_anchor(to, rows_above=1))
        self.stop = layout.way_back(to, came_from)
        self.repaint()

    def _to_place(self, layout: Layout, place: Position) -> None:
        anchor = layout.anchor_of(place) or Anchor(0, 0)
        layout.prepare(anchor, self.rows, above=self.rows)
        self._measure()
        self.to_row(layout.row(anchor))

    def _leap(self, go: Callable[[], None]) -> None:
        self._returning, before = self.position, self._returning
        top = self.top
        go()
        if self.top == top:
            self._returning = before
