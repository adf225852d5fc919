"""Articles to be had whole for reading offline: text, comments, pictures; owed one by one, a trip within its budget.

The debt is in the store before anything is fetched, so whoever is killed owes exactly what was left. Pages are owed as
ever (``pages``) and come first, since they say which pictures there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from tui_reader.model.trip import Estimate, Standing, Trip
from tui_reader.store import debt, memory, pages
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds

MOST: Final = 2000
"""Articles of one trip: nobody reads more on the longest."""
TRIP, WITHOUT_PICTURES, BY_HAND = 0, 1, 2
"""Priorities: what belongs to the trip, what was asked for singly."""
LATER, LATER_WITHOUT_PICTURES = -1, -2
"""What was put aside for later: when nothing else is owed, and only as long as it is put aside."""
_KEY: Final = "trip"
_PICTURE: Final = 900_000
"""Bytes of a picture kept, large and small, where none is kept yet to know better: a photograph of 1,600 pixels."""
_TEXT: Final = 20_000
"""Bytes of an article's text and comments, deflated."""


@door
def begin(db: Database, entry_ids: Sequence[int], budget: int, *, pictures: bool = True) -> Trip:
    """Owe these articles, the first first, to a new trip in place of the last one."""
    ids = list(entry_ids)[:MOST]
    trip = Trip(len(ids), len(ids), budget, pictures=pictures)
    with db.transaction():
        _forget(db)
        db.connection.executemany(
            "INSERT INTO debt (kind, entry_id, priority) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET priority = excluded.priority WHERE priority < excluded.priority",
            [(debt.KEEP, entry_id, TRIP) for entry_id in ids],
        )
        pages.owe_whole(db, ids)
        memory.remember(db, memory.TRIP_ARTICLES, id_list(ids))
        _write(db, trip if ids else replace(trip, standing=Standing.DONE))
    return trip


@door
def want(db: Database, entry_ids: Sequence[int], *, pictures: bool = True) -> None:
    """Owe these articles before all others, whatever a trip's budget."""
    with db.transaction():
        debt.owe(db, debt.KEEP, entry_ids)
        debt.prefer(db, debt.KEEP, entry_ids, BY_HAND if pictures else WITHOUT_PICTURES)
        pages.owe_whole(db, entry_ids, by_hand=True)


@door
def put_aside(db: Database, entry_ids: Sequence[int], *, pictures: bool = True) -> None:
    """Owe all of what was put aside for later; their pages are owed beside this (``pages.owe_later``)."""
    with db.transaction():
        db.connection.executemany(
            "INSERT OR IGNORE INTO debt (kind, entry_id, priority) VALUES (?, ?, ?)",
            [(debt.KEEP, entry_id, LATER if pictures else LATER_WITHOUT_PICTURES) for entry_id in entry_ids],
        )


@door
def stop(db: Database) -> Trip | None:
    """Owe nothing more to the trip; what is here stays."""
    with db.transaction():
        known = trip(db)
        _forget(db)
        if known is not None and known.standing is Standing.RUNNING:
            known = replace(known, standing=Standing.STOPPED)
            _write(db, known)
    return known


@door
def trip(db: Database) -> Trip | None:
    """The last trip as it stands; None where there never was one."""
    text = memory.recall(db, _KEY)
    try:
        known = msgspec.json.decode(text, type=Trip) if text else None
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    if known is None or known.standing is not Standing.RUNNING:
        return known
    return replace(known, left=_left(db))


@door
def take(db: Database, *, owner: str, now: datetime, lease: int) -> tuple[int, int] | None:
    """The next article and its priority; not yet one whose page can be fetched first. None where nothing is to be done."""
    if not debt.owes(db, debt.KEEP):
        return None
    found = debt.take(db, debt.KEEP, owner=owner, now=now, limit=1, lease=lease, but=_waiting(db, now))
    if not found:
        return None
    row = db.one("SELECT priority FROM debt WHERE kind = ? AND entry_id = ?", (debt.KEEP, found[0]))
    return found[0], int(row[0])


@door
def waits(db: Database, now: datetime) -> bool:
    """Whether an article waits for its page."""
    return bool(_waiting(db, now))


@door
def owed(db: Database, entry_id: int) -> bool:
    """Whether the article is still owed."""
    return debt.is_owed(db, debt.KEEP, entry_id)


@door
def spend(db: Database, size: int) -> Trip | None:
    """So many bytes more are here for the trip; where its budget is used up, the rest is owed no longer."""
    with db.transaction():
        known = trip(db)
        if known is None or known.standing is not Standing.RUNNING:
            return known
        known = replace(known, spent=known.spent + size)
        if known.budget and known.spent >= known.budget:
            _forget(db)
            known = replace(known, standing=Standing.FULL)
        _write(db, known)
    return known


@door
def done(db: Database, entry_id: int) -> Trip | None:
    """The article is here as far as it can be had; the trip as it stands after it."""
    with db.transaction():
        debt.clear(db, debt.KEEP, [entry_id])
        known = trip(db)
        if known is not None and known.standing is Standing.RUNNING and not known.left:
            known = replace(known, standing=Standing.DONE)
            _write(db, known)
    return known


@door
def picture_urls(db: Database, entry_id: int) -> list[str]:
    """Addresses of the pictures in the text that is read, in its order."""
    rows = db.rows(
        "SELECT url FROM image WHERE entry_id = ? AND origin = 'document' AND url <> '' ORDER BY position",
        (entry_id,),
    )
    return list(dict.fromkeys(row[0] for row in rows))


@door
def has_room(db: Database, most: int, at_once: int) -> bool:
    """Whether ``most`` bytes hold as many pictures more as are fetched at once, beside those of the trip that are here."""
    here, usual = db.one(
        "SELECT COALESCE(SUM(p.bytes), 0), COALESCE(AVG(p.bytes), 0) FROM picture AS p WHERE p.state = 'here' AND EXISTS"
        " (SELECT 1 FROM image AS i WHERE i.url = p.url AND i.entry_id IN (SELECT value FROM json_each(?)))",
        (memory.recall(db, memory.TRIP_ARTICLES) or "[]",),
    )
    return bool(here + at_once * usual <= most)


@door
def crowded(db: Database) -> None:
    """An article of the trip more has pictures there is no room for."""
    with db.transaction():
        known = trip(db)
        if known is not None:
            _write(db, replace(known, without=known.without + 1))


@door
def text_size(db: Database, entry_id: int) -> int:
    """Bytes the article's texts and comments take."""
    texts = db.one("SELECT COALESCE(SUM(LENGTH(document)), 0) FROM document WHERE entry_id = ?", (entry_id,))
    talk = db.one(
        "SELECT COALESCE(SUM(LENGTH(body) + LENGTH(text)), 0) FROM comment WHERE entry_id = ?", (entry_id,)
    )
    return int(texts[0]) + int(talk[0])


@door
def estimate(db: Database, entry_ids: Sequence[int]) -> Estimate:
    """How much of these is not here yet: their missing pictures as large as those that are, and some text each."""
    ids = list(entry_ids)[:MOST]
    usual = db.one("SELECT COALESCE(AVG(bytes), ?) FROM picture WHERE state = 'here'", (_PICTURE,))[0]
    missing = db.one(
        "SELECT COUNT(DISTINCT i.url) FROM image AS i LEFT JOIN picture AS p ON p.url = i.url"
        " WHERE i.entry_id IN (SELECT value FROM json_each(?)) AND i.origin = 'document'"
        " AND COALESCE(p.state, '') <> 'here'",
        (id_list(ids),),
    )[0]
    return Estimate(len(ids), int(missing * usual) + len(ids) * _TEXT)


def _waiting(db: Database, now: datetime) -> list[int]:
    """Articles whose page is being fetched, or can be."""
    rows = db.rows(
        "SELECT k.entry_id FROM debt AS k JOIN debt AS f ON f.kind = ? AND f.entry_id = k.entry_id"
        " WHERE k.kind = ? AND k.tries < ? AND f.tries < ? AND (f.claimed_by <> '' OR f.claimed_until <= ?)",
        (debt.FETCH, debt.KEEP, debt.MOST_TRIES, debt.MOST_TRIES, seconds(now)),
    )
    return [row[0] for row in rows]


def _left(db: Database) -> int:
    row = db.one(
        "SELECT COUNT(*) FROM debt WHERE kind = ? AND priority = ? AND tries < ?",
        (debt.KEEP, TRIP, debt.MOST_TRIES),
    )
    return int(row[0])


def _forget(db: Database) -> None:
    db.execute("DELETE FROM debt WHERE kind = ? AND priority = ?", (debt.KEEP, TRIP))
    db.execute("DELETE FROM debt WHERE kind = ? AND priority = ?", (debt.FETCH, pages.TRIP_FIRST))


def _write(db: Database, known: Trip) -> None:
    memory.remember(db, _KEY, msgspec.json.encode(known).decode())
