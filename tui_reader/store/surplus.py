"""What the kept counts are over the rows that stand for them: of a story in several feeds, all articles but one.

Kept beside the counts and changed with them (counters.py), so that no list of places ever counts; of the unread articles
of a story the longest counts for the time they take.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import DecodeError, json

from tui_reader.model.story import Surplus, Together
from tui_reader.store.database import Database
from tui_reader.store.encoding import id_list
from tui_reader.store.stories import PAGES, any_stories, key_of

_KEY: Final = "surplus"
LEVELS: Final = (Together.ADDRESS, Together.TITLES)
_OF: Final = """
    SELECT e.cluster, s.read, s.words FROM {stories} CROSS JOIN entry_state AS s ON s.entry_id = e.id
        WHERE e.cluster IS NOT NULL AND s.hidden = 0 AND s.feed_id NOT IN (SELECT id FROM feed WHERE muted = 1)
"""
_THESE: Final = _OF.format(
    stories="json_each(?) AS wanted CROSS JOIN entry AS e INDEXED BY entry_cluster"
    f" ON e.cluster BETWEEN wanted.value * {PAGES} AND wanted.value * {PAGES} + {PAGES - 1}"
)
_ALL: Final = _OF.format(stories="entry AS e INDEXED BY entry_cluster")

Sums = tuple[Surplus, ...]
"""One for each level."""
NOTHING: Final[Sums] = (Surplus(), Surplus())


def kept(db: Database, together: str) -> Surplus:
    """What to take off the counts of the places."""
    return Surplus() if together == Together.OFF else _kept(db)[LEVELS.index(Together(together))]


def touched_stories(db: Database) -> list[int]:
    """The stories of the articles in ``touched``."""
    if not any_stories(db):
        return []
    rows = db.rows(
        f"SELECT DISTINCT cluster / {PAGES} FROM touched CROSS JOIN entry ON entry.id = touched.id WHERE cluster IS NOT NULL"
    )
    return [int(row[0]) for row in rows]


def stories_of(db: Database, ids: Iterable[int]) -> list[int]:
    """The stories of these articles."""
    if not any_stories(db):
        return []
    rows = db.rows(
        f"SELECT DISTINCT e.cluster / {PAGES} FROM json_each(?) AS wanted CROSS JOIN entry AS e ON e.id = wanted.value"
        " WHERE e.cluster IS NOT NULL",
        (id_list(ids),),
    )
    return [int(row[0]) for row in rows]


def of(db: Database, stories: Iterable[int]) -> Sums:
    """What these stories are over."""
    wanted = list(stories)
    return _sums(db.rows(_THESE, (id_list(wanted),))) if wanted else NOTHING


def shift(db: Database, before: Sums, after: Sums) -> None:
    """Keep what became of some stories."""
    if before != after:
        now = _kept(db)
        _keep(db, [_plus(each, old, new) for each, old, new in zip(now, before, after, strict=True)])


def counted(db: Database) -> Sums:
    """All of it, counted anew."""
    return _sums(db.rows(_ALL))


def recount(db: Database) -> None:
    """Count it anew: for repair, and where a feed is muted or is no longer."""
    _keep(db, counted(db))


def _kept(db: Database) -> Sums:
    row = db.one("SELECT value FROM meta WHERE key = ?", (_KEY,))
    try:
        found = json.decode(row[0], type=tuple[tuple[int, int, int], tuple[int, int, int]]) if row else ()
    except (DecodeError, TypeError):
        found = ()
    return tuple(Surplus(*each) for each in found) or NOTHING


def _keep(db: Database, sums: Iterable[Surplus]) -> None:
    told = json.encode([(each.total, each.unread, each.words) for each in sums]).decode()
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_KEY, told))


def _sums(rows: Iterable[tuple[int, int, int]]) -> Sums:
    known = list(rows)
    return tuple(
        _sum([(key_of(cluster, level), read, words) for cluster, read, words in known]) for level in LEVELS
    )


def _sum(rows: Iterable[tuple[int, int, int]]) -> Surplus:
    total = unread = words = 0
    all_: set[int] = set()
    longest: dict[int, int] = {}
    for key, read, length in rows:
        total += key in all_
        all_.add(key)
        if not read:
            unread += key in longest
            words += min(length, longest[key]) if key in longest else 0
            longest[key] = max(length, longest.get(key, 0))
    return Surplus(total, unread, words)


def _plus(now: Surplus, old: Surplus, new: Surplus) -> Surplus:
    return Surplus(
        now.total + new.total - old.total,
        now.unread + new.unread - old.unread,
        now.words + new.words - old.words,
    )
