"""What must be true of a store after anybody was killed: sound, nothing said to be kept is missing, nothing there twice."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tui_reader.model.errors import StoreError
from tui_reader.store import copying, counters, integrity
from tui_reader.store.backups import kept
from tui_reader.store.database import open_database


class Journal(Struct):
    """What was acknowledged on a pipe before the kill."""

    articles: dict[str, int] = {}
    """By feed: how many it had at least."""
    marks: dict[int, tuple[int, int]] = {}
    """By article: read and starred, as they were last said to be."""


def faults(home: Path, journal: Journal) -> list[str]:
    """All that is wrong, in words; empty: all promises hold."""
    store = home / "data" / "reader.db"
    if not store.exists():
        return ["no store"] if journal.articles or journal.marks else []
    db = open_database(store)
    try:
        found = [f"opened with {notice}" for notice in db.notices]
        found += [str(row[0]) for row in db.rows("PRAGMA integrity_check(9)") if row[0] != "ok"]
        found += integrity.check(db)
        found += [f"{n} rows of nothing"] if (n := integrity.foreign_rows(db)) else []
        found += [f"counts wrong for {n} feeds"] if (n := counters.miscounted(db)) else []
        twice = db.one(
            "SELECT COUNT(*) - COUNT(DISTINCT feed_id || ' ' || guid) FROM entry WHERE guid <> ''"
        )[0]
        found += [f"{twice} articles there twice"] if twice else []
        for location, least in journal.articles.items():
            there = db.one(
                "SELECT COUNT(*) FROM entry JOIN feed ON feed.id = feed_id WHERE location = ?", (location,)
            )
            found += [f"{location}: {there[0]} of {least} acknowledged articles"] if there[0] < least else []
        states = {
            row[0]: (row[1], row[2]) for row in db.rows("SELECT entry_id, read, starred FROM entry_state")
        }
        lost = [entry for entry, marks in journal.marks.items() if states.get(entry) != marks]
        found += [f"{len(lost)} acknowledged marks lost"] if lost else []
    finally:
        db.close()
    for _, path in kept(store):
        try:
            copying.look_over(path)
        except StoreError as error:
            found.append(f"a copy is not sound: {error}")
    found += [f"left behind: {path.name}" for path in store.parent.glob("*.damaged-*")]
    return found
