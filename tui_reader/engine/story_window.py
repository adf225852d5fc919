"""The titles of the last few days, kept at hand so that a new one meets those it is like without looking through all; pure."""

from __future__ import annotations

from collections import Counter
from typing import Final
from zlib import crc32

from msgspec import Struct

from tui_reader.engine import story_titles as titles

SECONDS: Final = 3 * 86_400
"""How far apart two tellings of one story may be."""
MOST: Final = 30_000
"""Titles kept at hand: some 20 MB; the oldest go first."""
_COMMON: Final = 100
"""Neighbouring words that stand in more titles than this tell nothing about one of them."""
_SHARED: Final = 0.3
"""Share of a title's telling neighbours that another must have to be looked at: a few more words part some of them."""
_NEAREST: Final = 12
"""Titles looked at closely for one new one."""
_NOBODY: Final[list[int]] = []
_OFFERED: Final = 4
"""The likest ones that are offered."""


class Title(Struct, frozen=True):
    """One article, as far as its title goes. ``at``: where it stands in the lists, in seconds."""

    entry_id: int
    feed_id: int
    at: int
    language: str
    key: str

    @property
    def rubric(self) -> tuple[int, int]:
        """Alike for what a feed says again and again."""
        return self.feed_id, crc32(titles.rubric_of(self.key).encode())


class Window:
    """Titles in the order they came. Of a hostile ten thousand of one title each costs no more than the first."""

    def __init__(self) -> None:
        self._titles: list[Title] = []
        self._by_pair: dict[int, list[int]] = {}
        self._last_of: dict[str, list[int]] = {}
        """The last ones with this very key."""
        self._rubrics: Counter[tuple[int, int]] = Counter()

    def __len__(self) -> int:
        return len(self._titles)

    def add(self, title: Title) -> list[int]:
        """Keep a title; returns the articles it may tell the same story as, the likest and then the newest first."""
        if len(self._titles) >= MOST:
            self._keep_half()
        told_before = self._rubrics[title.rubric]
        found = [] if told_before or not titles.says_enough(title.key) else self._like(title)
        self.know(title)
        return found

    def know(self, title: Title) -> None:
        """Keep a title that was looked at before."""
        self._rubrics[title.rubric] += 1
        if titles.says_enough(title.key):
            self._learn(title)

    def _learn(self, title: Title) -> None:
        place = len(self._titles)
        self._titles.append(title)
        last = self._last_of.setdefault(title.key, [])
        last.append(place)
        del last[:-_OFFERED]
        for pair in _pairs(title.key):
            places = self._by_pair.setdefault(pair, [])
            if len(places) <= _COMMON:
                places.append(place)

    def _like(self, title: Title) -> list[int]:
        near = Counter[int](dict.fromkeys(self._last_of.get(title.key, ()), 1000))
        found = [self._by_pair.get(pair, _NOBODY) for pair in _pairs(title.key)]
        telling = [places for places in found if len(places) <= _COMMON]
        for places in telling:
            near.update(places)
        least = _SHARED * len(telling)
        likely = [place for place, shared in near.items() if shared >= least]
        closest = sorted(likely, key=lambda place: (-near[place], -place))[:_NEAREST]
        liked = [
            (titles.likeness(title.key, self._titles[n].key), n) for n in closest if self._fits(title, n)
        ]
        best = sorted((one for one in liked if one[0] > 0), reverse=True)[:_OFFERED]
        return [self._titles[n].entry_id for _, n in best]

    def _fits(self, title: Title, place: int) -> bool:
        other = self._titles[place]
        return (
            other.feed_id != title.feed_id
            and other.language == title.language
            and abs(other.at - title.at) <= SECONDS
            and self._rubrics[other.rubric] == 1
        )

    def _keep_half(self) -> None:
        kept = self._titles[MOST // 2 :]
        self._titles, self._by_pair, self._last_of = [], {}, {}
        for title in kept:
            self._learn(title)


def _pairs(key: str) -> set[int]:
    """As numbers: the words themselves would take four times the room."""
    return {crc32(pair.encode()) for pair in titles.pairs_of(key)}
