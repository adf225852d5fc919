"""Takes over from a damaged store every row that can still be read, into a fresh one or an earlier copy of the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from tui_reader.store.connecting import connect
from tui_reader.store.database import Database
from tui_reader.store.debt import INDEX
from tui_reader.store.doors import door
from tui_reader.store.integrity import mend
from tui_reader.store.schema import TABLES

_LEFT: Final = ("session", "debt")
"""Who wrote the damaged one, and what it still owed: that is owed anew."""
_KINDS: Final = {"INTEGER": int, "TEXT": str, "BLOB": bytes}
_FAILURES: Final = 4000
"""Ranges of one table that cannot be read before the rest of it is given up."""
_BEYOND: Final = 1 << 24
"""An id no table is believed to reach where even its last one cannot be read."""


class _Table(Struct, frozen=True):
    name: str
    key: str
    """A whole number by which parts of it can be asked for; empty: it is read from one end to the other."""
    columns: tuple[str, ...]
    kinds: tuple[tuple[type | None, bool], ...]
    """Of each column: what its cells are, and whether none may be missing."""


@door
def rescue(damaged: Path, db: Database) -> int:
    """How many articles ``db`` holds afterwards. It is sound then, what is made from the rest is owed.

    Rows of the damaged store win over those of an earlier copy, unless they no longer have the shape of a row.
    """
    source = connect(damaged, "rw")
    try:
        db.execute("PRAGMA foreign_keys = OFF")  # nothing inside a transaction
        with db.transaction(durable=True):
            known = int(db.one("SELECT COUNT(*) FROM entry")[0])
            before = db.one("SELECT value FROM meta WHERE key = 'changed'")[0]
            for table in _tables(db):
                if table.name not in _LEFT:
                    _take(source, db, table)
            _whole_again(db, fresh=not known, before=int(before))
    finally:
        source.close()
        db.execute("PRAGMA foreign_keys = ON")
    mend(db)
    return int(db.one("SELECT COUNT(*) FROM entry")[0])


def same_store(damaged: Path, copy: Path) -> bool:
    """Whether one is an earlier state of the other: no feed of the same number was begun at another time."""
    begun = []
    for path in (copy, damaged):
        try:
            connection = connect(path, "rw")
            try:
                begun.append(dict(connection.execute("SELECT id, added_at FROM feed").fetchall()))
            finally:
                connection.close()
        except sqlite3.Error:
            return False
    return all(begun[1].get(feed, at) == at for feed, at in begun[0].items())


def _tables(db: Database) -> list[_Table]:
    return [_table(db, statement.split()[2]) for statement in TABLES if statement.startswith("CREATE TABLE")]


def _table(db: Database, name: str) -> _Table:
    rows = db.rows(f"PRAGMA table_info({name})")
    first = next(
        (column for _, column, kind, *_, key in rows if key == 1 and kind == "INTEGER"),
        "",
    )
    kinds = tuple((_KINDS.get(kind), bool(required)) for _, _, kind, required, *_ in rows)
    return _Table(name, first, tuple(row[1] for row in rows), kinds)


def _take(source: sqlite3.Connection, db: Database, table: _Table) -> None:
    names = ", ".join(table.columns)
    insert = f"INSERT OR REPLACE INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.columns))})"
    for row in _readable(source, table, names):
        if all(_fits(cell, *kind) for cell, kind in zip(row, table.kinds, strict=True)):
            try:
                db.execute(insert, row)
            except sqlite3.IntegrityError:
                continue  # such a row was never written


def _fits(cell: object, kind: type | None, required: bool) -> bool:
    if cell is None:
        return not required
    return kind is None or isinstance(cell, kind)


def _readable(source: sqlite3.Connection, table: _Table, names: str) -> Iterator[Sequence[Any]]:
    if not table.key:
        try:
            yield from source.execute(f"SELECT {names} FROM {table.name} NOT INDEXED")
        except (sqlite3.Error, UnicodeDecodeError):
            pass
        return
    ask = f"SELECT {names} FROM {table.name} NOT INDEXED WHERE {table.key} BETWEEN ? AND ?"
    left, ranges = _FAILURES, [(0, _last(source, table))]
    while ranges and left:
        low, high = ranges.pop()
        try:
            rows = source.execute(ask, (low, high)).fetchall() if high - low < 1000 else None
        except (sqlite3.Error, UnicodeDecodeError):
            left -= 1
            rows = None
            if low == high:
                continue
        if rows is not None:
            yield from rows
            continue
        middle = (low + high) // 2
        ranges += [(middle + 1, high), (low, middle)]


def _last(source: sqlite3.Connection, table: _Table) -> int:
    """The largest key, as far as anything tells it."""
    for ask in (
        f"SELECT MAX({table.key}) FROM {table.name} NOT INDEXED",
        f"SELECT seq FROM sqlite_sequence WHERE name = '{table.name}'",
        "SELECT MAX(seq) FROM sqlite_sequence",
    ):
        try:
            row = source.execute(ask).fetchone()
            return max(0, min(int(row[0] or 0), _BEYOND)) if row else 0
        except (sqlite3.Error, ValueError, TypeError):
            continue
    return _BEYOND


def _whole_again(db: Database, *, fresh: bool, before: int) -> None:
    """What lost its other half: articles of a feed that is gone, without a state, parts of articles that are gone."""
    changed = db.one("SELECT MAX(value) FROM meta WHERE key = 'changed'")[0]
    db.execute("UPDATE meta SET value = ? WHERE key = 'changed'", (max(int(changed), before) + 1,))
    lost = "feed_id NOT IN (SELECT id FROM feed)"
    if db.one(f"SELECT 1 FROM entry WHERE {lost} LIMIT 1"):
        pages = db.one(
            "INSERT INTO feed (location, kind, added_at) VALUES ('local:pages', 'pages', 0)"
            " ON CONFLICT (account, location) DO UPDATE SET deleted_at = NULL RETURNING id"
        )[0]
        db.execute(f"UPDATE entry SET feed_id = ? WHERE {lost}", (pages,))
    db.execute(
        "INSERT INTO entry_state (entry_id, feed_id, sort_at, read, added, changed)"
        " SELECT id, feed_id, COALESCE(published, first_seen), ?, changed, changed FROM entry"
        " WHERE id NOT IN (SELECT entry_id FROM entry_state)",
        (int(fresh),),  # what came after the copy is new; without one nothing comes back unread
    )
    db.execute(
        "UPDATE entry_state SET feed_id = (SELECT feed_id FROM entry WHERE id = entry_id)"
        " WHERE entry_id IN (SELECT id FROM entry)"
    )
    db.execute("UPDATE folder SET parent_id = NULL WHERE parent_id NOT IN (SELECT id FROM folder)")
    for _ in range(3):  # parts of parts: a letter of a note of an article
        for statement in TABLES:
            _drop_orphans(db, statement.split()[2])
    db.execute("UPDATE entry SET converter_version = 0 WHERE id NOT IN (SELECT entry_id FROM document)")
    db.execute("INSERT OR IGNORE INTO entry_text (entry_id, title, author) SELECT id, title, '' FROM entry")
    db.execute(
        "INSERT OR IGNORE INTO debt (kind, entry_id) SELECT 'convert', id FROM entry WHERE converter_version = 0"
    )
    db.execute("INSERT OR IGNORE INTO debt (kind, entry_id) SELECT ?, entry_id FROM entry_text", (INDEX,))


def _drop_orphans(db: Database, table: str) -> None:
    """Rows that name another that is not there: parts go with their whole, a mere mention is forgotten."""
    required = {row[1]: bool(row[3] or row[5]) for row in db.rows(f"PRAGMA table_info({table})")}
    for _, _, other, column, to, *_ in db.rows(f"PRAGMA foreign_key_list({table})"):
        missing = f"{column} IS NOT NULL AND {column} NOT IN (SELECT {to or 'id'} FROM {other})"
        if required[column] or column == "entry_id":
            db.execute(f"DELETE FROM {table} WHERE {missing}")
        else:
            db.execute(f"UPDATE {table} SET {column} = NULL WHERE {missing}")
