"""What is still owed to the articles: conversion, indexing. Claimed with a lease, worked off in bites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds

CONVERT: Final = "convert"
INDEX: Final = "index"
FETCH: Final = "fetch"
"""The article's page; unlike the others it may have to wait for the network."""
KEEP: Final = "keep"
"""All of the article for reading offline; see ``keeping``."""
RULE: Final = "rule"
"""The rules that need its text."""
RUN: Final = "run"
"""The reader's own commands."""
MOST_TRIES: Final = 5
"""An entry that was taken this often and never came back done is left alone (it kills its worker)."""
_LONGEST_LEASE: Final = 3600  # seconds, as in claims.py

_FREE: Final = (
    "entry_id NOT IN (SELECT value FROM json_each(:but)) AND tries < :most"
    " AND (claimed_until <= :now OR claimed_until > :now + :longest OR claimed_by = :owner)"
)


@door
def take(
    db: Database,
    kind: str,
    *,
    owner: str,
    now: datetime,
    limit: int,
    lease: int = 60,
    first: Sequence[int] | int | None = None,
    but: Sequence[int] = (),
) -> list[int]:
    """Claim up to ``limit`` entries that are owed this: ``first`` before all, then what has priority, then the newest.

    ``but``: what this owner is at already.
    """
    wanted = [first] if isinstance(first, int) else list(first or ())
    if not owes(db, kind):
        return []
    facts = {
        "kind": kind,
        "most": MOST_TRIES,
        "now": seconds(now) or 0,
        "longest": _LONGEST_LEASE,
        "owner": owner,
        "ids": id_list(wanted),
        "but": id_list(but),
        "limit": limit,
    }
    found: list[int] = []
    with db.transaction():
        for narrower in (
            "entry_id IN (SELECT value FROM json_each(:ids)) AND",
            "priority > 0 AND",
            "",
        ):
            if len(found) < limit:
                order = "priority DESC, entry_id DESC" if "priority" in narrower else "entry_id DESC"
                rows = db.connection.execute(
                    f"SELECT entry_id FROM debt WHERE kind = :kind AND {narrower} {_FREE} ORDER BY {order} LIMIT :limit",
                    facts,
                ).fetchall()
                found.extend(row[0] for row in rows if row[0] not in found)
        found = found[:limit]
        db.execute(
            "UPDATE debt SET claimed_by = ?, claimed_until = ?, tries = tries + 1, again = 0"
            " WHERE kind = ? AND entry_id IN (SELECT value FROM json_each(?))",
            (owner, (seconds(now) or 0) + lease, kind, id_list(found)),
        )
    return found


@door
def owes(db: Database, kind: str) -> bool:
    """Whether anything of the kind is owed at all; costs no write lock."""
    return db.one("SELECT 1 FROM debt WHERE kind = ? LIMIT 1", (kind,)) is not None


@door
def is_owed(db: Database, kind: str, entry_id: int) -> bool:
    """Whether this work is still to be done for the entry."""
    return db.one("SELECT 1 FROM debt WHERE kind = ? AND entry_id = ?", (kind, entry_id)) is not None


@door
def count(db: Database, kind: str | None = None) -> int:
    """How much is owed of this kind, or of what needs no network; without what is given up."""
    narrower, parameters = (
        ("AND kind = ?", [kind]) if kind else ("AND kind NOT IN (?, ?, ?)", [FETCH, KEEP, RUN])
    )
    return int(db.one(f"SELECT COUNT(*) FROM debt WHERE tries < ? {narrower}", [MOST_TRIES, *parameters])[0])


@door
def prefer(db: Database, kind: str, entry_ids: Sequence[int], priority: int = 1) -> None:
    """Put entries before the others of their kind."""
    with db.transaction():
        db.execute(
            "UPDATE debt SET priority = ?, tries = 0 WHERE kind = ? AND entry_id IN (SELECT value FROM json_each(?))",
            (priority, kind, id_list(entry_ids)),
        )


@door
def postpone(db: Database, kind: str, entry_ids: Iterable[int], until: datetime, *, counted: bool) -> None:
    """Give these back, not to be taken before ``until`` (within the hour); ``counted``: as a try that failed."""
    with db.transaction():
        db.execute(
            "UPDATE debt SET claimed_by = '', claimed_until = ?, tries = tries - ? WHERE kind = ?"
            " AND entry_id IN (SELECT value FROM json_each(?))",
            (seconds(until), int(not counted), kind, id_list(entry_ids)),
        )


@door
def owners(db: Database) -> list[str]:
    """Who is at something."""
    return [row[0] for row in db.rows("SELECT DISTINCT claimed_by FROM debt WHERE claimed_by <> ''")]


@door
def free(db: Database, gone: Sequence[str]) -> None:
    """What these were at is free: they are gone. It counts as tried: perhaps it was that which ended them."""
    with db.transaction():
        for owner in gone:
            db.execute("UPDATE debt SET claimed_by = '', claimed_until = 0 WHERE claimed_by = ?", (owner,))


@door
def owe(db: Database, kind: str, entry_ids: Iterable[int]) -> None:
    """Owe this to entries; what was given up is tried again, what somebody is at is done once more after that."""
    with db.transaction():
        db.execute(
            "INSERT INTO debt (kind, entry_id) SELECT ?, value FROM json_each(?) WHERE true"
            " ON CONFLICT DO UPDATE SET tries = 0, again = claimed_by <> ''",
            (kind, id_list(entry_ids)),
        )


@door
def clear(db: Database, kind: str, entry_ids: Iterable[int]) -> None:
    """Nothing of the kind is owed to these any more, but for what was owed anew since it was taken."""
    ids = id_list(entry_ids)
    with db.transaction():
        db.execute(
            "DELETE FROM debt WHERE kind = ? AND again = 0 AND entry_id IN (SELECT value FROM json_each(?))",
            (kind, ids),
        )
        db.execute(
            "UPDATE debt SET again = 0, claimed_by = '', claimed_until = 0"
            " WHERE kind = ? AND entry_id IN (SELECT value FROM json_each(?))",
            (kind, ids),
        )


_OLDER: Final = (
    "FROM entry WHERE converter_version < ? AND emptied_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM debt WHERE kind = ? AND entry_id = entry.id)"
)


@door
def any_older(db: Database, kind: str, older_than: int) -> bool:
    """Whether ``owe_all`` would owe anything."""
    return db.one(f"SELECT 1 {_OLDER} LIMIT 1", (older_than, kind)) is not None


@door
def owe_all(db: Database, kind: str, *, older_than: int, limit: int = 10_000) -> int:
    """Owe this to everything made by a converter before ``older_than``; returns how many are owed anew.

    In bites: call again until it returns 0. A new fold version needs no call, ``search.index`` sees it by itself.
    """
    with db.transaction():
        done = db.execute(
            f"INSERT INTO debt (kind, entry_id) SELECT ?, id {_OLDER} ORDER BY id DESC LIMIT ?",
            (kind, older_than, kind, limit),
        )
    return done.rowcount
