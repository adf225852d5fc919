"""The screen's own small memory: values under keys, kept through restarts."""

from __future__ import annotations

from datetime import datetime

from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import moment, stored

LAST_VISIT = "last_visit"
"""Key of the moment the reader was last closed, seconds since the epoch."""

TRIP_ARTICLES = "trip.articles"
"""Key of the articles of the last trip, as a JSON list of their ids."""


@door
def recall(db: Database, key: str) -> str | None:
    """What was remembered under the key."""
    row = db.one("SELECT value FROM memory WHERE key = ?", (key,))
    return str(row[0]) if row else None


@door
def remember(db: Database, key: str, value: str) -> None:
    """Keep a value under the key, instead of the last one."""
    with db.transaction():
        db.execute("INSERT OR REPLACE INTO memory (key, value) VALUES (?, ?)", (key, stored(value)))


@door
def take(db: Database, key: str) -> str | None:
    """What was remembered under the key, which is forgotten with it."""
    with db.transaction():
        row = db.one("DELETE FROM memory WHERE key = ? RETURNING value", (key,))
    return str(row[0]) if row else None


def last_visit(db: Database) -> datetime | None:
    """When the reader was last closed; None where nobody remembered."""
    text = recall(db, LAST_VISIT) or ""
    return moment(int(text)) if text.isdecimal() else None
