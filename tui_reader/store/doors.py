"""Turns what sqlite3 raises into StoreError at the door of the room, with the cause kept."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import msgspec

from tui_reader.model.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")

# Primary result codes (sqlite.org/rescode.html); the extended ones carry them in their low byte.
_CODES: Final = {
    sqlite3.SQLITE_FULL: "store.disk_full",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_READONLY: "store.read_only",
}
NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
"""What the system says of a full disk."""
UNWRITABLE: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    # a full disk: opening needs some kilobytes beside the file, and fails there with an I/O error
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)
"""What SQLite says of a place it cannot write."""
UNLIKE: Final = (TypeError, ValueError, OverflowError)
"""What comes of such a cell where it becomes a field of the model."""
_ENOUGH: Final = 2**20
"""Free bytes with which opening does not fail for want of room."""
_BUGS = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError, sqlite3.NotSupportedError)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code, 0 where there is none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def translate(error: sqlite3.Error, path: str = "") -> StoreError:
    """Ours for theirs. The files beside the store that cannot be made on a full disk are an I/O error to SQLite."""
    code = _CODES.get(primary_code(error), "store.unknown")
    if primary_code(error) == sqlite3.SQLITE_IOERR and path and not has_room(Path(path)):
        code = "store.disk_full"
    return StoreError(code, why=str(error), path=path)


def has_room(path: Path) -> bool:
    """Whether the disk a file lies on has room enough for what failed not to have failed for want of it."""
    try:
        return shutil.disk_usage(path.parent).free > _ENOUGH
    except OSError:
        return True


def strange(error: Exception) -> StoreError:
    """For a cell of another kind than any version wrote, as a hand that altered it left it."""
    return StoreError("store.strange_cell", why=type(error).__name__)


@contextmanager
def cells() -> Iterator[None]:
    """Where cells become fields of the model: one of another kind than any version wrote is a StoreError, not a bug."""
    try:
        yield
    except UNLIKE as error:
        raise strange(error) from error


def _path_of(first: object) -> str:
    """The store's, of a database or of its path."""
    return str(first if isinstance(first, Path) else getattr(first, "path", ""))


def door(function: Callable[P, T]) -> Callable[P, T]:
    """A public function of the store: raises StoreError where SQLite could not; real bugs (a wrong statement) crash."""

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except _BUGS:
            raise
        except (
            zlib.error,
            UnicodeDecodeError,
        ) as error:  # a cell, or a schema in SQLite's message, we never wrote
            raise StoreError("store.damaged", why=str(error), path="") from error
        except msgspec.DecodeError as error:
            raise strange(error) from error
        except sqlite3.Error as error:
            raise translate(error, _path_of(args[0]) if args else "") from error
        except OSError as error:
            code = "store.disk_full" if error.errno in NO_ROOM else "store.unknown"
            raise StoreError(
                code, why=error.strerror or str(error), path=os.fsdecode(error.filename or "")
            ) from error

    return guarded
