"""Connects to a file and looks whose it is; no more than that, so that nothing is changed by looking."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from tui_reader.model.fold import fold_index, fold_key
from tui_reader.store.encoding import unpack_part, unpack_text
from tui_reader.store.migrate import APPLICATION_ID, SCHEMA, schema_of

_WAIT: Final = 5.0  # seconds another writer is waited for
_LOOK: Final = 0.001  # seconds between two looks whether the other is done
_CACHE: Final = 8000  # KiB of pages kept


class ForeignError(Exception):
    """A sound SQLite file of some other program."""


@dataclass(slots=True)
class Opened:
    """A connection and how it was had."""

    connection: sqlite3.Connection
    read_only: bool = False
    notices: list[str] = field(default_factory=list)
    set_aside: Path | None = None
    restored: datetime | None = None
    """Of when the copy is that took the place of what was moved aside."""
    copy: Path | None = None

    def close(self) -> None:
        """Close the connection and remove the copy that was read instead of the file, if one was."""
        self.connection.close()
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)


def connect(path: Path, mode: str, *, alone: bool = False) -> sqlite3.Connection:
    target = "file::memory:" if mode == "memory" else f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        target, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for name, arguments, function in _FUNCTIONS:
            connection.create_function(name, arguments, function, deterministic=True)
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # before the file is touched
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")  # reads the schema, and so may find it damaged
        connection.execute("PRAGMA temp_store = MEMORY")
    except UnicodeDecodeError as error:  # the message about a damaged schema quotes it, and it is no text
        connection.close()
        raise _damaged("malformed schema") from error
    except BaseException:
        connection.close()
        raise
    return connection


def begin_writing(connection: sqlite3.Connection) -> None:
    """Take the write lock and begin a transaction; the other who writes is waited for.

    SQLite itself looks again after 1, 3, 8, 18, 33, 53, 78 ms and from then on in every tenth of a second (main.c,
    sqliteDefaultBusyCallback): it comes up to half as late again as it need, and the next one may have the lock by then.
    """
    (wait,) = connection.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + wait / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(_LOOK)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {wait}")


def look(connection: sqlite3.Connection) -> int:
    """The schema's number; raises where the file cannot be read or is another program's."""
    schema = schema_of(connection)
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if not ours and (schema or tables):
        raise ForeignError
    if ours and (schema < 0 or (tables and not schema)):  # both are written in one transaction
        raise _damaged(f"schema {schema}")
    if ours and schema <= SCHEMA and tables:
        connection.execute("SELECT value FROM meta WHERE key = 'changed'").fetchone()
    return schema


def _damaged(why: str) -> sqlite3.DatabaseError:
    """As SQLite says of what it finds damaged itself."""
    error = sqlite3.DatabaseError(why)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _fold_packed(cell: bytes | None) -> str:
    return fold_index(unpack_text(cell))


def _fold_part(cell: bytes | None, which: int) -> str:
    return fold_index(unpack_part(cell, which).decode("utf-8", "replace"))


_FUNCTIONS: Final[tuple[tuple[str, int, Callable[..., str]], ...]] = (
    ("fold_packed", 1, _fold_packed),
    ("fold_part", 2, _fold_part),
    ("fold_plain", 1, fold_index),
    ("fold_key", 1, fold_key),
)
"""The functions our views and statements name."""
