"""What the reader does to articles: done, taken back, done again; each in one durable transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.model.action import Action, Kind
from tui_reader.model.feed import FOLLOWED
from tui_reader.store import actions
from tui_reader.store.actions import Done, Value
from tui_reader.store.arranging import play
from tui_reader.store.counters import count_read, recounted, touch_ids
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds, stored
from tui_reader.store.subscriptions import WITH_FEED, hide, show

_SETS: Final = {
    Kind.MARK_READ: ("read", 1),
    Kind.MARK_UNREAD: ("read", 0),
    Kind.STAR: ("starred", 1),
    Kind.UNSTAR: ("starred", 0),
    Kind.LATER: ("later", 1),
    Kind.UNLATER: ("later", 0),
}
_FIELDS: Final = ("read", "starred", "later")


@door
def apply(db: Database, kind: Kind, entry_ids: Sequence[int], now: datetime, *, account: int = 0) -> Action:
    """Do it to those of the entries it changes; where it changes none, nothing is written (id 0, count 0)."""
    field, value = _SETS[kind]
    with db.transaction(durable=True):
        done = written(db, kind, entry_ids, now, account=account)
        if done is None:
            return Action(0, kind, now, 0)
        _set(db, done.ids, field, 1 - value, value, now)
        return done.action


def written(
    db: Database, kind: Kind, entry_ids: Sequence[int], now: datetime, *, account: int = 0
) -> Done | None:
    """Write the action down for those of the entries it changes; None where it changes none."""
    field, value = _SETS[kind]
    changed = that_are(db, entry_ids, field, 1 - value)
    if not changed:
        return None
    before: dict[str, Value] = {field: 1 - value}
    after: dict[str, Value] = {field: value}
    action = actions.record(
        db,
        kind,
        now,
        ids=changed,
        before=before,
        after=after,
        title=_title(db, changed),
        account=account,
    )
    return Done(action, None, before, after, changed, account)


@door
def undo(db: Database, now: datetime) -> Action | None:
    """Take the last action back; a field that is no longer what the action made it stays as it is."""
    with db.transaction(durable=True):
        done = actions.last_done(db)
        if done is None:
            return None
        _play(db, done, done.after, done.before, now, back=True)
        return actions.mark(db, done.action, now)


@door
def redo(db: Database, now: datetime) -> Action | None:
    """Do again what was last taken back, until something else is done."""
    with db.transaction(durable=True):
        done = actions.last_undone(db)
        if done is None:
            return None
        _play(db, done, done.before, done.after, now, back=False)
        return actions.mark(db, done.action, None)


@door
def history(db: Database, limit: int) -> list[Action]:
    """What was done, newest first, with what was taken back marked."""
    return actions.listed(db, limit)


@door
def opened(db: Database, entry_id: int, now: datetime) -> None:
    """The article was opened; not an action, only remembered."""
    with db.transaction():
        db.execute(
            "UPDATE entry_state SET opened_at = ?, changed = ? WHERE entry_id = ?",
            (seconds(now), db.change(), entry_id),
        )


@door
def save_place(db: Database, entry_id: int, place: str, progress: int, now: datetime) -> None:
    """Where in the article the reader is: a position key, and per cent read."""
    with db.transaction():
        db.execute(
            "UPDATE entry_state SET place = ?, progress = ?, opened_at = COALESCE(opened_at, ?), changed = ?"
            " WHERE entry_id = ?",
            (stored(place), max(0, min(100, progress)), seconds(now), db.change(), entry_id),
        )


def _play(
    db: Database, done: Done, now_is: dict[str, Value], then: dict[str, Value], now: datetime, *, back: bool
) -> None:
    if done.feed_id is not None and done.action.kind in (Kind.SUBSCRIBE, Kind.UNSUBSCRIBE):
        if (done.action.kind is Kind.SUBSCRIBE) == back:
            hide(db, done.feed_id, now)
        else:
            show(db, done.feed_id)
        return
    if play(db, done, now, back=back):
        return
    if done.action.kind in (Kind.KEEP_SEARCH, Kind.DROP_SEARCH):
        from tui_reader.store import smart_folders  # seldom

        smart_folders.play(db, done, now, back=back)
        return
    if done.action.kind is Kind.EDIT_RULES:
        from tui_reader.store import rules  # seldom

        rules.play(db, done, now, back=back)
        return
    if done.action.kind in (Kind.TAG, Kind.UNTAG):
        from tui_reader.store import tagging  # seldom

        tagging.play(db, done, back=back)
        return
    if done.action.kind is Kind.SPLIT:
        from tui_reader.store import story_splitting  # seldom

        story_splitting.play(db, done, back=back)
        return
    if done.action.kind in (Kind.FOLLOW, Kind.UNFOLLOW):
        from tui_reader.store import following  # seldom

        following.play(db, done, now, back=back)
        return
    set_fields(db, done.ids, now_is, then, now)


def of_fields(done: Done) -> bool:
    """Whether an action only set fields of articles."""
    return done.action.kind in _SETS


def set_fields(
    db: Database, ids: Sequence[int], was: dict[str, Value], then: dict[str, Value], now: datetime
) -> None:
    """Give the entries' fields other values where they still are what they were."""
    for field, value in then.items():
        _set(db, ids, field, was[field], value, now)


def that_are(db: Database, entry_ids: Sequence[int], field: str, now_is: Value) -> list[int]:
    """Those of the entries whose field has that value, ascending."""
    assert field in _FIELDS
    rows = db.rows(
        "SELECT entry_id FROM json_each(?) AS wanted CROSS JOIN entry_state ON entry_id = wanted.value"
        f" WHERE {field} = ?",
        (id_list(sorted(set(entry_ids))), now_is),
    )
    return [row[0] for row in rows]


def _set(db: Database, ids: Sequence[int], field: str, was: Value, value: Value, now: datetime) -> None:
    """Set a field of those entries in which it ``was`` that, with the counts, and owe it to the accounts they come from."""
    if db.one("SELECT 1 FROM account WHERE id <> 0") is not None:
        db.execute(
            "INSERT OR REPLACE INTO pending_op (account, entry_id, field, value, at) SELECT account, entry_id, ?, ?, ?"
            f" FROM json_each(?) AS wanted CROSS JOIN entry_state ON entry_id = wanted.value WHERE {field} = ?"
            " AND account <> 0",  # 0 has no server to tell
            (field, str(value), seconds(now), id_list(ids), was),
        )
    stamp = f", {field}_at = ?" if value else ""
    facts = (value, db.change(), *([seconds(now)] if value else []))
    if field == "read":
        with count_read(db, ids, read=bool(value)):
            db.execute(
                f"UPDATE entry_state SET read = ?, changed = ?{stamp} WHERE entry_id IN (SELECT value FROM json_each(?))"
                " AND read = ?",
                (*facts, id_list(ids), was),
            )
        return
    touch_ids(db, that_are(db, ids, field, was))
    with recounted(db):
        db.execute(
            f"UPDATE entry_state SET {field} = ?, changed = ?{stamp} WHERE entry_id IN (SELECT id FROM touched)",
            facts,
        )
        db.execute(  # a page come to by a link is an article like others while it is kept for a reason
            "UPDATE entry_state SET hidden = CASE WHEN starred OR later THEN hidden & ~? ELSE hidden | ? END"
            " WHERE entry_id IN (SELECT id FROM touched) AND feed_id IN (SELECT id FROM feed WHERE location = ?)",
            (WITH_FEED, WITH_FEED, FOLLOWED),
        )


def _title(db: Database, ids: Sequence[int]) -> str:
    if len(ids) != 1:
        return ""
    row = db.one("SELECT title FROM entry WHERE id = ?", (ids[0],))
    return str(row[0]) if row else ""
