"""Gets at the file, whatever state it is in: new, old, newer, read-only, damaged, not ours. Nothing is ever overwritten."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from tui_reader.model.errors import StoreError
from tui_reader.store.connecting import ForeignError, Opened, connect, look
from tui_reader.store.doors import UNWRITABLE, has_room, primary_code
from tui_reader.store.migrate import SCHEMA, migrate

_LOCK_WAIT: Final = 60.0  # seconds another process's migration is waited for
_WAL_KEPT: Final = 16 * 2**20  # bytes the write-ahead log may keep on disk
_WAL_MOST: Final = (
    32_000  # pages after which any writer folds it back: the engine does so long before (keeper.py)
)
_BEYOND_OPENING: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def open_connection(path: Path, *, read_only: bool = False) -> Opened:
    """The connection, ready for use. Raises StoreError, sqlite3.Error and OSError."""
    if os.path.lexists(path) and not path.is_file():  # and a FIFO would never be opened
        raise StoreError("store.not_a_file", path=str(path))
    if read_only or not _writable(path):
        return _open_to_read(path, asked=read_only)
    try:
        return _open_to_write(path)
    except ForeignError:
        return _open_beside(path)
    except sqlite3.Error as error:
        if primary_code(error) in _BEYOND_OPENING:
            return _open_beside(path)
        if primary_code(error) in UNWRITABLE and path.exists():
            return _open_to_read(path, why="store.read_only" if has_room(path) else "store.disk_full")
        raise


def open_again(path: Path) -> Opened | None:
    """The connection where the disk was full and has room again; None while it has not."""
    try:
        opened = _open_to_write(path)
    except (ForeignError, sqlite3.Error, StoreError, OSError):
        return None
    if opened.read_only:
        opened.close()
        return None
    return opened


def _open_to_write(path: Path) -> Opened:
    connection = connect(path, "rwc")
    try:
        schema = look(connection)
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
        connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_MOST}")
    except BaseException:
        connection.close()
        raise
    return Opened(connection)


def _open_beside(path: Path) -> Opened:
    """Move what is there out of the way, under the lock and only if it still is as bad, and begin anew."""
    aside, taken = None, None
    with _lock(path):
        try:
            connection = connect(path, "rw")
            try:
                look(connection)
            finally:
                connection.close()
        except ForeignError:
            aside, taken = _set_aside(path)
        except sqlite3.Error as error:
            if primary_code(error) not in _BEYOND_OPENING:
                raise
            aside, taken = _set_aside(path)
    return _begun_anew(path, aside, taken)


def begin_anew(path: Path) -> Opened:
    """Move a store aside that opens but cannot be used, and go on with the newest copy, or begin a fresh one."""
    with _lock(path):
        aside, taken = _set_aside(path)
    return _begun_anew(path, aside, taken)


def _begun_anew(path: Path, aside: Path | None, taken: datetime | None) -> Opened:
    opened = _open_to_write(path)
    opened.notices, opened.set_aside, opened.restored = (["store.damaged"] if aside else []), aside, taken
    return opened


def _set_aside(path: Path) -> tuple[Path | None, datetime | None]:
    """Move the store away, nobody may be writing to it, and let the newest sound copy take its place; of when that is."""
    from tui_reader.store import backups, replacing  # hardly ever

    copy = backups.newest_sound(path)  # before anything is moved: this may take a while, and be ended
    if copy is None:
        return replacing.move_aside(path), None
    return replacing.put_in_place(path, copy.path, kind="damaged", damaged=True), copy.at


def _writable(path: Path) -> bool:
    if path.exists():
        return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(path.parent, os.W_OK)


def _open_to_read(path: Path, *, asked: bool = False, why: str = "store.read_only") -> Opened:
    from tui_reader.store.opening_to_read import open_to_read  # hardly ever

    return open_to_read(path, asked=asked, why=why)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One process at a time migrates or moves a store aside."""
    from filelock import FileLock, Timeout  # 50 ms to import; needed only by the first start after an update

    try:
        with FileLock(path.with_name(path.name + ".lock"), timeout=_LOCK_WAIT):
            yield
    except Timeout as error:
        raise StoreError("store.busy", path=str(path)) from error
