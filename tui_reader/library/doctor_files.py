"""What ``doctor`` looks at beside the database: the picture cache, the copies of the store, and what was put aside."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from tui_reader.library.finding_of import Finding
from tui_reader.model.errors import StoreError
from tui_reader.model.picture import small_name
from tui_reader.store import backups, copying, pictures, plain
from tui_reader.store.database import Database

_YOUNG = 3600.0  # seconds, as in pictures/cache.py


def files(db: Database, cache: Path) -> Iterator[Finding]:
    """Whether each picture the store knows is here, and nothing else."""
    if cache.exists() and not cache.is_dir():
        yield Finding("files", "doctor.cache_no_folder", {"path": str(cache)}, well=False)
        return
    known = pictures.paths(db)
    missing, strays = len(known) - len(_whole(cache, known)), len(_strays(cache, known))
    if missing:
        yield Finding("files", "doctor.pictures_missing", {"n": missing}, well=False, mendable=True)
    if strays:
        yield Finding("files", "doctor.strays", {"n": strays}, well=False, mendable=True)
    if not missing and not strays:
        yield Finding("files", "doctor.pictures_fine", {"n": len(known)})
    aside = [*db.path.parent.glob("*.damaged-*"), *db.path.parent.glob("*.replaced-*")]
    if aside:
        size = sum(path.stat().st_size for path in aside)
        yield Finding("files", "doctor.aside", {"size": size, "path": str(db.path.parent)})


def copies(store: Path) -> Iterator[Finding]:
    """Whether there is a copy to go on from, should the store be lost, and whether each is sound."""
    there = backups.kept(store)
    sound: list[copying.Copy] = []
    for _, path in there:
        try:
            sound.append(copying.look_over(path))
        except StoreError:
            yield Finding("copies", "doctor.copy_unsound", {"path": str(path)}, well=False)
    if sound:
        yield Finding("copies", "doctor.copy_sound", {"date": _day(sound[0].at), "size": sound[0].size})
    elif not there:
        yield Finding("copies", "doctor.no_copy")


def mend_files(db: Database, cache: Path) -> None:
    """Forget the pictures that are gone: they are fetched again when they are looked at; delete what nobody knows."""
    if not cache.is_dir():
        return
    with db.transaction():
        plain.without_pictures(db, _whole(cache, pictures.paths(db)))
    for stray in _strays(cache, pictures.paths(db)):
        stray.unlink(missing_ok=True)


def _whole(cache: Path, known: Collection[str]) -> set[str]:
    """Pictures that are here, large and small."""
    return {path for path in known if (cache / path).is_file() and (cache / small_name(path)).is_file()}


def _strays(cache: Path, known: Collection[str]) -> list[Path]:
    """Files the store has not known for a while: an engine may be about to name one."""
    names = {name for path in known for name in (path, small_name(path))}
    before = time.time() - _YOUNG
    files = [file for file in cache.glob("??/*") if file.relative_to(cache).as_posix() not in names]
    return [file for file in files if file.stat().st_mtime < before]


def _day(at: datetime) -> str:
    return f"{at.astimezone():%d/%m/%Y}"
