"""Opens a store that cannot be written: in place, else as a copy, else in memory. What can be read is read."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from tui_reader.model.errors import StoreError
from tui_reader.store.connecting import ForeignError, Opened, connect, look
from tui_reader.store.doors import NO_ROOM, UNWRITABLE, primary_code
from tui_reader.store.migrate import SCHEMA, migrate


def open_to_read(path: Path, *, asked: bool = False, why: str = "store.read_only") -> Opened:
    """Read only; where even that needs a file beside it that cannot be made (a WAL store on a read-only system), a copy."""
    notices = [] if asked else [why]
    if not path.exists():
        if asked:
            raise StoreError("store.unknown", why="not there", path=str(path))
        return _open_empty(notices)
    copy = None
    try:
        connection, schema = _looked_at(path)
    except ForeignError as error:
        raise StoreError("store.damaged", why="another program's", path=str(path)) from error
    except sqlite3.OperationalError as error:
        if primary_code(error) not in UNWRITABLE:
            raise
        copy = _copied(path)
        connection = connect(copy / path.name, "rw") if copy is not None else _in_memory(path)
        schema = look(connection)
    if schema == 0 and not asked:  # begun, and nothing in it: there was no room for it
        connection.close()
        return _open_empty(notices)
    if schema != SCHEMA:
        notices = ["store.newer_schema"]
        if schema < SCHEMA or not _readable(connection):
            connection.close()
            raise StoreError("store.newer_schema" if schema > SCHEMA else "store.read_only", path=str(path))
    connection.execute("PRAGMA query_only = ON")
    return Opened(connection, read_only=True, notices=notices, copy=copy)


def _looked_at(path: Path) -> tuple[sqlite3.Connection, int]:
    connection = connect(path, "ro")
    try:
        return connection, look(connection)
    except BaseException:
        connection.close()
        raise


def _copied(path: Path) -> Path | None:
    """A folder with a copy; None where there is no room for it either. Raises StoreError."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="tui-reader-"))
    except OSError:  # Python tries to write there first
        return None
    try:
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                shutil.copyfile(source, folder / source.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        if error.errno in NO_ROOM:
            return None
        raise StoreError("store.read_only", path=str(path), why=error.strerror or "") from error
    return folder


def _in_memory(path: Path) -> sqlite3.Connection:
    """A copy that needs no room on any disk: held alone, for as long as that takes, a WAL store needs no file beside it."""
    connection = connect(Path(":memory:"), "memory")
    source = connect(path, "rw", alone=True)
    try:
        source.backup(connection)
    except BaseException:
        connection.close()
        raise
    finally:
        source.close()
    return connection


def _open_empty(notices: list[str]) -> Opened:
    connection = connect(Path(":memory:"), "memory")
    migrate(connection)
    return Opened(connection, read_only=True, notices=notices)


def _readable(connection: sqlite3.Connection) -> bool:
    """Whether a newer store still has what our lists read."""
    try:
        connection.execute("SELECT sort_at, read, starred, later, hidden, words FROM entry_state LIMIT 1")
        connection.execute("SELECT title, excerpt, flags, comments_here, comments_new FROM entry LIMIT 1")
        connection.execute("SELECT title, unread, total, folder_id, location FROM feed LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True
