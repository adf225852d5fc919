"""The picture cache as the store knows it: which pictures are here, how large, used when, and why some are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from tui_reader.model.entry import Kept
from tui_reader.model.errors import Fact
from tui_reader.model.picture import Picture
from tui_reader.store import memory
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds, stored, whole

_HERE: Final = "here"
_FAILED: Final = "failed"
_DEAR, _OF_TRIP = 1, 2
"""How long a picture is kept beside others: the dearer go later."""
_FIRST_WAIT: Final = 3600
_LONGEST_WAIT: Final = 7 * 86400
"""Seconds before what could not be had is asked for again: an hour, doubled each time, a week at most."""
_USED: Final = 3600  # seconds; a picture looked at again within them need not be written down again
_COLUMNS: Final = "p.url, p.path, p.state, p.width, p.height, p.fetched_at, p.tries, p.trouble"


@door
def picture(db: Database, url: str) -> Picture | None:
    """What is known of the picture at an address."""
    row = db.one(f"SELECT {_COLUMNS} FROM picture p WHERE url = ?", (url,))
    return _as_picture(row) if row else None


@door
def of_entry(db: Database, entry_id: int) -> dict[str, Picture]:
    """What is known of an article's pictures, by address."""
    rows = db.rows(
        f"SELECT DISTINCT {_COLUMNS} FROM image i JOIN picture p ON p.url = i.url WHERE i.entry_id = ?",
        (entry_id,),
    )
    return {row[0]: _as_picture(row) for row in rows}


@door
def belongs(db: Database, entry_id: int, url: str) -> bool:
    """Whether the address is that of one of the article's pictures."""
    return bool(db.one("SELECT 1 FROM image WHERE entry_id = ? AND url = ? LIMIT 1", (entry_id, url)))


@door
def save(db: Database, kept: Picture, *, kind: str, size: int, now: datetime) -> None:
    """The picture is here from now on; ``size`` in bytes on the disk, ``kind`` the original's MIME type."""
    at = seconds(now)
    with db.transaction():
        db.execute(
            "INSERT OR REPLACE INTO picture (url, path, state, type, width, height, bytes, fetched_at, used_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                kept.url,
                kept.path,
                _HERE,
                stored(kind),
                whole(kept.width),
                whole(kept.height),
                whole(size),
                at,
                at,
            ),
        )
        mark_with(db, [kept.url])


@door
def failed(db: Database, url: str, code: str, facts: Mapping[str, Fact], now: datetime) -> None:
    """Why the picture could not be had; its size stays known where it was."""
    trouble = stored(msgspec.json.encode([code, dict(facts)]).decode())
    with db.transaction():
        db.execute(
            "INSERT INTO picture (url, state, fetched_at, tries, trouble) VALUES (?, ?, ?, 1, ?)"
            " ON CONFLICT (url) DO UPDATE SET path = '', state = excluded.state, bytes = 0, tries = tries + 1,"
            " fetched_at = excluded.fetched_at, trouble = excluded.trouble",
            (url, _FAILED, seconds(now), trouble),
        )
        mark_with(db, [url])


@door
def used(db: Database, url: str, now: datetime) -> None:
    """The picture is looked at."""
    at = seconds(now) or 0
    with db.transaction():
        db.execute("UPDATE picture SET used_at = ? WHERE url = ? AND used_at < ?", (at, url, at - _USED))


@door
def let_go(db: Database, most: int) -> list[str]:
    """Forget as many pictures as are too many for ``most`` bytes; the paths to delete. Sizes stay known.

    First those of articles nobody starred or put aside, the longest not looked at first; last of all those of the last
    trip: who is on it cannot have them again.
    """
    total = int(db.one("SELECT COALESCE(SUM(bytes), 0) FROM picture WHERE state = ?", (_HERE,))[0])
    if total <= most:
        return []
    rows = db.rows(
        "WITH trip (entry_id) AS (SELECT value FROM json_each(?))"
        " SELECT p.url, p.path, p.bytes, (SELECT MAX(CASE WHEN i.entry_id IN trip THEN ? WHEN s.starred = 1 OR s.later = 1"
        " THEN ? ELSE 0 END) FROM image i JOIN entry_state s ON s.entry_id = i.entry_id WHERE i.url = p.url) AS dear"
        " FROM picture p WHERE p.state = ? ORDER BY dear, p.used_at, p.rowid",
        (memory.recall(db, memory.TRIP_ARTICLES) or "[]", _OF_TRIP, _DEAR, _HERE),
    )
    gone: list[tuple[str, str]] = []
    for url, path, size, _ in rows:
        if total <= most:
            break
        total -= size
        gone.append((url, path))
    with db.transaction():
        for url, _ in gone:
            db.execute("UPDATE picture SET path = '', state = '', bytes = 0 WHERE url = ?", (url,))
        mark_with(db, [url for url, _ in gone])
    return [path for _, path in gone]


def mark_with(db: Database, urls: Sequence[str]) -> None:
    """Whether all pictures of the articles with one of these are here, as lists show it."""
    rows = db.rows(
        "SELECT DISTINCT entry_id FROM image WHERE url IN (SELECT value FROM json_each(?))",
        (msgspec.json.encode(urls).decode(),),
    )
    mark(db, [row[0] for row in rows])


def mark(db: Database, entry_ids: Sequence[int]) -> None:
    """As ``mark_with``. One that can never be had is no reason to say that something is missing."""
    db.execute(
        "UPDATE entry SET changed = ?, flags = flags & ~? | (SELECT CASE WHEN"
        " COUNT(*) FILTER (WHERE p.state = ?) > 0 AND COUNT(*) FILTER (WHERE COALESCE(p.state, '') NOT IN (?, ?)) = 0"
        " THEN ? ELSE 0 END FROM image AS i LEFT JOIN picture AS p ON p.url = i.url"
        " WHERE i.entry_id = entry.id AND i.origin = 'document' AND i.url <> '')"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (
            db.change(),
            int(Kept.PICTURES),
            _HERE,
            _HERE,
            _FAILED,
            int(Kept.PICTURES),
            id_list(entry_ids),
        ),
    )


@door
def size(db: Database, url: str) -> int:
    """Bytes the picture takes; 0 where it is not here."""
    row = db.one("SELECT bytes FROM picture WHERE url = ? AND state = ?", (url, _HERE))
    return int(row[0]) if row else 0


@door
def paths(db: Database) -> set[str]:
    """The files the store knows."""
    return {row[0] for row in db.rows("SELECT path FROM picture WHERE path <> ''")}


def _as_picture(row: Sequence[Any]) -> Picture:
    url, path, state, width, height, fetched_at, tries, trouble = row
    if state != _FAILED:
        return Picture(url, path if state == _HERE else "", width, height)
    code, facts = _trouble(trouble)
    wait = min(_LONGEST_WAIT, _FIRST_WAIT << min(max(tries, 1) - 1, 10))
    return Picture(url, "", width, height, code, facts, (fetched_at or 0) + wait)


def _trouble(text: str) -> tuple[str, dict[str, Fact]]:
    try:
        code, facts = msgspec.json.decode(text)
        return str(code), {str(name): value for name, value in facts.items() if isinstance(value, str | int)}
    except (msgspec.DecodeError, ValueError, TypeError, AttributeError):
        return "unknown", {}
