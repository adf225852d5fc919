"""Puts what was found in the order of how well it answers: the newest hits at once, or all of them bit by bit."""

from __future__ import annotations

import heapq
import time
from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.library.finding import MOST, meant
from tui_reader.model.query import Query
from tui_reader.model.view import Snapshot, View
from tui_reader.query.ranking import score
from tui_reader.query.snippets import Term, terms_of
from tui_reader.store import lists, ranking
from tui_reader.store.database import Database

_FIRST: Final = 4_000
"""Ids of the first stretch; the next are longer or shorter as this one took less time or more."""
_AIM: Final = 0.03
"""Seconds of the database thread a stretch should take: whoever else asks waits no longer."""
_MOST_STRETCH: Final = 200_000


def best_first(database: Database, view: View, ids: Sequence[int], now: datetime) -> array[int]:
    """Hits by how well they answer; of equals the newer, as they stood."""
    terms = _terms(view, now)
    habits = ranking.habits(database)
    scored = {one.entry_id: score(one, terms) for one in ranking.candidates(database, ids, habits, now)}
    return array("q", sorted(ids, key=lambda one: -scored.get(one, 0.0)))


async def rank_all(
    thread: DatabaseThread, view: View, now: datetime, told: Callable[[int], None]
) -> Snapshot:
    """The best of everything that is found; ``told`` how many per cent were looked at. Can be cancelled between stretches."""
    query, terms = meant(view, now), _terms(view, now)
    sequence, last = await thread(_sizes)
    habits = await thread(ranking.habits)
    best: list[tuple[float, int]] = []
    upper, length = last, _FIRST
    while upper > 0:
        lower, began = max(1, upper - length + 1), time.monotonic()
        found = await thread(_stretch, view, query, (lower, upper), habits, now, terms)
        best = heapq.nlargest(MOST, [*best, *found])
        took = max(time.monotonic() - began, 0.001)
        length = max(200, min(_MOST_STRETCH, int(length * min(4.0, _AIM / took))))
        upper = lower - 1
        told(100 - upper * 100 // max(1, last))
    return Snapshot(view, array("q", (entry_id for _, entry_id in best)), sequence)


def _sizes(database: Database) -> tuple[int, int]:
    return lists.sequence(database), ranking.last_id(database)


def _stretch(
    database: Database,
    view: View,
    query: Query,
    stretch: tuple[int, int],
    habits: Mapping[int, float],
    now: datetime,
    terms: Sequence[Term],
) -> list[tuple[float, int]]:
    """The best of a stretch, judged in the database's thread: the screen's has other things to do."""
    found = ranking.between(database, view, query, stretch, habits, now)
    return heapq.nlargest(MOST, ((score(one, terms), one.entry_id) for one in found))


def _terms(view: View, now: datetime) -> tuple[Term, ...]:
    return terms_of(meant(view, now), field="title")
