"""A long column cut into pieces that are laid out one by one: the window first, the rest in slices of time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import NamedTuple

from tui_reader.ui.reading.heights import Heights
from tui_reader.ui.reading.lines import Laid, Line

SLICE = 0.004
"""Seconds of laying out between two looks at the keyboard (architecture, *Reading view*)."""


class Piece(NamedTuple):
    """A part of the column. ``guess`` is its height until it is drawn; ``block`` its top-level block, -1 outside any."""

    guess: int
    draw: Callable[[], Laid]
    block: int = -1
    base: int = 0
    """The character of its block the piece begins at."""
    key: object = None
    """Where pieces outlive their column (comments), what they are remembered by."""
    text: Callable[[], str] | None = None
    """What it says, had without laying it out (find)."""


class Anchor(NamedTuple):
    """A row told by its piece, so that it stays itself while heights elsewhere change."""

    piece: int
    row: int


class Column:
    """Lines by row number; heights are guessed until a piece is laid out, then exact."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        kept: MutableMapping[object, Laid] | None = None,
        guesses: Sequence[int] | None = None,
    ) -> None:
        """``guesses``: of the heights, where they are known without asking each piece."""
        self.pieces = pieces
        self._kept = kept if kept is not None else {}
        self._laid: list[Laid | None] = [None] * len(pieces)
        self._heights = Heights(guesses or [max(0, piece.guess) for piece in pieces])
        self._owed = len(pieces)
        self._next_down = self._next_up = 0
        self.whole = True
        """Whether all pieces are here."""
        self.beyond = 0
        """Rows that those which are not here may take."""

    def more(self) -> bool:
        """Some more pieces at the end; False where there are none. A subclass that is not ``whole`` brings them."""
        return False

    def take(self) -> None:
        """Pieces were added to ``pieces``."""
        new = self.pieces[len(self._laid) :]
        self._laid += [None] * len(new)
        self._owed += len(new)
        self._heights.extend([max(0, piece.guess) for piece in new])

    def complete(self) -> None:
        """All pieces, now."""
        while self.more():
            pass

    def _reach(self, row: int) -> None:
        while row >= self._heights.total and self.more():
            pass

    @property
    def height(self) -> int:
        """Rows; estimated until ``exact``."""
        return self._heights.total + self.beyond

    @property
    def planned(self) -> int:
        """Rows of the pieces that are here."""
        return self._heights.total

    @property
    def exact(self) -> bool:
        return not self._owed and self.whole

    def laid(self, piece: int) -> Laid:
        """The piece, laid out now if it was not."""
        found = self._laid[piece]
        if found is None:
            found = self._draw(self.pieces[piece])
            self._laid[piece] = found
            self._owed -= 1
            self._heights.change(piece, len(found.lines))
        return found

    def _draw(self, piece: Piece) -> Laid:
        if piece.key is None:
            return piece.draw()
        kept = self._kept.get(piece.key)
        if kept is None:
            kept = self._kept[piece.key] = piece.draw()
        return kept

    def draw_again(self, pieces: range) -> None:
        """What these pieces show has changed, their heights have not."""
        for piece in pieces:
            if self._laid[piece] is not None:
                self._laid[piece] = self.pieces[piece].draw()

    def is_laid(self, piece: int) -> bool:
        return self._laid[piece] is not None

    def line(self, row: int) -> Line:
        """The line of a row; beyond the end an empty one."""
        self._reach(row)
        if not 0 <= row < self._heights.total:
            return ()
        piece, inside = self._heights.find(row)
        lines = self.laid(piece).lines
        return lines[inside] if inside < len(lines) else ()

    def anchor(self, row: int) -> Anchor:
        """The row as an anchor."""
        self._reach(row)
        return Anchor(*self._heights.find(row)) if self.pieces else Anchor(0, 0)

    def row(self, anchor: Anchor) -> int:
        """Where an anchored row is now."""
        if not self.pieces:
            return 0
        piece = min(anchor.piece, len(self.pieces) - 1)
        inside = min(anchor.row, max(0, self._heights[piece] - 1))
        return self._heights.above(piece) + inside

    def top_of(self, piece: int) -> int:
        """The row a piece begins at."""
        return self._heights.above(min(piece, len(self.pieces)))

    def prepare(self, anchor: Anchor, rows: int, above: int = 0) -> None:
        """Lay out the window of ``rows`` below an anchor, and ``above`` rows before it."""
        if not self.pieces:
            return
        piece = min(anchor.piece, len(self.pieces) - 1)
        have = len(self.laid(piece).lines) - anchor.row
        below = piece + 1
        while have < rows and (below < len(self.pieces) or self.more()):
            have += len(self.laid(below).lines)
            below += 1
        have = anchor.row
        while have < above and piece > 0:
            piece -= 1
            have += len(self.laid(piece).lines)
        self._next_down, self._next_up = below, piece - 1

    def settle(self, seconds: float = SLICE) -> bool:
        """Lay out more for about so long, nearest to the window first; True when nothing is owed any more."""
        until = time.perf_counter() + seconds
        while self.more():
            if time.perf_counter() >= until:
                return False
        for piece in self._nearest():
            self.laid(piece)
            if time.perf_counter() >= until:
                break
        return self.exact

    def _nearest(self) -> Iterator[int]:
        """Pieces still owed, in turns below and above where ``prepare`` last was."""
        size = len(self.pieces)
        while self._owed and (self._next_down < size or self._next_up >= 0):
            while self._next_down < size and self._laid[self._next_down] is not None:
                self._next_down += 1
            if self._next_down < size:
                yield self._next_down
            while self._next_up >= 0 and self._laid[self._next_up] is not None:
                self._next_up -= 1
            if self._next_up >= 0:
                yield self._next_up
