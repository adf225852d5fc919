"""Finds words in an article piece by piece, in slices of time, without laying anything out."""

from __future__ import annotations

import time
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tui_reader.model.fold import fold_letters, lower_letters
from tui_reader.ui.reading.pieces import SLICE, Piece


class Match(NamedTuple):
    """A place where the words stand: a piece, and the characters of its text from ``start`` up to ``end``."""

    piece: int
    start: int
    end: int


class Search:
    """What is looked for in some pieces, and where it was found so far. Marks and case are folded.

    Where marks were typed and stand so somewhere, only those places count.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._texts: list[tuple[str, str] | None] = [None] * len(pieces)
        self.wanted = ""
        """What is looked for, folded."""
        self._marked = ""
        self._next = 0
        self._folded: list[Match] = []
        self._exact: list[Match] = []

    @property
    def done(self) -> bool:
        """Whether all pieces were looked at."""
        return self._next >= len(self._pieces)

    @property
    def looked(self) -> int:
        """How many pieces were looked at, from the top."""
        return self._next

    @property
    def exact(self) -> bool:
        """Whether only places with the marks as typed count, as far as was looked."""
        return bool(self._exact)

    @property
    def matches(self) -> Sequence[Match]:
        """From top to bottom, as far as was looked."""
        return self._exact or self._folded

    def look_for(self, text: str) -> None:
        """Look for something else."""
        text = " ".join(unicodedata.normalize("NFC", text).split())
        self.wanted, self._marked = fold_letters(text), lower_letters(text)
        self._folded, self._exact = [], []
        self._next = 0 if self.wanted else len(self._pieces)

    def go_on(self, seconds: float = SLICE) -> bool:
        """Look at more for about so long; True when nothing is left to look at."""
        until = time.perf_counter() + seconds
        while not self.done:
            self._look_at(self._next)
            self._next += 1
            if time.perf_counter() >= until:
                break
        return self.done

    def nearest(self, piece: int) -> int:
        """Which match is the first in a piece or after it; after the last the first again."""
        found = bisect_left(self.matches, Match(piece, 0, 0))
        return found if found < len(self.matches) else 0

    def text(self, piece: int) -> str:
        """What a piece says, in NFC."""
        return self._text(piece)[0]

    def _look_at(self, piece: int) -> None:
        text, folded = self._text(piece)
        length = len(self.wanted)
        at = folded.find(self.wanted)
        while at >= 0:
            match = Match(piece, at, at + length)
            self._folded.append(match)
            if self._marked != self.wanted and lower_letters(text[at : at + length]) == self._marked:
                self._exact.append(match)
            at = folded.find(self.wanted, at + length)

    def _text(self, piece: int) -> tuple[str, str]:
        known = self._texts[piece]
        if known is None:
            say = self._pieces[piece].text
            text = unicodedata.normalize("NFC", say()) if say is not None else ""
            known = self._texts[piece] = (text, fold_letters(text))
        return known
