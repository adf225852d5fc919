"""Looks over the kept data: the database, its index, its counts, the feeds, the disk; mends what can be mended safely.

Each check is a function from the open database to findings; a new one is added to ``_CHECKS``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from tui_reader.library import doctor_files
from tui_reader.library.finding_of import Finding
from tui_reader.library.recovery import recover
from tui_reader.model.errors import Fact, StoreError
from tui_reader.model.health import needs_look
from tui_reader.store import counters, debt, feeds, integrity, strange_cells
from tui_reader.store.database import Database, open_database

LITTLE: Final = 200 * 10**6
"""Free bytes below which a refresh of many feeds with pictures may fill the disk."""


def examine(store: Path, cache: Path, now: datetime, *, repair: bool) -> list[Finding]:
    """All findings about a store that may not be there, or not be sound, and its pictures.

    Nothing is changed without ``repair``.
    """
    if not os.path.lexists(store):
        return [Finding("database", "doctor.none_yet"), *_disk(store)]
    if fault := _beyond_opening(store):
        if not repair:
            return [fault, *doctor_files.copies(store), *_disk(store)]
        recover(open_database(store), now).close()
    try:
        db = open_database(store)
    except StoreError as error:
        return [Finding("database", error.code, error.facts, well=False), *_disk(store)]
    try:
        strange = strange_cells.count(db)
        if strange and not repair:  # the other checks would stumble over them
            return [*_database(db, now), _strange(strange), *_disk(store)]
        if strange:
            strange_cells.mend(db)
        found = _all(db, cache, now)
        if repair and any(finding.mendable for finding in found):
            broken = [finding for finding in found if finding.mendable]
            if any(finding.area != "files" for finding in broken):
                integrity.mend(db)
            doctor_files.mend_files(db, cache)
            found = _all(db, cache, now)
            still = {(finding.area, finding.code) for finding in found if not finding.well}
            found += [_as_mended(one) for one in broken if (one.area, one.code) not in still]
    finally:
        db.close()
    if strange:
        found.insert(0, _as_mended(_strange(strange)))
    if fault:
        found.insert(0, _as_mended(fault))
    return [*found, *doctor_files.copies(store), *_disk(store)]


def _all(db: Database, cache: Path, now: datetime) -> list[Finding]:
    found = [finding for check in _CHECKS for finding in check(db, now)]
    return [*found, *doctor_files.files(db, cache)]


def _beyond_opening(store: Path) -> Finding | None:
    """Damage that would have the file moved aside by merely opening it to write."""
    try:
        db = open_database(store, read_only=True)
        try:
            faults = integrity.check(db, words=False)
        finally:
            db.close()
    except StoreError as error:
        if error.code != "store.damaged":
            return None
        why = str(error.facts.get("why") or error.code)
        return Finding("database", "doctor.unsound", {"n": 1, "why": why}, well=False, mendable=True)
    if faults:
        facts: dict[str, Fact] = {"n": len(faults), "why": faults[0]}
        return Finding("database", "doctor.unsound", facts, well=False, mendable=True)
    return None


def _strange(count: int) -> Finding:
    return Finding("database", "doctor.strange_cells", {"n": count}, well=False, mendable=True)


def _as_mended(finding: Finding) -> Finding:
    return Finding(finding.area, finding.code, finding.facts, mended=True)


def _database(db: Database, now: datetime) -> Iterator[Finding]:
    yield Finding("database", "doctor.sound", {"size": db.path.stat().st_size})
    foreign = integrity.foreign_rows(db)
    if foreign:
        yield Finding("database", "doctor.foreign", {"n": foreign}, well=False)
    if db.why_read_only == "store.disk_full":
        yield Finding("database", "store.disk_full", well=False)
    elif db.read_only:
        yield Finding("database", "doctor.read_only")


def _index(db: Database, now: datetime) -> Iterator[Finding]:
    if db.read_only:
        return
    if integrity.check(db):
        yield Finding("index", "doctor.index_wrong", well=False, mendable=True)
    else:
        yield Finding("index", "doctor.index_fits")
    owed = debt.count(db)
    if owed:
        yield Finding("index", "doctor.owed", {"n": owed})


def _counts(db: Database, now: datetime) -> Iterator[Finding]:
    if db.read_only:
        return
    wrong = counters.miscounted(db)
    if wrong:
        yield Finding("counters", "doctor.counts_wrong", {"n": wrong}, well=False, mendable=True)
    else:
        yield Finding("counters", "doctor.counts_right")


def _feeds(db: Database, now: datetime) -> Iterator[Finding]:
    kept = feeds.sources(db).feeds
    bad = [feed for feed in kept if needs_look(feed, now)]
    if not bad:
        yield Finding("feeds", "doctor.feeds_fine", {"n": len(kept)})
    for feed in bad:
        yield Finding("feeds", "doctor.feed", {}, well=False, feed=feed)


def _disk(store: Path) -> Iterator[Finding]:
    folder = next(parent for parent in store.parents if parent.exists())
    free = shutil.disk_usage(folder).free
    yield Finding(
        "disk", "doctor.disk_fine" if free >= LITTLE else "doctor.disk_low", {"size": free}, free >= LITTLE
    )


_CHECKS: Final = (_database, _index, _counts, _feeds)
