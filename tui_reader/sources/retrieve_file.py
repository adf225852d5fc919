"""Reads local files as locations: regular files only, capped, never blocking on a pipe (hostile.md H70)."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import NotModified, Retrieved


def is_file(location: str) -> bool:
    """Whether the location names a file: an absolute or home path, or a file: address."""
    return location[:5].lower() == "file:" or location[:1] in ("/", "~") or _has_drive(location)


def path_of(location: str) -> Path:
    """The path a location names. Raises RetrieveError for a file: address of another machine."""
    if location[:5].lower() == "file:":
        try:
            parts = urlsplit(location)
        except ValueError as error:
            raise RetrieveError("bad_address", url=scrub_line(location, 200)) from error
        if parts.netloc not in ("", "localhost"):
            raise RetrieveError("bad_address", url=scrub_line(location, 200))
        location = url2pathname(parts.path)
    return Path(os.path.expanduser(location))


def read_file(location: str, validators: Validators, limit: int) -> Retrieved | NotModified:
    """The bytes of a file; NotModified where its time and size, or its bytes, are those of ``validators``.

    Raises RetrieveError: file_missing, file_unreadable, not_a_file, too_large.
    """
    path = path_of(location)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise RetrieveError("not_a_file", path=scrub_line(str(path), 300))
            fingerprint = f"{found.st_mtime_ns}-{found.st_size}"
            if fingerprint == validators.modified:
                return NotModified(modified=fingerprint)
            body = file.read(limit + 1) if found.st_size <= limit else b""
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = scrub_line(getattr(error, "strerror", None) or type(error).__name__, 200)
        code = "file_missing" if missing else "file_unreadable"
        raise RetrieveError(code, path=scrub_line(str(path), 300), why=why) from error
    if found.st_size > limit or len(body) > limit:
        raise RetrieveError("too_large", size=limit)
    digest = blake2b(body, digest_size=16).digest()
    if digest == validators.body_hash:
        return NotModified(modified=fingerprint)
    return Retrieved(path.absolute().as_uri(), body, modified=fingerprint, body_hash=digest)


def _has_drive(location: str) -> bool:
    return os.name == "nt" and location[1:3] in (":\\", ":/")
