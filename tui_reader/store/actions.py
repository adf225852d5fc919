"""Rows of the journal: written, read, marked as undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, json

from tui_reader.model.action import Action, Kind
from tui_reader.store.database import Database
from tui_reader.store.encoding import known_moment, pack_ids, seconds, stored, unpack_ids

_COLUMNS = "id, kind, at, count, title, undone_at, feed_id, before, after, ids, account"
_LONGEST_TITLE = 300
_JOINED_WITHIN = 43_200
"""Seconds from the beginning of a line in which more of the same is added to it: half a day."""
_JOINED_MOST = 5_000
"""Articles of such a line; each bite writes all of its ids anew."""
_LOOKED_BACK = 500
"""Newest lines among which it is looked for."""
_BY_HAND = "kind NOT GLOB 'rule_*'"
"""What a rule did is taken back from the history alone (``ruled.take_back``)."""

Value = int | str | None


class Done(Struct, frozen=True):
    """An action with what it set, from what, on which entries: all that undo needs."""

    action: Action
    feed_id: int | None
    before: dict[str, Value]
    after: dict[str, Value]
    ids: list[int]
    account: int


def record(
    db: Database,
    kind: Kind,
    now: datetime,
    *,
    ids: Sequence[int] = (),
    before: dict[str, Value] | None = None,
    after: dict[str, Value] | None = None,
    title: str = "",
    feed_id: int | None = None,
    account: int = 0,
) -> Action:
    """Write an action that has just been done, in the same transaction."""
    title = stored(title)[:_LONGEST_TITLE]
    row = db.one(
        "INSERT INTO action (account, at, kind, count, title, feed_id, before, after, ids)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            account,
            seconds(now),
            str(kind),
            len(ids),
            title,
            feed_id,
            json.encode(before or {}).decode(),
            json.encode(after or {}).decode(),
            pack_ids(ids),
        ),
    )
    return Action(int(row[0]), kind, known_moment(seconds(now)), len(ids), title)


def record_on(
    db: Database,
    kind: Kind,
    now: datetime,
    *,
    ids: Sequence[int],
    before: dict[str, Value],
    after: dict[str, Value],
    title: str = "",
) -> None:
    """Write what goes on and on, in bites, as one line a day: added to what stands there of the same, where that stands."""
    row = db.one(
        "SELECT id, ids FROM action WHERE id > (SELECT MAX(id) FROM action) - ? AND kind = ? AND title = ? AND at > ?"
        " AND before = ? AND after = ? AND undone_at IS NULL AND count < ? ORDER BY id DESC LIMIT 1",
        (
            _LOOKED_BACK,
            str(kind),
            stored(title)[:_LONGEST_TITLE],
            (seconds(now) or 0) - _JOINED_WITHIN,
            json.encode(before).decode(),
            json.encode(after).decode(),
            _JOINED_MOST,
        ),
    )
    if row is None:
        record(db, kind, now, ids=ids, before=before, after=after, title=title)
        return
    joined = list(dict.fromkeys((*unpack_ids(row[1]), *ids)))
    db.execute("UPDATE action SET ids = ?, count = ? WHERE id = ?", (pack_ids(joined), len(joined), row[0]))


def last_done(db: Database) -> Done | None:
    """What undo would take back."""
    return _one(db, f"undone_at IS NULL AND {_BY_HAND} ORDER BY id DESC")


def of(db: Database, action_id: int) -> Done | None:
    """The action of a number."""
    return _one(db, f"id = {action_id:d}")


def last_undone(db: Database) -> Done | None:
    """What redo would do again: the first undone one after the last that stands."""
    return _one(
        db,
        f"undone_at IS NOT NULL AND {_BY_HAND} AND id > COALESCE((SELECT MAX(id) FROM action WHERE undone_at IS NULL"
        f" AND {_BY_HAND}), 0) ORDER BY id",
    )


def listed(db: Database, limit: int) -> list[Action]:
    """The newest actions first."""
    columns = "id, kind, at, count, title, undone_at"
    return [
        _action(row) for row in db.rows(f"SELECT {columns} FROM action ORDER BY id DESC LIMIT ?", (limit,))
    ]


def mark(db: Database, action: Action, undone_at: datetime | None) -> Action:
    """Write whether an action is taken back."""
    db.execute("UPDATE action SET undone_at = ? WHERE id = ?", (seconds(undone_at), action.id))
    return Action(action.id, action.kind, action.at, action.count, action.title, undone_at is not None)


def _one(db: Database, where: str) -> Done | None:
    row = db.one(f"SELECT {_COLUMNS} FROM action WHERE {where} LIMIT 1")
    if row is None:
        return None
    feed_id, before, after, ids, account = row[6:]
    return Done(_action(row[:6]), feed_id, json.decode(before), json.decode(after), unpack_ids(ids), account)


def _action(row: tuple[Any, ...]) -> Action:
    action_id, kind, at, count, title, undone_at = row
    return Action(action_id, Kind(kind), known_moment(at), count, title, undone_at is not None)
