"""Đọc thêm: kept articles whose titles share most with this one's, the newest looked through in bites."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.entry import EntryRow
from tui_reader.model.fold import fold_words
from tui_reader.store import entries, lists, ranking, titles
from tui_reader.store.database import Database

MOST: Final = 5
NEWEST: Final = 5000
"""Articles that are looked through: the newest to arrive."""
_BITE: Final = 500
"""Articles of one turn in the database's thread: some 5 ms."""
_ENOUGH: Final = 0.3
"""Share of what the title says that another title must say, too."""
_PAIR: Final = 1.0
"""Two words side by side tell as much again as both: most Vietnamese words are two syllables."""
_LONG: Final = 2
"""Letters a word must have more of to tell anything."""

Terms = frozenset[str]


class _Title(Struct, frozen=True):
    entry_id: int
    terms: Terms


async def related(thread: DatabaseThread, entry_id: int) -> list[EntryRow]:
    """Up to five articles, best first; none rather than chance ones."""
    own = await thread(_own, entry_id)
    if not own:
        return []
    last = await thread(ranking.last_id)
    near: list[_Title] = []
    seen: Counter[str] = Counter()
    looked = 0
    for upper in range(last, max(0, last - NEWEST), -_BITE):
        some, common, count = await thread(_bite, own, entry_id, (max(1, upper - _BITE + 1), upper))
        near += some
        seen += common
        looked += count
    best = _best(own, near, seen, looked)
    return await thread(lists.rows, [one.entry_id for one in best])


def _own(database: Database, entry_id: int) -> Terms:
    entry = entries.entry(database, entry_id)
    return terms_of(entry.data.title) if entry is not None else frozenset()


def _bite(
    database: Database, own: Terms, entry_id: int, stretch: tuple[int, int]
) -> tuple[list[_Title], Counter[str], int]:
    """Titles that share anything, how often each of the own terms is there, and how many titles were looked at."""
    found, common = [], Counter[str]()
    rows = titles.between(database, stretch)
    for other, title in rows:
        shared = own & terms_of(title)
        common.update(shared)
        if shared and other != entry_id:
            found.append(_Title(other, shared))
    return found, common, len(rows)


def _best(own: Terms, near: Sequence[_Title], seen: Counter[str], looked: int) -> list[_Title]:
    """What is said seldom tells most; two things at least must be shared, or one that hardly anyone else says."""
    worth = {term: _worth(term, seen[term], looked) for term in own}
    whole = sum(worth.values())
    scored = [(sum(worth[term] for term in one.terms) / whole, one.entry_id, one) for one in near]
    fits = [each for each in scored if each[0] >= _ENOUGH and len(each[2].terms) > 1]
    return [one for _, _, one in heapq.nlargest(MOST, fits)]


def _worth(term: str, seen: int, looked: int) -> float:
    return (_PAIR if " " in term else 1.0) * math.log1p(looked / (1 + seen))


def terms_of(title: str) -> Terms:
    """What a title says: its longer words, and words that stand side by side, folded."""
    words = fold_words(title).split()
    pairs = {f"{one} {two}" for one, two in pairwise(words) if len(one) + len(two) > 2 * _LONG}
    return frozenset({word for word in words if len(word) > _LONG} | pairs)
