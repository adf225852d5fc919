"""Reads local files as locations, with a fingerprint in place of validators."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.sources.files import read_bytes
from tui_reader.sources.steady import steady_hash


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


def file_fingerprint(path: Path) -> str:
    """Time of change and size of a file; empty where it is not there."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_mtime_ns}-{found.st_size}"


def read_file(location: str, validators: Validators, limit: int) -> Retrieved | NotModified:
    """The bytes of a file; NotModified where its time and size, or its bytes, are those of ``validators``.

    Raises RetrieveError: file_missing, file_unreadable, not_a_file, too_large.
    """
    path = path_of(location)
    fingerprint = file_fingerprint(path)
    if fingerprint and fingerprint == validators.modified:
        return NotModified(modified=fingerprint)
    try:
        body = read_bytes(path, limit)
    except IsADirectoryError:
        raise RetrieveError("not_a_file", path=scrub_line(str(path), 300)) from None
    digest = steady_hash(body)
    if digest == validators.body_hash:
        return NotModified(modified=fingerprint)
    return Retrieved(path.absolute().as_uri(), body, modified=fingerprint, body_hash=digest)


def _has_drive(location: str) -> bool:
    return os.name == "nt" and location[1:3] in (":\\", ":/")
