"""A whole copy of the store while others go on using it (SQLite's online backup), looked over before it counts as one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from tui_reader.model.errors import StoreError
from tui_reader.store.connecting import ForeignError, connect, look
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment
from tui_reader.store.migrate import SCHEMA

_PAGES: Final = 512
"""Pages between two looks whether to go on: 4 MiB, some milliseconds."""


class Copy(Struct, frozen=True):
    """What a copy holds."""

    path: Path
    articles: int
    feeds: int
    at: datetime
    """When the last feed was asked, or the copy written: up to then it knows everything."""
    size: int


@door
def copy_store(path: Path, target: Path, go_on: Callable[[], bool] = lambda: True) -> Copy | None:
    """Write a sound copy to ``target``, which is there whole or not at all; None where ``go_on`` said no.

    All of it is of one moment, whoever writes meanwhile; nobody waits for it. Raises StoreError, also where the store is
    not sound itself: a copy of damage must never take the place of a good one.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        if not _written(path, part, go_on):
            return None
        found = look_over(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        for left in (part, part.with_name(part.name + "-journal")):
            left.unlink(missing_ok=True)
    return Copy(target, found.articles, found.feeds, found.at, found.size)


@door
def look_over(path: Path) -> Copy:
    """What a file holds that is to take the store's place. Raises StoreError where it must not."""
    if not path.is_file():
        raise StoreError("store.no_such_file", path=str(path))
    try:
        connection = connect(path, "ro")
    except sqlite3.DatabaseError as error:
        raise StoreError("store.not_a_copy", path=str(path)) from error
    try:
        schema = look(connection)
        if schema > SCHEMA:
            raise StoreError("store.newer_schema", path=str(path))
        if schema == 0:
            raise StoreError("store.not_a_copy", path=str(path))
        faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
        if faults:
            raise StoreError("store.damaged", why=faults[0], path=str(path))
        articles = connection.execute("SELECT COUNT(*) FROM entry").fetchone()[0]
        feeds = connection.execute("SELECT COUNT(*) FROM feed WHERE deleted_at IS NULL").fetchone()[0]
    except ForeignError as error:
        raise StoreError("store.not_a_copy", path=str(path)) from error
    except sqlite3.DatabaseError as error:
        raise StoreError("store.damaged", why=str(error), path=str(path)) from error
    finally:
        connection.close()
    written = path.stat()
    return Copy(path, articles, feeds, known_moment(int(written.st_mtime)), written.st_size)


def _written(path: Path, part: Path, go_on: Callable[[], bool]) -> bool:
    """The pages, and a file that needs no other beside it."""

    def look_up(status: int, remaining: int, total: int) -> None:
        if not go_on():
            raise _StoppedError

    # who only reads cannot clear away the two files beside the store, and leaves them
    source = connect(path, "rw" if os.access(path.parent, os.W_OK) else "ro")
    try:
        target = sqlite3.connect(part, isolation_level=None)
        try:
            source.execute("BEGIN")
            source.execute("SELECT value FROM meta").fetchone()  # from here on it is this moment's
            source.backup(target, pages=_PAGES, progress=look_up)
            target.execute("PRAGMA journal_mode = DELETE")
            target.execute("DELETE FROM session")  # nobody writes to a copy
        finally:
            target.close()
    except _StoppedError:
        return False
    finally:
        source.close()
    return True


class _StoppedError(Exception):
    """No copy is wanted any more."""
