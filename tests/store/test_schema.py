"""The schema as SQLite's own checks see it."""

from __future__ import annotations

import re

from tui_reader.store.database import Database


def test_tables_without_row_ids_name_their_keys_first(db: Database) -> None:
    """SQLite 3.40.1's quick_check reports "NULL value" where a NOT NULL column stands before one of the key's."""
    tables = db.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%WITHOUT ROWID%'")
    assert tables
    for (name,) in tables:
        columns = db.rows(f"PRAGMA table_info({name})")
        in_key = [bool(column[5]) for column in columns]
        assert in_key == sorted(in_key, reverse=True), name
        assert re.fullmatch(r"\w+", name)
