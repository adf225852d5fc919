"""Opens the files a reader names, safely: never waits on a pipe, never follows a device, never reads without end (H70)."""

import os
import stat
from pathlib import Path

from tui_reader.model.errors import RetrieveError
from tui_reader.model.scrub import scrub_line

LIMIT = 15 * 1024 * 1024
"""Bytes read of one file at most (hostile.md, P5)."""


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The whole file. Raises RetrieveError `file_missing`, `file_unreadable`, `not_a_file` or `too_large`."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise RetrieveError("file_missing", path=shown(path)) from None
    except IsADirectoryError:
        raise RetrieveError("not_a_file", path=shown(path)) from None
    except (OSError, ValueError) as error:  # no permission, a loop of links, a socket, a NUL in the name
        kind = "not_a_file" if _is_special(path) else "file_unreadable"
        raise RetrieveError(kind, path=shown(path)) from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise RetrieveError("not_a_file", path=shown(path))
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size > limit:
            raise RetrieveError("too_large", size=f"{limit // (1024 * 1024)} MB", path=shown(path))
        try:
            body = file.read(limit + 1)
        except OSError as error:
            raise RetrieveError("file_unreadable", path=shown(path)) from error
    if len(body) > limit:  # it grew while it was read
        raise RetrieveError("too_large", size=f"{limit // (1024 * 1024)} MB", path=shown(path))
    return body


def shown(path: Path) -> str:
    """The path as it may be shown and kept: valid Unicode on one line, without control characters."""
    return scrub_line(os.fsencode(path).decode("utf-8", "replace"), 4096)


def key_of(path: Path) -> str:
    """The absolute path as an identifier; bytes that are no UTF-8 are kept apart by percent-encoding."""
    absolute = os.path.abspath(path)
    try:
        absolute.encode("utf-8")
    except UnicodeEncodeError:
        return Path(absolute).as_uri()
    return absolute


def _is_special(path: Path) -> bool:
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
