"""Whether the file is sound: asked after a process did not end well, when there is time for it."""

from __future__ import annotations

import os
import sqlite3
import sys
import time

from tui_reader.model.errors import StoreError
from tui_reader.store.counters import recount
from tui_reader.store.database import Database
from tui_reader.store.doors import door

_DAY = 86_400


@door
def ended_badly(db: Database) -> bool:
    """Whether some process that wrote here is gone without having said so; then ``check`` is owed."""
    return bool(_left_behind(db))


@door
def check(db: Database, *, words: bool = True) -> tuple[str, ...]:
    """What SQLite finds wrong with the file, and (``words``) with the index against the texts; empty if nothing.

    A millisecond a megabyte, with ``words`` about fifty. A sound file is no longer counted as badly ended.
    """
    try:
        found = [str(row[0]) for row in db.rows("PRAGMA quick_check(20)") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:  # so damaged that it cannot even be looked at
        return (str(error),)
    if db.read_only:
        return tuple(found)
    for index in ("search", "comment_search") if words else ():
        try:
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            found.append(f"{index}: {error}")
    if not found:
        with db.transaction():
            db.connection.executemany("DELETE FROM session WHERE id = ?", [(i,) for i in _left_behind(db)])
    return tuple(found)


@door
def foreign_rows(db: Database) -> int:
    """How many rows name another that is not there."""
    return len(db.rows("PRAGMA foreign_key_check"))


@door
def mend(db: Database) -> None:
    """Make anew what can be made from the rest: indexes, the full-text indexes, counts."""
    try:
        db.execute("REINDEX")
    except sqlite3.IntegrityError as error:  # two rows now have what only one may have
        raise StoreError("store.damaged", why=str(error), path=str(db.path)) from error
    with db.transaction():
        for index, table in (("search", "entry_text"), ("comment_search", "comment")):
            db.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
            db.execute(f"UPDATE {table} SET fold_version = 0")
        db.execute("INSERT OR REPLACE INTO debt (kind, entry_id) SELECT 'index', entry_id FROM entry_text")
    recount(db)


def _left_behind(db: Database) -> list[int]:
    rows = db.rows("SELECT id, pid, opened_at FROM session")
    return [session for session, pid, opened_at in rows if not _alive(pid, opened_at)]


def _alive(pid: int, opened_at: int) -> bool:
    if sys.platform == "win32":  # there os.kill(pid, 0) would end the process
        return time.time() - opened_at < _DAY
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
