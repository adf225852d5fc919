"""Cells that no version of the program wrote: of another kind than their column, or no JSON where it has some."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from tui_reader.store.database import Database
from tui_reader.store.doors import door

_KINDS: Final = {"INTEGER": ("integer", "0"), "TEXT": ("text", "''"), "BLOB": ("blob", "")}
"""What a column's cells are, by how it is declared, and what stands for nothing; a packed text has no such thing."""
_JSON: Final = ("'[]'", "'{}'")


class _Column(Struct, frozen=True):
    table: str
    name: str
    wrong: str
    """The condition of a strange cell."""
    nothing: str
    """What is put in its place; empty: only its own maker can mend it."""


@door
def count(db: Database) -> int:
    """How many there are; reads every table."""
    return sum(int(db.one(f"SELECT COUNT(*) FROM {one.table} WHERE {one.wrong}")[0]) for one in _columns(db))


@door
def mend(db: Database) -> None:
    """Put nothing in their place: the rest of their rows can be read again."""
    with db.transaction():
        for one in _columns(db):
            if one.nothing:
                db.execute(f"UPDATE {one.table} SET {one.name} = {one.nothing} WHERE {one.wrong}")


def _columns(db: Database) -> list[_Column]:
    tables = db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE %'")
    return [
        _column(table, name, kind, required, default)
        for (table,) in tables
        if not table.startswith(("search", "comment_search", "sqlite_"))
        for _, name, kind, required, default, key in db.rows(f"PRAGMA table_info({table})")
        if kind in _KINDS and not key
    ]


def _column(table: str, name: str, kind: str, required: int, default: str | None) -> _Column:
    kept_as, nothing = _KINDS[kind]
    wrong = f"typeof({name}) <> '{kept_as}'"
    if not required:
        wrong, nothing = f"{wrong} AND {name} IS NOT NULL", "NULL"
    elif default in _JSON:
        wrong = f"({wrong} OR NOT json_valid({name}))"
    return _Column(table, name, wrong, default or nothing)
