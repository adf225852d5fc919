"""What stands in a store, read beside the running program: for waiting and for judging."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.patience import wait_until


def ask(home: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """The rows of a question; none while there is no store yet."""
    store = home / "data" / "reader.db"
    if not store.exists():
        return []
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10)) as db:
        try:
            return db.execute(sql, values).fetchall()
        except sqlite3.OperationalError:  # the tables are just being made
            return []


def number(home: Path, sql: str, *values: object) -> int:
    """The one number asked for, 0 while there is none."""
    found = ask(home, sql, *values)
    return int(str(found[0][0] or 0)) if found else 0


def is_settled(home: Path, entries: int = 16) -> bool:
    """Whether so many articles are kept, readable and searchable (16 are bundled)."""
    there = number(home, "SELECT count(*) FROM entry") >= entries
    return there and ask(home, "SELECT count(*) FROM debt") == [(0,)]


def settled(home: Path, entries: int = 16) -> None:
    """Wait until it is."""
    wait_until(lambda: is_settled(home, entries), f"{entries} articles with nothing owed")


def complaints(home: Path) -> list[str]:
    """What SQLite finds wrong with the file."""
    return [str(row[0]) for row in ask(home, "PRAGMA quick_check") if row != ("ok",)]


def is_sound(home: Path) -> bool:
    """Whether the file is whole, and the counts kept beside the feeds are those counted."""
    wrong = ask(
        home,
        """SELECT feed.id FROM feed WHERE unread != (SELECT count(*) FROM entry_state
           WHERE feed_id = feed.id AND NOT read AND NOT hidden)""",
    )
    return not wrong and not complaints(home)
