"""Gets at the file, whatever state it is in: new, old, newer, read-only, damaged, not ours. Nothing is ever overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tui_reader.model.errors import StoreError
from tui_reader.model.fold import fold_index, fold_key
from tui_reader.store.doors import primary_code
from tui_reader.store.encoding import unpack_part, unpack_text
from tui_reader.store.migrate import APPLICATION_ID, SCHEMA, migrate, schema_of

_WAIT: Final = 5.0  # seconds another writer is waited for
_LOCK_WAIT: Final = 60.0  # seconds another process's migration is waited for
_CACHE: Final = 8000  # KiB of pages kept
_WAL_KEPT: Final = 16 * 2**20  # bytes the write-ahead log may keep on disk
_BEYOND_OPENING: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_UNWRITABLE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class _ForeignError(Exception):
    """A sound SQLite file of some other program."""


@dataclass(slots=True)
class Opened:
    """A connection and how it was had."""

    connection: sqlite3.Connection
    read_only: bool = False
    notices: list[str] = field(default_factory=list)
    set_aside: Path | None = None
    copy: Path | None = None

    def close(self) -> None:
        """Close the connection and remove the copy that was read instead of the file, if one was."""
        self.connection.close()
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)


def open_connection(path: Path, *, read_only: bool = False) -> Opened:
    """The connection, ready for use. Raises StoreError and sqlite3.Error."""
    if read_only or not _writable(path):
        return _open_to_read(path, asked=read_only)
    try:
        return _open_to_write(path)
    except _ForeignError:
        return _open_beside(path)
    except sqlite3.Error as error:
        if primary_code(error) in _BEYOND_OPENING:
            return _open_beside(path)
        if primary_code(error) in _UNWRITABLE and path.exists():
            return _open_to_read(path)
        raise


def _open_to_write(path: Path) -> Opened:
    connection = _connect(path, "rwc")
    try:
        schema = _look(connection)
        if schema > SCHEMA:
            connection.close()
            opened = _open_to_read(path)
            opened.notices = ["store.newer_schema"]
            return opened
        if schema < SCHEMA:
            with _lock(path):
                migrate(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT}")
    except BaseException:
        connection.close()
        raise
    return Opened(connection)


def _open_to_read(path: Path, *, asked: bool = False) -> Opened:
    """Read only; where even that needs a file beside it that cannot be made (a WAL store on a read-only system), a copy."""
    notices = [] if asked else ["store.read_only"]
    if not path.exists():
        if asked:
            raise StoreError("store.unknown", why="not there", path=str(path))
        connection = _connect(Path(":memory:"), "memory")
        migrate(connection)
        return Opened(connection, read_only=True, notices=notices)
    try:
        connection = _connect(path, "ro")
        schema = _look(connection)
        copy = None
    except sqlite3.OperationalError as error:
        if primary_code(error) not in (*_UNWRITABLE, sqlite3.SQLITE_IOERR):
            raise
        copy = _copied(path)
        connection = _connect(copy / path.name, "rw")
        schema = _look(connection)
    if schema != SCHEMA:
        notices = ["store.newer_schema"]
        if schema < SCHEMA or not _readable(connection):
            connection.close()
            raise StoreError("store.newer_schema" if schema > SCHEMA else "store.read_only", path=str(path))
    connection.execute("PRAGMA query_only = ON")
    return Opened(connection, read_only=True, notices=notices, copy=copy)


def _open_beside(path: Path) -> Opened:
    """Move what is there out of the way, under the lock and only if it still is as bad, and begin anew."""
    aside = None
    with _lock(path):
        try:
            connection = _connect(path, "rw")
            try:
                _look(connection)
            finally:
                connection.close()
        except _ForeignError:
            aside = set_aside(path)
        except sqlite3.Error as error:
            if primary_code(error) not in _BEYOND_OPENING:
                raise
            aside = set_aside(path)
    return _begun_anew(path, aside)


def begin_anew(path: Path) -> Opened:
    """Move a store aside that opens but cannot be used, and begin a fresh one."""
    with _lock(path):
        aside = set_aside(path)
    return _begun_anew(path, aside)


def _begun_anew(path: Path, aside: Path | None) -> Opened:
    opened = _open_to_write(path)
    opened.notices, opened.set_aside = (["store.damaged"] if aside else []), aside
    return opened


def set_aside(path: Path) -> Path:
    """Rename a store and the files beside it to ``<name>.damaged-<stamp>``; nobody may be writing to it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    path.rename(aside)
    return aside


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    target = "file::memory:" if mode == "memory" else f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        target, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for name, arguments, function in _FUNCTIONS:
            connection.create_function(name, arguments, function, deterministic=True)
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")  # reads the schema, and so may find it damaged
        connection.execute("PRAGMA temp_store = MEMORY")
    except UnicodeDecodeError as error:  # the message about a damaged schema quotes it, and it is no text
        connection.close()
        damaged = sqlite3.DatabaseError("malformed schema")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged from error
    except BaseException:
        connection.close()
        raise
    return connection


def _look(connection: sqlite3.Connection) -> int:
    """The schema's number; raises where the file cannot be read or is another program's."""
    schema = schema_of(connection)
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    tables = connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
    if not ours and (schema or tables):
        raise _ForeignError
    if ours and schema <= SCHEMA and tables:
        connection.execute("SELECT value FROM meta WHERE key = 'changed'").fetchone()
    return schema


def _readable(connection: sqlite3.Connection) -> bool:
    """Whether a newer store still has what our lists read."""
    try:
        connection.execute("SELECT sort_at, read, starred, later, hidden, words FROM entry_state LIMIT 1")
        connection.execute("SELECT title, excerpt, flags, comments_here, comments_new FROM entry LIMIT 1")
        connection.execute("SELECT title, unread, total, folder_id, location FROM feed LIMIT 1")
    except sqlite3.OperationalError:
        return False
    return True


def _writable(path: Path) -> bool:
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(path.parent, os.W_OK)


def _copied(path: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="tui-reader-"))
    try:
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                shutil.copyfile(source, folder / source.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError("store.read_only", path=str(path), why=error.strerror or "") from error
    return folder


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One process at a time migrates or moves a store aside."""
    from filelock import FileLock, Timeout  # 50 ms to import; needed only by the first start after an update

    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=_LOCK_WAIT):
            yield
    except Timeout as error:
        raise StoreError("store.busy", path=str(path)) from error


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
