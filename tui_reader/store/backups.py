"""The copies of the store that are kept beside it: when another is due, which ones are let go, which can be used."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tui_reader.model.errors import StoreError
from tui_reader.store.copying import Copy, copy_store, look_over
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds

EVERY: Final = timedelta(days=7)
"""How often one is made by itself, at most."""
KEPT: Final = 2
"""How many are kept: where the newest was made of something that went wrong, there is one from before."""
_ROOM_LEFT: Final = 200 * 10**6
"""Free bytes a copy must leave on the disk."""
_FIRST: Final = timedelta(days=1)
_STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(r"reader-(\d{8}T\d{6})\.db")


def folder_of(store: Path) -> Path:
    """Where the copies of a store lie."""
    return store.parent / "backups"


def kept(store: Path) -> list[tuple[datetime, Path]]:
    """The copies there are, newest first by their names; whether they are sound is not looked at."""
    found = []
    try:
        names = os.listdir(folder_of(store))
    except OSError:
        return []
    for name in names:
        if match := _NAME.fullmatch(name):
            try:
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append((at, folder_of(store) / name))
    return sorted(found, reverse=True)


def is_due(store: Path, now: datetime, most: int) -> bool:
    """Whether a week has passed, the store is not larger than ``most`` bytes, and a copy leaves room on the disk.

    A clock that was set makes the newest copy one of the future: after a week's difference it counts as old.
    """
    try:
        size = store.stat().st_size
        free = shutil.disk_usage(store.parent).free
    except OSError:
        return False
    if size > most or free < size + _ROOM_LEFT:
        return False
    there = kept(store)
    return not there or min(abs(now - at) for at, _ in there) >= EVERY


@door
def is_young(db: Database, now: datetime) -> bool:
    """Whether the first feed came less than a day ago: a copy of now would hold nothing anybody could miss."""
    row = db.one("SELECT MIN(added_at) FROM feed")
    return row[0] is None or row[0] > (seconds(now - _FIRST) or 0)


@door
def make(store: Path, now: datetime, most: int, go_on: Callable[[], bool] = lambda: True) -> Copy | None:
    """Make a copy, then let go of those too many or, together, larger than ``most``; the one just made stays."""
    folder = folder_of(store)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    made = copy_store(store, folder / f"reader-{now.astimezone(UTC):{_STAMP}}.db", go_on)
    if made is not None:
        _let_go(store, made, most)
    return made


def newest_sound(store: Path) -> Copy | None:
    """The newest copy that can take the store's place."""
    for _, path in kept(store):
        try:
            return look_over(path)
        except StoreError:
            continue
    return None


def _let_go(store: Path, made: Copy, most: int) -> None:
    total, count = made.size, 1
    for _, path in kept(store):
        if path == made.path:
            continue
        total += path.stat().st_size
        count += 1
        if count > KEPT or total > most:
            path.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """What a process left that died while it copied."""
    for part in folder.glob("reader-*.part*"):
        part.unlink(missing_ok=True)
