"""Brings a store to the schema of this program: numbered functions, each one transaction, never changed once released.

Only O(1) DDL here: whatever touches rows is owed as debt and worked off by the engine.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from tui_reader.store.indexes import INDEXES
from tui_reader.store.schema import TABLES

APPLICATION_ID: Final = 0x74756972  # "tuir"


def _to_1(connection: sqlite3.Connection) -> None:
    for statement in TABLES + INDEXES:
        connection.execute(statement)
    connection.execute("INSERT INTO meta (key, value) VALUES ('changed', 0)")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_to_1,)
SCHEMA: Final = len(MIGRATIONS)


def schema_of(connection: sqlite3.Connection) -> int:
    """The number of the store's schema, 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Run what is missing. The caller holds the file lock, so nobody else is at it."""
    if schema_of(connection) == 0:
        # both can only be chosen before the first table; in pages of 4 KiB a deflated text of 3 KB wastes the rest
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
    for number in range(schema_of(connection), SCHEMA):
        connection.execute("BEGIN IMMEDIATE")
        try:
            MIGRATIONS[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                connection.execute("ROLLBACK")
            raise
