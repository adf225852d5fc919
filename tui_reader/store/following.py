"""Discussions the reader follows or wrote in: which they are, and when each is looked at next."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from tui_reader.model.action import Kind
from tui_reader.model.comment import Discussion
from tui_reader.store import actions, discussions
from tui_reader.store.actions import Done
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment, seconds


class Followed(Struct, frozen=True):
    """One that is due. ``since``: when the reader began to follow it, or wrote in it last."""

    entry_id: int
    since: datetime


@door
def toggle(db: Database, entry_id: int, now: datetime) -> bool | None:
    """Follow the entry's discussion, or no longer; whether it is followed now, None where the entry is gone."""
    with db.transaction(durable=True):
        row = db.one("SELECT comments_page FROM entry WHERE id = ?", (entry_id,))
        if row is None:
            return None
        discussion_id = discussions.begin(db, Discussion(entry_id, "", row[0]))
        [followed] = db.one("SELECT followed FROM discussion WHERE id = ?", (discussion_id,))
        _follow(db, discussion_id, entry_id, now, on=not followed)
        title = db.one("SELECT title FROM entry WHERE id = ?", (entry_id,))[0]
        kind = Kind.UNFOLLOW if followed else Kind.FOLLOW
        actions.record(db, kind, now, ids=[entry_id], title=title)
    return not followed


def play(db: Database, done: Done, now: datetime, *, back: bool) -> None:
    """Take back that a discussion was followed, or no longer; part of the undoing's transaction."""
    on = (done.action.kind is Kind.FOLLOW) != back
    for entry_id in done.ids:
        discussion_id = discussions.main_id(db, entry_id)
        if discussion_id is not None:
            _follow(db, discussion_id, entry_id, now, on=on)


def join(db: Database, entry_id: int, now: datetime) -> None:
    """The reader wrote in it: it is looked at as if it were followed. Part of the writing's transaction."""
    discussion_id = discussions.main_id(db, entry_id)
    if discussion_id is not None:
        _begin(db, "joined", discussion_id, entry_id, now)


@door
def due(db: Database, now: datetime, limit: int = 50) -> list[Followed]:
    """Those whose time has come, the longest due first."""
    rows = db.rows(
        "SELECT d.entry_id, d.followed_at FROM discussion AS d WHERE d.due_at <= ? AND (d.followed = 1 OR d.joined = 1)"
        " AND d.main = 1 ORDER BY d.due_at LIMIT ?",
        (seconds(now), limit),
    )
    return [Followed(entry_id, known_moment(since)) for entry_id, since in rows]


@door
def looked(db: Database, entry_id: int, due_at: datetime | None) -> None:
    """When it is looked at next; None: it is left alone from now on."""
    with db.transaction():
        db.execute(
            "UPDATE discussion SET due_at = ? WHERE entry_id = ? AND main = 1", (seconds(due_at), entry_id)
        )


def _follow(db: Database, discussion_id: int, entry_id: int, now: datetime, *, on: bool) -> None:
    if on:
        _begin(db, "followed", discussion_id, entry_id, now)
    else:
        db.execute(
            "UPDATE discussion SET followed = 0, due_at = CASE joined WHEN 1 THEN due_at END, changed = ? WHERE id = ?",
            (db.change(), discussion_id),
        )
    db.execute("UPDATE entry SET changed = ? WHERE id = ?", (db.change(), entry_id))


def _begin(db: Database, how: str, discussion_id: int, entry_id: int, now: datetime) -> None:
    at = seconds(now)
    db.execute(
        f"UPDATE discussion SET {how} = 1, followed_at = ?, due_at = ?, seen_at = COALESCE(seen_at, ?), changed = ?"
        " WHERE id = ?",
        (at, at, at, db.change(), discussion_id),
    )
    db.execute(
        "UPDATE entry_state SET talked_at = ?, changed = ? WHERE entry_id = ?", (at, db.change(), entry_id)
    )
