"""Writes a text or a picture into a new file of the reader's: never over what is there, never through a link."""

from __future__ import annotations

import os
from pathlib import Path

from tui_reader.model.errors import StoreError
from tui_reader.model.scrub import scrub_line

_MOST_TRIES = 1000


def downloads() -> Path:
    """The folder the system keeps downloads in; the home folder where it has none."""
    from platformdirs import user_downloads_dir  # asks the system; only when something is saved

    folder = Path(user_downloads_dir())
    return folder if folder.is_dir() else Path.home()


def free_path(folder: Path, name: str, ending: str) -> Path:
    """A path in the folder where nothing is yet: `name.md`, else `name (2).md`."""
    path = folder / f"{name}.{ending}"
    for number in range(2, _MOST_TRIES):
        if not os.path.lexists(path):
            break
        path = folder / f"{name} ({number}).{ending}"
    return path


def save_new(path: str, text: str | bytes) -> str:
    """Write it as a whole or not at all; the path as it may be shown. Raises StoreError: file_exists, file_unwritable."""
    where = Path(path.strip())
    told = scrub_line(path.strip(), 300)
    try:
        where = where.expanduser().absolute()
        told = scrub_line(str(where), 300)
        _write(where, text)
    except FileExistsError:
        raise StoreError("file_exists", path=told) from None
    except (OSError, ValueError, RuntimeError) as error:
        why = scrub_line(getattr(error, "strerror", None) or type(error).__name__, 200)
        raise StoreError("file_unwritable", path=told, why=why) from error
    return told


def _write(path: Path, text: str | bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
