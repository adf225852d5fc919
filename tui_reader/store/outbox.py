"""The engine's side of the outbox: every step is in the store before it is taken, so that nothing is lost or sent twice."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

from tui_reader.model.outbox import Letter, LetterState, Verdict
from tui_reader.store.claims import is_gone
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import moment, seconds, stored
from tui_reader.store.letters import COLUMNS, as_letter, letter, note_says, touch

_LEASE: Final = 60  # seconds
_FIRST_WAIT, _LONGEST_WAIT = 60, 6 * 3600  # seconds between tries


@door
def next_due(db: Database) -> datetime | None:
    """When the next of them is to be tried or looked for; None where none waits for a time."""
    row = db.one("SELECT MIN(due_at) FROM outbox WHERE state IN ('queued', 'sending') AND due_at IS NOT NULL")
    return moment(row[0]) if row else None


@door
def claim(db: Database, owner: str, now: datetime, limit: int = 8) -> list[Letter]:
    """Take letters whose time has come, the oldest first; what a living process holds is left to it."""
    at = seconds(now) or 0
    with db.transaction():
        _free_of_the_dead(db, at)
        rows = db.rows(
            f"SELECT {COLUMNS} WHERE o.state IN ('queued', 'sending') AND n.deleted_at IS NULL"
            " AND COALESCE(o.due_at, 0) <= ? AND o.claimed_until <= ? ORDER BY o.id LIMIT ?",
            (at, at, limit),
        )
        found = [as_letter(row) for row in rows]
        for one in found:
            _hold(db, one.id, owner, at + _LEASE)
    return found


@door
def begin(db: Database, letter_id: int, owner: str, now: datetime, settle: timedelta) -> Letter | None:
    """Say, before a byte leaves, that it is being sent; None where that is not ours to say any more."""
    at = seconds(now) or 0
    with db.transaction(durable=True):
        row = db.one(
            "UPDATE outbox SET state = 'sending', sending_at = ?, due_at = ?, tries = tries + 1, claimed_until = ?,"
            " changed = ? WHERE id = ? AND state = 'queued' AND claimed_by = ? RETURNING id",
            (at, at + math.ceil(settle.total_seconds()), at + _LEASE, db.change(), letter_id, owner),
        )
        if row is None:
            return None
        note_says(db, letter_id, LetterState.SENDING)
    return letter(db, letter_id)


@door
def settle(db: Database, letter_id: int, verdict: Verdict, now: datetime) -> None:
    """Write what became of it."""
    at = seconds(now) or 0
    with db.transaction(durable=True):
        row = db.one("SELECT tries FROM outbox WHERE id = ?", (letter_id,))
        wait = verdict.seconds or min(_FIRST_WAIT << min(int(row[0]) if row else 0, 9), _LONGEST_WAIT)
        due = at + wait if verdict.state is LetterState.QUEUED else None
        db.execute(
            "UPDATE outbox SET state = ?, trouble = ?, answer = ?, due_at = ?, sent_at = CASE ? WHEN 'sent' THEN ? END,"
            " claimed_by = '', claimed_until = 0, changed = ? WHERE id = ?",
            (
                verdict.state.value,
                verdict.code,
                stored(verdict.words),
                due,
                verdict.state.value,
                at,
                db.change(),
                letter_id,
            ),
        )
        if verdict.source_id:
            db.execute(
                "UPDATE note SET source_id = ? WHERE id = (SELECT note_id FROM outbox WHERE id = ?)",
                (stored(verdict.source_id), letter_id),
            )
        note_says(db, letter_id, verdict.state)


@door
def postpone(
    db: Database, letter_id: int, trouble: str, now: datetime, wait: timedelta | None = None
) -> None:
    """It stays what it is; again after ``wait`` (None: longer at each try)."""
    at = seconds(now) or 0
    with db.transaction():
        row = db.one("SELECT tries, sending_at, state FROM outbox WHERE id = ?", (letter_id,))
        if row is None:
            return
        tries, sending_at, state = row
        if wait is not None:
            seconds_to_wait = math.ceil(wait.total_seconds())
        elif state == LetterState.SENDING:  # each look is as far from the last as that was from the sending
            seconds_to_wait = min(max(_FIRST_WAIT, at - (sending_at or at)), _LONGEST_WAIT)
        else:
            seconds_to_wait = min(_FIRST_WAIT << min(tries, 9), _LONGEST_WAIT)
        db.execute(
            "UPDATE outbox SET trouble = ?, due_at = ?, tries = tries + (state = 'queued'), claimed_by = '',"
            " claimed_until = 0, changed = ? WHERE id = ?",
            (trouble, at + seconds_to_wait, db.change(), letter_id),
        )
        touch(db, letter_id)


def _free_of_the_dead(db: Database, at: int) -> None:
    owners = db.rows("SELECT DISTINCT claimed_by FROM outbox WHERE claimed_until > ?", (at,))
    for (owner,) in owners:
        if is_gone(owner):
            db.execute("UPDATE outbox SET claimed_by = '', claimed_until = 0 WHERE claimed_by = ?", (owner,))


def _hold(db: Database, letter_id: int, owner: str, until: int) -> None:
    db.execute("UPDATE outbox SET claimed_by = ?, claimed_until = ? WHERE id = ?", (owner, until, letter_id))
