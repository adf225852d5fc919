"""All of the store as plain values, table by table, and back: what ``export --everything`` writes and ``import`` reads.

A row is an object of its columns. Packed texts, documents and id sets are unpacked, hashes are hexadecimal; times stay
seconds since the epoch, UTC. Left out is what is made from the rest (documents, the index) and who is at it just now.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import IntegrityError
from typing import Any, Final

from msgspec import DecodeError, Struct, json

from tui_reader.content.document import encode
from tui_reader.model.document import Document
from tui_reader.model.errors import StoreError
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import pack, pack_ids, pack_text, stored, unpack, unpack_ids, unpack_text
from tui_reader.store.schema import TABLES

Plain = Mapping[str, object]
_LEFT_OUT: Final = ("session", "document")
_NOT: Final = frozenset(("claimed_by", "claimed_until", "converter_version", "fold_version"))
"""Columns of the moment, or of what is made anew."""
_DEBTS: Final = ("fetch", "keep", "rule")
"""What the reader wished for; the rest of what is owed is owed anew."""
_TEXTS: Final = frozenset((("content", "value"), ("revision", "content"), ("revision", "summary")))
_COMMENT_TEXTS: Final = frozenset((("comment", "body"), ("comment", "text")))
_DOCUMENT: Final = ("comment", "document")
_IDS: Final = ("action", "ids")
_HEAD: Final = encode(Document(()), packed=False)[:2]
_KINDS: Final = {"INTEGER": int, "TEXT": str}
SEQUENCES: Final = "sequence"
"""The numbers given last, as a table of its own: none is ever given twice."""


class _Column(Struct, frozen=True):
    name: str
    kind: str


def tables() -> list[str]:
    """The names of all that is written, in an order in which it can be read again."""
    names = [statement.split()[2] for statement in TABLES if statement.startswith("CREATE TABLE")]
    return [SEQUENCES, *(name for name in names if name not in _LEFT_OUT)]


@door
def rows(db: Database, table: str) -> Iterator[Plain]:
    """Every row of a table; the same rows in the same order whenever nothing changed."""
    if table == SEQUENCES:
        for name, value in db.rows("SELECT name, seq FROM sqlite_sequence ORDER BY name"):
            yield {"name": name, "value": value}
        return
    columns = _columns(db, table)
    keys = [
        row[1] for row in sorted(db.rows(f"PRAGMA table_info({table})"), key=lambda row: row[5]) if row[5]
    ]
    wanted = f"WHERE kind IN {_DEBTS!r}" if table == "debt" else ""
    names = ", ".join(column.name for column in columns)
    for cells in db.execute(f"SELECT {names} FROM {table} {wanted} ORDER BY {', '.join(keys)}"):
        yield {
            column.name: _to_plain(table, column, cell) for column, cell in zip(columns, cells, strict=True)
        }


@door
def keep(db: Database, table: str, row: Plain) -> None:
    """One row back into its table; StoreError ("store.not_an_export") where it is none."""
    if table == SEQUENCES:
        db.execute("DELETE FROM sqlite_sequence WHERE name = ?", (stored(str(row.get("name"))),))
        db.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT name, ? FROM sqlite_master WHERE type = 'table' AND name = ?",
            (_number(row.get("value")), stored(str(row.get("name")))),
        )
        return
    columns = [column for column in _columns(db, table) if column.name in row]
    if not columns:
        raise StoreError("store.not_an_export", name=table)
    names = ", ".join(column.name for column in columns)
    try:
        cells = [_to_cell(table, column, row[column.name]) for column in columns]
        db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({', '.join('?' * len(cells))})", cells)
    except (ValueError, TypeError, LookupError, OverflowError, AttributeError, IntegrityError) as error:
        raise StoreError("store.not_an_export", name=table) from error


@contextmanager
def filling(db: Database) -> Iterator[None]:
    """One transaction in which rows may come before those they name. Raises StoreError where some never came."""
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with db.transaction():
            yield
            if db.rows("PRAGMA foreign_key_check"):
                raise StoreError("store.not_an_export", name="data")
    finally:
        db.execute("PRAGMA foreign_keys = ON")


@door
def article_ids(db: Database) -> list[int]:
    """Of all articles, text or not."""
    return [row[0] for row in db.rows("SELECT id FROM entry ORDER BY id")]


@door
def locations(db: Database) -> list[str]:
    """Of the feeds that are followed."""
    return [str(row[0]) for row in db.rows("SELECT location FROM feed WHERE deleted_at IS NULL")]


@door
def owe_what_is_made(db: Database) -> None:
    """Documents and index are made anew from what was kept."""
    for kind in ("convert", "index"):
        db.execute("INSERT OR IGNORE INTO debt (kind, entry_id) SELECT ?, id FROM entry", (kind,))


@door
def without_pictures(db: Database, here: set[str]) -> None:
    """Forget the pictures whose files did not come along."""
    for url, path in db.rows("SELECT url, path FROM picture WHERE path <> ''"):
        if path not in here:
            db.execute("UPDATE picture SET path = '', state = '', bytes = 0 WHERE url = ?", (url,))


def _columns(db: Database, table: str) -> list[_Column]:
    return [
        _Column(name, kind)
        for _, name, kind, *_ in db.rows(f"PRAGMA table_info({table})")
        if name not in _NOT
    ]


def _to_plain(table: str, column: _Column, cell: Any) -> object:
    if not isinstance(cell, bytes):
        return cell
    place = (table, column.name)
    try:
        if place in _TEXTS or place in _COMMENT_TEXTS:
            return unpack_text(cell)
        if place == _IDS:
            return unpack_ids(cell)
        if place == _DOCUMENT and (found := unpack(cell))[:2] == _HEAD:
            return json.decode(found[2:])
    except (zlib.error, ValueError, DecodeError):
        pass  # damaged: its bytes are all that is left of it
    return {"hex": cell.hex()}


def _to_cell(table: str, column: _Column, value: Any) -> object:
    place = (table, column.name)
    if value is None:
        return None
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    if place in _TEXTS or place in _COMMENT_TEXTS:
        return pack_text(_text(value))
    if place == _IDS:
        return pack_ids([_number(one) for one in value])
    if place == _DOCUMENT:
        return pack(_HEAD + json.encode(value))
    kind = _KINDS.get(column.kind)
    if kind is int:
        return _number(value)
    if kind is str:
        return stored(_text(value))
    return value if isinstance(value, int) else stored(_text(value))


def _number(value: object) -> int:
    if not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise ValueError("no number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
