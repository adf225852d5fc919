"""The store of a home as the kills find it, looked at and laid out from outside."""

from __future__ import annotations

from pathlib import Path

from tui_reader.store import memory
from tui_reader.store.database import Database, open_database

BEHIND = "0123456789" * 200_000
"""What lies behind the room, and is moved into it."""
_ROOM = 40_000_000


def store_of(home: Path) -> Path:
    """Its file."""
    return home / "data" / "reader.db"


def articles(store: Path) -> int:
    """How many there are."""
    db = open_database(store)
    count = int(db.one("SELECT COUNT(*) FROM entry")[0])
    db.close()
    return count


def counts(store: Path) -> dict[str, int]:
    """How many there are, by the place of their feed."""
    db = open_database(store)
    rows = db.rows("SELECT location, COUNT(*) FROM entry JOIN feed ON feed.id = feed_id GROUP BY feed_id")
    db.close()
    return dict(rows)


def leave_room(store: Path) -> int:
    """Have many pages in the middle of the file that nobody needs; how many."""
    db = open_database(store)
    db.execute("CREATE TABLE ballast (x)")
    db.execute("INSERT INTO ballast VALUES (zeroblob(?))", (_ROOM,))
    memory.remember(db, "behind", BEHIND)
    db.execute("DROP TABLE ballast")
    free = _free(db)
    db.close()
    return free


def room_left(store: Path) -> tuple[int, bool]:
    """How many such pages are left, and whether what lay behind them is whole."""
    db = open_database(store)
    free, whole = _free(db), memory.recall(db, "behind") == BEHIND
    db.close()
    return free, whole


def _free(db: Database) -> int:
    return int(db.one("PRAGMA freelist_count")[0])
