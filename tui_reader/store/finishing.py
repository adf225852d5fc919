"""Writes what a refresh found of the feed itself, and lets go of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import json

from tui_reader.model.feed import FeedData, Trouble, Validators
from tui_reader.model.pace import Pace
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds, stored, whole
from tui_reader.store.feed_rows import written_pace

MOVED_TIMES: Final = 3
"""A permanent redirect is believed when it held this often in a row."""
_RESULTS_KEPT: Final = 20


@door
def finish(
    db: Database,
    feed_id: int,
    *,
    owner: str,
    now: datetime,
    data: FeedData | None,
    validators: Validators | None,
    trouble: Trouble | None,
    due_at: datetime | None,
    pace: Pace | None = None,
    left_out: int = 0,
    moved_to: str = "",
    status: int = 0,
    size: int = 0,
    milliseconds: int = 0,
    new: int = 0,
    updated: int = 0,
    note: str = "",
) -> None:
    """None for ``data``, ``pace`` (with ``left_out``) or ``validators`` leaves what is kept (nothing new, or trouble).

    Trouble of the same code goes on counting from when it began. ``moved_to``: where a permanent redirect led this
    time; the ``MOVED_TIMES``-th time in a row it is the feed's address, unless another feed has it. ``note`` is kept
    with the result where there is no trouble.
    """
    at = seconds(now)
    columns: dict[str, object] = {"tried_at": at, "due_at": seconds(due_at)}
    if data is not None:
        for name in ("title", "link", "subtitle", "language", "icon"):
            columns[name] = stored(getattr(data, name))
    if pace is not None:
        columns["pace"], columns["left_out"] = written_pace(pace), whole(left_out)
    if validators is not None:
        columns["etag"], columns["modified"] = stored(validators.etag), stored(validators.modified)
        columns["body_hash"], columns["sent_hash"] = validators.body_hash, validators.sent_hash
    if trouble is None:
        columns |= {"refreshed_at": at, "trouble_code": "", "trouble_facts": "{}"}
        columns |= {"trouble_since": None, "trouble_times": 0}
    with db.transaction():
        columns["changed"] = db.change()
        db.execute(
            f"UPDATE feed SET {', '.join(f'{name} = ?' for name in columns)},"
            " claimed_until = CASE WHEN claimed_by = ? THEN 0 ELSE claimed_until END,"
            " claimed_by = CASE WHEN claimed_by = ? THEN '' ELSE claimed_by END WHERE id = ?",
            (*columns.values(), owner, owner, feed_id),
        )
        if trouble is not None:
            _keep_trouble(db, feed_id, trouble, at)
        elif _move(db, feed_id, moved_to):
            note = "new_address"
        code = trouble.code if trouble else note
        db.execute(
            "INSERT INTO feed_result (feed_id, at, status, bytes, milliseconds, new, updated, code)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (feed_id, at, status, whole(size), whole(milliseconds), new, updated, code),
        )
        db.execute(
            "DELETE FROM feed_result WHERE feed_id = ? AND id <= (SELECT id FROM feed_result WHERE feed_id = ?"
            " ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (feed_id, feed_id, _RESULTS_KEPT),
        )


def _keep_trouble(db: Database, feed_id: int, trouble: Trouble, at: int | None) -> None:
    db.execute(
        "UPDATE feed SET trouble_since = CASE WHEN trouble_code <> '' THEN trouble_since ELSE ? END,"
        " trouble_times = trouble_times + 1, trouble_code = ?, trouble_facts = ? WHERE id = ?",
        (at, trouble.code, stored(json.encode(dict(trouble.facts)).decode()), feed_id),
    )


def _move(db: Database, feed_id: int, moved_to: str) -> bool:
    """Count a permanent redirect, and believe it in time; whether the feed has a new address now."""
    moved_to = stored(moved_to)
    if not moved_to:
        db.execute(
            "UPDATE feed SET moving_to = '', moving_times = 0 WHERE id = ? AND moving_times > 0", (feed_id,)
        )
        return False
    held = db.one(
        "UPDATE feed SET moving_times = CASE WHEN moving_to = ? THEN moving_times + 1 ELSE 1 END, moving_to = ?"
        " WHERE id = ? RETURNING moving_times",
        (moved_to, moved_to, feed_id),
    )
    if held is None or held[0] < MOVED_TIMES:
        return False
    moved = db.execute(
        "UPDATE feed SET moved_from = location, location = ?, moving_to = '', moving_times = 0 WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM feed AS other WHERE other.account = feed.account AND other.location = ?)",
        (moved_to, feed_id, moved_to),
    )
    return moved.rowcount > 0
