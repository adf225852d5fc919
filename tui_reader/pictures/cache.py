"""The folder of our own PNGs: each written whole or not at all, and none named by a stranger."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from tui_reader.model.picture import small_name

_YOUNG = 3600.0
"""Seconds a file nobody knows is left alone: another engine may be about to name it in the store."""


class Cache:
    """Files by the path the store knows them by. Its calls wait for the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, path: str) -> bool:
        """Whether the picture is here, large and small: a reader may empty the folder at any time."""
        return bool(path) and all((self._folder / name).is_file() for name in (path, small_name(path)))

    def keep(self, path: str, large: bytes, small: bytes) -> int:
        """Write both copies; how many bytes they take. Raises OSError."""
        for name, body in ((path, large), (small_name(path), small)):
            file = self._folder / name
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = file.with_name(f"{file.name}.{os.getpid()}.part")
            try:
                part.write_bytes(body)
                part.replace(file)
            except OSError:  # half a picture would take the room a full disk has not
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise
        return len(large) + len(small)

    def drop(self, paths: Iterable[str]) -> None:
        """Delete pictures; what is gone already is gone."""
        for path in paths:
            for name in (path, small_name(path)):
                (self._folder / name).unlink(missing_ok=True)

    def sweep(self, known: Collection[str]) -> None:
        """Delete what the store does not know: files of an engine that died between writing and telling."""
        names = {name for path in known for name in (path, small_name(path))}
        before = time.time() - _YOUNG
        for file in self._folder.glob("??/*"):
            if file.relative_to(self._folder).as_posix() not in names and file.stat().st_mtime < before:
                file.unlink(missing_ok=True)
