"""What stands in a list out of order: what was just opened by hand stands first, what is being read stays where it was, and
behind the row of a story stand the others that tell it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from typing import Final

from tui_reader.model.view import Place, View
from tui_reader.store import memory
from tui_reader.store.database import Database
from tui_reader.store.places import Key, Listing

_BY_HAND: Final = "('local:files', 'local:pages')"
_MOST: Final = 20
_LISTS: Final = (Place.UNREAD, Place.ALL)
_TOGETHER: Final = (Place.ALL, Place.UNREAD, Place.TODAY, Place.FOLDER)
"""Lists with one row a story; of a feed, of what is searched and of what was put aside every article has its own."""
APART: Final = "off"
"""Of ``model.story.Together``: every article has a row of its own everywhere."""
BEHIND: Final = 40
"""Unread articles looked through for one that does not stand behind another row."""
_NONE: Final[Mapping[int, int]] = {}


def just_added(db: Database, view: View, asked: Listing, keep: Sequence[int]) -> list[int]:
    """Files and pages opened by hand since the last visit, the newest first; of those read already only what is kept."""
    if view.place not in _LISTS or view.query or view.oldest_first:
        return []
    visit = memory.last_visit(db)
    since = int(visit.timestamp()) if visit is not None else -1
    kept = ",".join(str(int(one)) for one in keep) or "NULL"
    found = db.rows(
        f"SELECT s.entry_id FROM feed AS f CROSS JOIN entry_state AS s ON s.feed_id = f.id JOIN entry AS e ON e.id = s.entry_id"
        f" WHERE f.location IN {_BY_HAND} AND e.first_seen > ? AND (({asked.where}) OR s.entry_id IN ({kept}))"
        " ORDER BY s.entry_id DESC LIMIT ?",
        (since, *asked.parameters, _MOST),
    )
    return [row[0] for row in found]


def put_together(
    db: Database, asked: Listing, ids: Sequence[int], first: Sequence[int], keep: Sequence[int]
) -> array[int]:
    """The list with ``first`` at its top and ``keep`` where it would stand if it still belonged there."""
    if not first and not keep:
        return ids if isinstance(ids, array) else array("q", ids)
    apart = set(first)
    rest = array("q", (one for one in ids if one not in apart)) if apart else array("q", ids)
    for one in keep:
        stand = key_of(db, asked, one)
        if one in apart or stand is None:
            continue
        sign = -1 if asked.newest_first else 1
        place = bisect_left(
            rest, _signed(stand, sign), key=lambda other: _signed(key_of(db, asked, other), sign)
        )
        if place == len(rest) or rest[place] != one:
            rest.insert(place, one)
    return array("q", first) + rest


def one_a_story(
    db: Database, view: View, ids: Sequence[int], together: str, keep: Sequence[int]
) -> Sequence[int]:
    """A list, or its beginning, without what stands behind other rows; ``keep`` stays."""
    if together == APART or view.place not in _TOGETHER or view.query or not _any_stories(db):
        return ids
    from tui_reader.store.stories import collapsed  # many archives have none

    return collapsed(db, ids, together, keep)


def in_front(db: Database, view: View, asked: Listing, found: Sequence[int], together: str) -> int:
    """The first of these that has a row of its own in the list; where none has, the first."""
    if together == APART or view.place not in _TOGETHER or view.query or not _any_stories(db):
        return found[0]
    from tui_reader.store.stories import is_behind

    return next((one for one in found if not is_behind(db, asked, one, together)), found[0])


def others_of(db: Database, clusters: Set[int | None], together: str) -> Mapping[int, int]:
    """How many others tell the story, by its column; nothing of articles that are in none."""
    if together == APART or not any(clusters):
        return _NONE
    from tui_reader.store.stories import others

    return others(db, clusters, together)


def _any_stories(db: Database) -> bool:
    return (
        db.one("SELECT 1 FROM entry INDEXED BY entry_cluster WHERE cluster IS NOT NULL LIMIT 1") is not None
    )


def key_of(db: Database, asked: Listing, entry_id: int) -> Key | None:
    """Where an entry stands in the order of a list; None where it has no place there."""
    row = db.one(f"SELECT {asked.order}, entry_id FROM entry_state WHERE entry_id = ?", (entry_id,))
    return None if row is None or row[0] is None else (int(row[0]), int(row[1]))


def _signed(key: Key | None, sign: int) -> Key:
    return (sign * key[0], sign * key[1]) if key is not None else (0, 0)
