"""Searches the reader kept: named, changed, dropped, each one action; how many unread articles each has, counted when idle."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from tui_reader.model.action import Action, Kind
from tui_reader.model.query import All, Is, Query
from tui_reader.model.view import MOST_COUNTED
from tui_reader.store import actions
from tui_reader.store.actions import Done, Value
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import named, seconds, stored
from tui_reader.store.search import sql

LONGEST: Final = 200
"""Characters of a name."""


@door
def keep(db: Database, title: str, query: str, now: datetime) -> Action:
    """Keep a search under a name; one that is kept already only gets the name. Nothing to change: id 0."""
    title, query = named(title)[:LONGEST], stored(query).strip()
    with db.transaction(durable=True):
        row = db.one("SELECT title FROM smart_folder WHERE query = ?", (query,))
        before: dict[str, Value] = {"query": query if row else "", "title": row[0] if row else ""}
        after: dict[str, Value] = {"query": query, "title": title}
        return _change(db, Kind.KEEP_SEARCH, before, after, now)


@door
def edit(db: Database, folder_id: int, title: str, query: str, now: datetime) -> Action:
    """Another name, another query."""
    return _of(db, folder_id, Kind.KEEP_SEARCH, named(title)[:LONGEST], stored(query).strip(), now)


@door
def drop(db: Database, folder_id: int, now: datetime) -> Action:
    """Keep it no longer; its articles stay where they are."""
    return _of(db, folder_id, Kind.DROP_SEARCH, "", "", now)


@door
def count(db: Database, folder_id: int, query: Query) -> bool:
    """Count its unread articles, up to ``MOST_COUNTED``; whether the count is another than before."""
    clause = sql(All((query, Is("unread"))))
    (unread,) = db.one(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM entry_state AS s WHERE s.hidden = 0 AND ({clause.where}) LIMIT ?)",
        (*clause.parameters, MOST_COUNTED),
    )
    (known,) = db.one("SELECT unread FROM smart_folder WHERE id = ?", (folder_id,)) or (None,)
    if unread == known:
        return False
    with db.transaction():
        db.execute(
            "UPDATE smart_folder SET unread = ?, changed = ? WHERE id = ?", (unread, db.change(), folder_id)
        )
    return True


def play(db: Database, done: Done, now: datetime, *, back: bool) -> None:
    """Take a change back, or do it again."""
    _set(db, *((done.after, done.before) if back else (done.before, done.after)), now)


def _of(db: Database, folder_id: int, kind: Kind, title: str, query: str, now: datetime) -> Action:
    with db.transaction(durable=True):
        row = db.one("SELECT title, query FROM smart_folder WHERE id = ?", (folder_id,))
        if row is None:
            return Action(0, kind, now, 0)
        before: dict[str, Value] = {"title": row[0], "query": row[1]}
        return _change(db, kind, before, {"title": title, "query": query}, now)


def _change(
    db: Database, kind: Kind, before: dict[str, Value], after: dict[str, Value], now: datetime
) -> Action:
    if before == after:
        return Action(0, kind, now, 0)
    _set(db, before, after, now)
    return actions.record(
        db, kind, now, before=before, after=after, title=str(after["title"] or before["title"])
    )


def _set(db: Database, was: dict[str, Value], becomes: dict[str, Value], now: datetime) -> None:
    """A query names the folder: empty means that there is none."""
    if not becomes["query"]:
        db.execute("DELETE FROM smart_folder WHERE query = ?", (was["query"],))
    elif was["query"]:
        db.execute(
            "UPDATE smart_folder SET title = ?, query = ?, unread = NULL, changed = ? WHERE query = ?",
            (becomes["title"], becomes["query"], db.change(), was["query"]),
        )
    else:
        db.execute(
            "INSERT INTO smart_folder (position, title, query, created, changed)"
            " VALUES ((SELECT COALESCE(MAX(position) + 1, 0) FROM smart_folder), ?, ?, ?, ?)",
            (becomes["title"], becomes["query"], seconds(now), db.change()),
        )
