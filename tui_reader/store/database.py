"""The open database: one connection, its transactions, its sequence; the first argument of every function of this room."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from tui_reader.model.errors import StoreError
from tui_reader.store.connecting import Opened, begin_writing
from tui_reader.store.doors import door, translate
from tui_reader.store.opening import begin_anew, open_again, open_connection
from tui_reader.store.turns import Turns

_AT_ONCE = 40  # rows; with 22 columns far below SQLite's 32,766 parameters

_MUCH_CACHE = 32_000  # KiB; the keys of 100,000 articles


class Database:
    """A store that is open. One thread at a time may use it; several processes may have the same file open."""

    def __init__(self, path: Path, opened: Opened) -> None:
        self.path = path
        self.connection = opened.connection
        self.read_only = opened.read_only
        """Whether nothing can be kept. Where only room was missing, the next transaction looks whether there is some."""
        self.notices: list[str] = list(opened.notices)
        """Catalogue codes of what the reader should be told: store.damaged, store.read_only, store.newer_schema."""
        self.set_aside = opened.set_aside
        """Where a damaged or foreign file was moved to, if one was."""
        self.restored = opened.restored
        """Of when the copy is that took its place, if there was one."""
        self._opened = opened
        self.yields = False
        """Whether this one writes much and looks who else wants to (turns.py); all others say that they want to."""
        self._turns = Turns(path)
        self._session = 0
        self._changed = 0

    def write_much(self) -> None:
        """From now on give way to others, keep more pages at hand, and leave the log to grow until ``fold_log``."""
        self.yields = True
        self.connection.execute(f"PRAGMA cache_size = -{_MUCH_CACHE}")
        self.connection.execute("PRAGMA wal_autocheckpoint = 0")
        # Debian's SQLite overwrites what is deleted: each page the index lets go of would be written once more.
        self.connection.execute("PRAGMA secure_delete = FAST")

    def log_size(self) -> int:
        """Bytes the write-ahead log takes on disk."""
        try:
            return os.stat(f"{self.path}-wal").st_size
        except OSError:
            return 0

    @door
    def fold_log(self) -> None:
        """Copy the log back into the file, as far as nobody reads what is older; no other writer waits for that."""
        self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """One statement with its parameters bound."""
        return self.connection.execute(statement, parameters)

    def one(self, statement: str, parameters: Sequence[object] = ()) -> Any:
        """The first row, or None. Cells are checked where they become fields of the model."""
        return self.connection.execute(statement, parameters).fetchone()

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows."""
        return self.connection.execute(statement, parameters).fetchall()

    def insert(self, into: str, rows: Sequence[Sequence[object]]) -> None:
        """Many rows with few statements: each statement costs two turns of the interpreter lock, each row hardly more.

        ``into`` is all that stands before VALUES.
        """
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            values = list(chain.from_iterable(some))
            self.connection.execute(_with_values(into, len(some[0]), len(some)), values)

    @contextmanager
    def transaction(self, durable: bool = False) -> Iterator[None]:
        """One transaction that takes the write lock at once and waits up to five seconds for it.

        ``durable`` survives a loss of power, not only of the process (synchronous = FULL). Inside another transaction it
        is a part of that one.
        """
        if self.connection.in_transaction:
            yield
            return
        if self.read_only:
            self._write_after_all()
        connection = self.connection
        try:
            if not self.yields:
                self._turns.want()
            if durable:
                connection.execute("PRAGMA synchronous = FULL")
            begin_writing(connection)
            try:
                self._changed = 0
                if not self._session:
                    self._begin_session()
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite itself rolls back when the disk is full
                    connection.execute("ROLLBACK")
                self._session = self._session if self._session_kept() else 0
                raise
            finally:
                self._changed = 0
                if durable:
                    connection.execute("PRAGMA synchronous = NORMAL")
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.InterfaceError):
            raise
        except sqlite3.Error as error:
            raise translate(error, str(self.path)) from error
        finally:
            if not self.yields:
                self._turns.done()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several questions about one and the same moment."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")

    def change(self) -> int:
        """The number under which this transaction's changes are found; one step for the whole transaction."""
        assert self.connection.in_transaction, "a change belongs to a transaction"
        if not self._changed:
            row = self.one("UPDATE meta SET value = value + 1 WHERE key = 'changed' RETURNING value")
            self._changed = int(row[0])
        return self._changed

    @door
    def data_version(self) -> int:
        """Another number than last time: some other connection wrote. What this one wrote does not move it."""
        return int(self.one("PRAGMA data_version")[0])

    @door
    def close(self) -> None:
        """Say that this process ended well, and let go of the file."""
        try:
            if self._session:
                with self.transaction():
                    self.execute("DELETE FROM session WHERE id = ?", (self._session,))
                self.execute("PRAGMA optimize")
        finally:
            self._session = 0
            self._turns.close()
            self._opened.close()

    @property
    def why_read_only(self) -> str:
        """The code of what keeps it from being written; empty where nothing does."""
        if not self.read_only:
            return ""
        return self._opened.notices[0] if self._opened.notices else "store.read_only"

    def has_room_again(self) -> bool:
        """Where the disk was full: whether it has room, and the store is written from now on."""
        again = open_again(self.path) if self.why_read_only == "store.disk_full" else None
        if again is None:
            return False
        self._opened.close()
        self._opened, self.connection, self.read_only = again, again.connection, False
        return True

    def _write_after_all(self) -> None:
        """Raises StoreError, unless the disk was full and has room again."""
        why = self.why_read_only
        if not self.has_room_again():
            raise StoreError(why, path=str(self.path))

    def _begin_session(self) -> None:
        cursor = self.execute(
            "INSERT INTO session (pid, opened_at) VALUES (?, ?)", (os.getpid(), int(time.time()))
        )
        self._session = cursor.lastrowid or 0

    def _session_kept(self) -> bool:
        return (
            bool(self._session)
            and self.one("SELECT 1 FROM session WHERE id = ?", (self._session,)) is not None
        )


@door
def open_database(path: Path, *, read_only: bool = False) -> Database:
    """Open the store, making or migrating it where needed; a millisecond or two where there is nothing to do.

    Falls back to reading only where the place cannot be written or the schema is newer than this program. A file that
    is damaged beyond opening, or not ours, is moved aside; the newest sound copy (backups.py) takes its place, or a fresh
    one is begun. Raises StoreError.
    """
    return Database(path, open_connection(path, read_only=read_only))


@door
def start_over(path: Path) -> Database:
    """For a store that opens and then turns out damaged (store.damaged): it is moved aside whole, and the newest sound
    copy takes its place, or a fresh one is begun.

    Every connection of this process to it must be closed before.
    """
    return Database(path, begin_anew(path))


@lru_cache(maxsize=512)
def _with_values(into: str, width: int, rows: int) -> str:
    row = "(" + ", ".join("?" * width) + ")"
    return f"{into} VALUES {', '.join([row] * rows)}"
