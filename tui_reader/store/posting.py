"""What the reader decides about letters: queue one, send it again, count it as sent, take it back."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from tui_reader.model.outbox import LetterState, PostPlace, Sender
from tui_reader.store import comments
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds, stored
from tui_reader.store.letters import Request, note_says, touch


@door
def put(
    db: Database,
    entry_id: int,
    text: str,
    now: datetime,
    *,
    parent: str,
    site: str,
    place: PostPlace,
    sender: Sender,
) -> int:
    """Keep the text as the reader's note and queue it for the site, in one; returns the letter's id."""
    with db.transaction(durable=True):
        note_id = comments.note(db, entry_id, text, now, parent)
        return _queue(db, note_id, now, site=site, place=place, sender=sender)


def _queue(db: Database, note_id: int, now: datetime, *, site: str, place: PostPlace, sender: Sender) -> int:
    """Queue a kept note."""
    request = msgspec.json.encode(Request(place, sender)).decode("utf-8", "replace")
    row = db.one(
        "INSERT INTO outbox (note_id, site, request, key, state, created, due_at, changed)"
        " VALUES (?, ?, ?, ?, 'queued', ?, ?, ?) RETURNING id",
        (note_id, stored(site), stored(request), uuid.uuid4().hex, seconds(now), seconds(now), db.change()),
    )
    note_says(db, int(row[0]), LetterState.QUEUED)
    return int(row[0])


@door
def again(db: Database, letter_id: int, now: datetime) -> bool:
    """The reader wants it sent (again): refused, unsure and waiting letters are queued; False where it is on its way."""
    with db.transaction(durable=True):
        row = db.one(
            "UPDATE outbox SET state = 'queued', due_at = ?, trouble = '', answer = '', tries = MIN(tries, 2), changed = ?"
            " WHERE id = ? AND state IN ('queued', 'unsure', 'refused') RETURNING id",
            (seconds(now), db.change(), letter_id),
        )
        if row is not None:
            note_says(db, letter_id, LetterState.QUEUED)
    return row is not None


@door
def count_as_sent(db: Database, letter_id: int, now: datetime) -> bool:
    """The reader has seen it at the site."""
    with db.transaction(durable=True):
        row = db.one(
            "UPDATE outbox SET state = 'sent', sent_at = ?, due_at = NULL, trouble = '', answer = '', changed = ?"
            " WHERE id = ? AND state IN ('unsure', 'refused') RETURNING id",
            (seconds(now), db.change(), letter_id),
        )
        if row is not None:
            note_says(db, letter_id, LetterState.SENT)
    return row is not None


@door
def withdraw(db: Database, letter_id: int) -> bool:
    """Do not send it; the note stays. False where it is on its way or there already."""
    with db.transaction(durable=True):
        row = db.one(
            "SELECT note_id FROM outbox WHERE id = ? AND state NOT IN ('sending', 'sent')", (letter_id,)
        )
        if row is None:
            return False
        touch(db, letter_id)
        db.execute("UPDATE note SET state = 'kept', changed = ? WHERE id = ?", (db.change(), row[0]))
        db.execute("DELETE FROM outbox WHERE id = ?", (letter_id,))
    return True


@door
def write_again(db: Database, letter_id: int, now: datetime) -> bool:
    """Not sent, and its text a draft again where the note was written; False as for ``withdraw``."""
    with db.transaction(durable=True):
        row = db.one(
            "SELECT n.id, n.entry_id, n.parent, n.text FROM outbox AS o JOIN note AS n ON n.id = o.note_id WHERE o.id = ?",
            (letter_id,),
        )
        if row is None or not withdraw(db, letter_id):
            return False
        note_id, entry_id, parent, text = row
        begun = comments.draft(db, entry_id, parent)
        comments.save_draft(db, entry_id, "\n\n".join(filter(None, (begun, text))), now, parent)
        db.execute(
            "UPDATE note SET deleted_at = ?, changed = ? WHERE id = ?", (seconds(now), db.change(), note_id)
        )
    return True
