"""Puts another file in the store's place; the one that was there is kept beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tui_reader.model.errors import StoreError
from tui_reader.store.connecting import ForeignError, connect, look
from tui_reader.store.doors import door, primary_code

_IN_USE: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def by_one(store: Path) -> Iterator[None]:
    """Only one process at a time makes what is to be the store: another would write into the same files, and both put
    something half done in its place. Ends with the process. Raises StoreError ("store.in_use").
    """
    from filelock import FileLock, Timeout  # hardly ever

    store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(store.with_name(store.name + ".coming.lock"), timeout=0, is_singleton=True):
            yield
    except Timeout as error:
        raise StoreError("store.in_use", path=str(store)) from error


@door
def put_in_place(store: Path, copy: Path, *, kind: str, damaged: bool = False) -> Path | None:
    """Let ``copy`` (which stays) be the store from now on; where the one before it lies, None where there was none.

    Nobody may have the store open: their files would be taken from under them. Raises StoreError ("store.in_use").
    ``kind``: what the one before is called, "replaced" or "damaged". ``damaged``: of no use to whoever has it open.
    At every moment there is a store, the one before or the new one.
    """
    fresh = store.with_name(store.name + ".coming")
    with by_one(store):
        try:
            shutil.copyfile(copy, fresh)
            _wal(fresh)
            with nullcontext() if damaged else _alone(store):
                aside = _moved_aside(store, kind, os.link)
                fresh.replace(store)
        finally:
            for ending in ("", "-wal", "-shm", "-journal"):
                fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    return aside


def move_aside(store: Path, kind: str = "damaged") -> Path | None:
    """Rename a store and the files beside it to ``<name>.<kind>-<stamp>``; None where there is none."""
    return _moved_aside(store, kind, os.rename)


def _moved_aside(store: Path, kind: str, move: Callable[[Path, Path], None]) -> Path | None:
    """``move``: ``os.link`` gives the file a second name, under which it stays when the first one goes to another."""
    if not store.exists():
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = store.with_name(f"{store.name}.{kind}-{stamp}")
    for ending in ("-wal", "-shm"):
        beside = store.with_name(store.name + ending)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + ending))
    try:
        move(store, aside)
    except OSError:  # a file system without second names
        store.rename(aside)
    return aside


def _wal(path: Path) -> None:
    """As the store is written: several may read while one writes."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    """While nobody else has the store open: only then its journal can be folded back for good."""
    if not store.exists():
        yield
        return
    connection = None
    try:
        connection = connect(store, "rw")
        look(connection)
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
    except (sqlite3.Error, ForeignError) as error:
        if isinstance(error, sqlite3.Error) and primary_code(error) in _IN_USE:
            if connection is not None:
                connection.close()
            raise StoreError("store.in_use", path=str(store)) from error
        # what cannot be read is in nobody's use
    try:
        yield
    finally:
        if connection is not None:
            connection.close()
