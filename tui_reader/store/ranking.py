"""What hits are judged by: title, age, and how much of their feed is read; a stretch of the archive at a time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from tui_reader.model.query import Query
from tui_reader.model.view import View
from tui_reader.query.ranking import Candidate
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds
from tui_reader.store.places import listing
from tui_reader.store.search import driven

_FACTS: Final = "s.entry_id, e.title, s.sort_at, s.feed_id"
_DAY: Final = 86_400


@door
def habits(db: Database) -> Mapping[int, float]:
    """How much of each feed the reader opened, beside the one opened most: 0 to 1, on a logarithmic scale."""
    rows = db.rows(
        "SELECT feed_id, COUNT(*) FROM entry_state WHERE opened_at IS NOT NULL AND hidden = 0 GROUP BY feed_id"
    )
    most = max((count for _, count in rows), default=0)
    return {feed: math.log1p(count) / math.log1p(most) for feed, count in rows}


@door
def candidates(
    db: Database, ids: Sequence[int], habits: Mapping[int, float], now: datetime
) -> list[Candidate]:
    """These hits with what they are judged by."""
    rows = db.rows(
        f"SELECT {_FACTS} FROM json_each(?) AS wanted CROSS JOIN entry_state AS s ON s.entry_id = wanted.value"
        " JOIN entry AS e ON e.id = s.entry_id",
        (id_list(ids),),
    )
    return _candidates(rows, habits, now)


@door
def between(
    db: Database,
    view: View,
    query: Query,
    stretch: tuple[int, int],
    habits: Mapping[int, float],
    now: datetime,
) -> list[Candidate]:
    """All hits of a view among the ids of a stretch, from its first to its last."""
    place = listing(db, view, query, now.astimezone())
    inside = f" AND s.feed_id IN ({','.join(map(str, place.feeds))})" if place.feeds else ""
    words, rest = driven(query)
    if words is None:
        rows = db.rows(
            f"SELECT {_FACTS} FROM entry_state AS s JOIN entry AS e ON e.id = s.entry_id"
            f" WHERE s.entry_id BETWEEN ? AND ? AND {place.where}{inside}",
            (*stretch, *place.parameters),
        )
    elif not words:
        return []
    else:
        place = listing(db, view, rest, now.astimezone())
        rows = db.rows(
            f"SELECT {_FACTS} FROM search CROSS JOIN entry_state AS s ON s.entry_id = search.rowid"
            " JOIN entry AS e ON e.id = s.entry_id"
            f" WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? AND {place.where}{inside}",
            (words, *stretch, *place.parameters),
        )
    return _candidates(rows, habits, now)


@door
def last_id(db: Database) -> int:
    """The newest id there is; 0 in an empty store."""
    return int(db.one("SELECT COALESCE(MAX(entry_id), 0) FROM entry_state")[0])


def _candidates(rows: Iterable[Sequence[Any]], habits: Mapping[int, float], now: datetime) -> list[Candidate]:
    at = seconds(now)
    return [
        Candidate(entry_id, title, (at - sort_at) / _DAY, habits.get(feed, 0.0))
        for entry_id, title, sort_at, feed in rows
    ]
