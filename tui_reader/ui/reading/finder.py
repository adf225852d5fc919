"""What is found in the article or the comments on screen: all of it marked, one of it stood on, from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from textual.strip import Strip
from textual.timer import Timer

from tui_reader.ui.lighting import lit
from tui_reader.ui.reading.find_ground import Ground
from tui_reader.ui.reading.match_cells import Span, spans_of
from tui_reader.ui.reading.pieces import Anchor
from tui_reader.ui.reading.searching import Match, Search

_BETWEEN_SLICES = 0.008  # seconds, as in laying out


class Finder:
    """Lies over the article while something is looked for in it."""

    def __init__(self, ground: Ground, told: Callable[[], None], gone: Callable[[], None]) -> None:
        """``told``: the numbers changed. ``gone``: another article is on screen."""
        self._ground, self._told, self._gone = ground, told, gone
        self._view = view = ground.view
        self._article = ground.entry_id
        self._text = ""
        self._chosen = False
        """Whether ``at`` is the reader's own choice, not the first one found."""
        self._spans: dict[int, list[Span]] = {}
        self._timer: Timer | None = None
        self.at = 0
        """Which match the reader stands on."""
        self.go_back = ground.place()
        """Leads where the reader was before."""
        self._from = self._first_seen()
        self._pieces = ground.pieces()
        self._search = Search(self._pieces)
        view.overlays.append(self)

    @property
    def matches(self) -> int:
        """How many were found so far."""
        return len(self._search.matches)

    @property
    def done(self) -> bool:
        """Whether the whole article was looked at."""
        return self._search.done

    @property
    def here(self) -> tuple[Anchor, int] | None:
        """The row the match stood on begins on, and the cell of the pane."""
        match = self._stood_on()
        first = self._first_in(match.piece) if match is not None else None
        shown = self._ground.shown(match.piece) if match is not None else None
        if match is None or first is None or shown is None:
            return None
        spans = (s for s in self._spans_in(match.piece, first) if s.which == self.at - first)
        span = next(spans, None)
        return (Anchor(shown, span.row), self._view.margin + span.start) if span is not None else None

    def look_for(self, text: str) -> None:
        """Look for something else, from where the reader was; for nothing: go back there."""
        self._text, self._chosen, self.at = text, False, 0
        self._begin()
        if not self._search.wanted:
            self.go_back()

    def step(self, by: int) -> None:
        """To another match; after the last comes the first."""
        if self.matches:
            self._chosen, self.at = True, (self.at + by) % self.matches
            self._to_match()
            self._told()

    def stay(self) -> None:
        """The reader stays where this led."""
        self._ground.stay()

    def close(self) -> None:
        """No longer mark anything."""
        self._stop()
        self._view.overlays.remove(self)
        self._view.repaint()

    # what the view asks

    def relaid(self) -> None:
        """Another width, style or edition: look again and stand on the same match; another article: be gone."""
        if self._ground.entry_id != self._article:
            self._gone()
            return
        self._spans.clear()
        pieces = self._ground.pieces()
        if pieces is not self._pieces:
            self._pieces, self._chosen = pieces, bool(self.matches)
            self._search = Search(pieces)
            self._begin()

    def over(self, strip: Strip, anchor: Anchor) -> Strip:
        """The strip with what was found on it marked."""
        piece = self._ground.piece_of(anchor.piece)
        first = self._first_in(piece)
        view, column = self._view, self._view.column
        if column is None or first is None:
            return strip
        row = (
            anchor.row - view.cut_off(column.row(anchor))[0]
        )  # the first row of large letters stands for all
        for span in self._spans_in(piece, first):
            if span.row == row:
                now = span.which >= 0 and first + span.which == self.at
                edges = [view.margin + span.start, view.margin + span.end, strip.cell_length]
                before, found, after = strip.divide(edges)
                style = view.brush("focused" if now else "found")
                strip = Strip.join([before, lit(found, style), after])
        return strip

    # looking

    def _first_seen(self) -> int:
        """What of the pieces is the first in sight."""
        view = self._view
        return max(0, self._ground.piece_of(view.column.anchor(view.top).piece)) if view.column else 0

    def _begin(self) -> None:
        self._stop()
        self._spans.clear()
        self._search.look_for(self._text)
        self._slice()
        if not self.done:
            self._timer = self._view.set_interval(_BETWEEN_SLICES, self._slice)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _slice(self) -> None:
        """Look at some more; as soon as the first match from here on is known, go there."""
        search, before = self._search, self._stood_on()
        looked, exact = search.looked, search.exact
        if search.go_on():
            self._stop()
        if search.exact != exact:
            self._spans.clear()
        if not self._chosen:
            self.at = search.nearest(self._from)
            now = self._stood_on()
            if now is not None and now != before and (self.done or now.piece >= self._from):
                self._to_match()
        elif self.done:
            self.at = max(0, min(self.at, self.matches - 1))
        if search.exact != exact or self._stood_on() != before or self._sees(looked, search.looked):
            self._view.repaint()
        self._told()

    def _sees(self, begin: int, end: int) -> bool:
        """Whether some of the pieces from ``begin`` up to ``end`` are in sight."""
        view = self._view
        if view.column is None:
            return True
        last = self._ground.piece_of(view.column.anchor(view.top + view.rows).piece)
        return begin <= (last if last >= 0 else end) and end > self._first_seen()

    def _stood_on(self) -> Match | None:
        return self._search.matches[self.at] if self.at < self.matches else None

    def _to_match(self) -> None:
        """Bring the match stood on into sight."""
        match = self._stood_on()
        first = self._first_in(match.piece) if match is not None else None
        if match is None or first is None:
            return
        self._reveal(match)
        shown = self._ground.shown(match.piece)
        if shown is None:
            return
        spans = self._spans_in(match.piece, first)
        row = next((span.row for span in spans if span.which in (-1, self.at - first)), 0)
        self._view.to_anchor(Anchor(shown, row), rows_above=1)
        self._view.repaint()

    def _reveal(self, match: Match) -> None:
        """Where the match is code that goes on beyond the edge, move the code."""
        begin = self._search.text(match.piece).rfind("\n", 0, match.start) + 1
        self._ground.stand_on(match.piece, match.start - begin, match.end - begin)
        self._spans.clear()

    def _first_in(self, piece: int) -> int | None:
        """The first match in a piece."""
        matches = self._search.matches
        first = bisect_left(matches, Match(piece, 0, 0))
        return first if first < len(matches) and matches[first].piece == piece else None

    def _spans_in(self, piece: int, first: int) -> list[Span]:
        spans, shown = self._spans.get(piece), self._ground.shown(piece)
        if spans is None and shown is not None and self._view.column is not None:
            matches = self._search.matches
            last = bisect_left(matches, Match(piece + 1, 0, 0))
            ranges = [(match.start, match.end) for match in matches[first:last]]
            lines = self._view.column.laid(shown).lines
            spans = spans_of(lines, self._search.text(piece), ranges, self._search.wanted)
            self._spans[piece] = spans
        return spans or []
