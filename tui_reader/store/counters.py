"""Keeps each feed's counts: what a set of entries counts for is taken off before a change and put on after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from tui_reader.store import surplus
from tui_reader.store.database import Database
from tui_reader.store.encoding import id_list

_SHIFT: Final = """
    UPDATE feed SET total = total + ? * d.all_, unread = unread + ? * d.new_, later = later + ? * d.later_,
        starred = starred + ? * d.starred_, unread_words = unread_words + ? * d.words, changed = ?
    FROM (SELECT feed_id, COUNT(*) AS all_, SUM(read = 0) AS new_, SUM(later) AS later_, SUM(starred) AS starred_,
            SUM(CASE WHEN read = 0 THEN words ELSE 0 END) AS words
        FROM entry_state NOT INDEXED WHERE entry_id IN (SELECT id FROM touched) AND hidden = 0 GROUP BY feed_id) AS d
    WHERE feed.id = d.feed_id
"""


_SHIFT_READ: Final = """
    UPDATE feed SET unread = unread + ? * d.new_, unread_words = unread_words + ? * d.words, changed = ?
    FROM (SELECT feed_id, COUNT(*) AS new_, SUM(words) AS words
        FROM json_each(?) AS wanted CROSS JOIN entry_state ON entry_id = wanted.value
        WHERE read = ? AND hidden = 0 GROUP BY feed_id) AS d
    WHERE feed.id = d.feed_id
"""


def touch(db: Database, select: str, parameters: Iterable[object]) -> int:
    """Fill the temporary table ``touched`` with the ids a statement selects; returns how many."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM touched")
    return db.execute(f"INSERT OR IGNORE INTO touched {select}", tuple(parameters)).rowcount


def touch_ids(db: Database, ids: Iterable[int]) -> int:
    """Fill ``touched`` with these ids."""
    return touch(db, "SELECT value FROM json_each(?)", (id_list(ids),))


@contextmanager
def recounted(db: Database) -> Iterator[None]:
    """Around whatever changes feed, read, starred, later, hidden or words of the entries in ``touched``."""
    stories = surplus.touched_stories(db)
    before = surplus.of(db, stories)
    _shift(db, -1)
    yield
    _shift(db, 1)
    surplus.shift(db, before, surplus.of(db, stories))


def _shift(db: Database, sign: int) -> None:
    db.execute(_SHIFT, (sign, sign, sign, sign, sign, db.change()))


@contextmanager
def count_read(db: Database, ids: Sequence[int], *, read: bool) -> Iterator[None]:
    """Around making those of the entries read, or unread, that are not: counted once where ``recounted`` counts twice."""
    sign = -1 if read else 1
    stories = surplus.stories_of(db, ids)
    before = surplus.of(db, stories)
    db.execute(_SHIFT_READ, (sign, sign, db.change(), id_list(ids), int(not read)))
    yield
    surplus.shift(db, before, surplus.of(db, stories))


def recount(db: Database) -> None:
    """Count everything anew; for repair after damage."""
    with db.transaction():
        db.execute(
            "UPDATE feed SET total = 0, unread = 0, later = 0, starred = 0, unread_words = 0, changed = ?",
            (db.change(),),
        )
        touch(db, "SELECT entry_id FROM entry_state", ())
        _shift(db, 1)
        surplus.recount(db)


_COUNTS: Final = "SELECT id, total, unread, later, starred, unread_words FROM feed ORDER BY id"


def miscounted(db: Database) -> int:
    """How many feeds' kept counts are not what counting anew gives; nothing is changed by asking."""
    kept = db.rows(_COUNTS)
    counted: list[tuple[int, ...]] = []
    try:
        with db.transaction():
            recount(db)
            counted = db.rows(_COUNTS)
            raise _OnlyAskedError
    except _OnlyAskedError:
        pass
    wrong: bool = any(
        surplus.kept(db, one) != each for one, each in zip(surplus.LEVELS, surplus.counted(db), strict=True)
    )
    feeds: int = sum(before != after for before, after in zip(kept, counted, strict=False))
    return feeds + wrong


class _OnlyAskedError(Exception):
    """Rolls the counting back."""
