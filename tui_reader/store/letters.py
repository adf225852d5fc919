"""Letters as rows: what is on its way to sites, and the notes they were made of."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct

from tui_reader.model.outbox import Letter, LetterState, PostPlace, Said, Sender
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment, moment, seconds, unpack_text

COLUMNS: Final = (
    "o.id, o.note_id, n.entry_id, o.site, o.request, n.text, o.state, o.key, o.created, o.tries, o.due_at, o.sending_at,"
    " o.sent_at, o.trouble, o.answer, n.source_id, e.title, e.link"
    " FROM outbox AS o JOIN note AS n ON n.id = o.note_id JOIN entry AS e ON e.id = n.entry_id"
)


class Request(Struct, frozen=True):
    """What is kept of where and as whom; no secret ever is."""

    place: PostPlace
    sender: Sender


@door
def of_entry(db: Database, entry_id: int) -> list[Letter]:
    """Letters of an entry, the newest first."""
    rows = db.rows(
        f"SELECT {COLUMNS} WHERE n.entry_id = ? AND n.deleted_at IS NULL ORDER BY o.id DESC", (entry_id,)
    )
    return [as_letter(row) for row in rows]


@door
def in_outbox(db: Database, sent: int = 50) -> list[Letter]:
    """What is not sent yet, the newest first, then what was sent last."""
    rows = db.rows(
        f"SELECT {COLUMNS} WHERE n.deleted_at IS NULL ORDER BY o.state = 'sent', COALESCE(o.sent_at, o.id) DESC, o.id DESC"
        " LIMIT (SELECT COUNT(*) FROM outbox WHERE state <> 'sent') + ?",
        (sent,),
    )
    return [as_letter(row) for row in rows]


@door
def letter(db: Database, letter_id: int) -> Letter | None:
    """One of them."""
    row = db.one(f"SELECT {COLUMNS} WHERE o.id = ?", (letter_id,))
    return as_letter(row) if row else None


@door
def waiting(db: Database) -> int:
    """How many are not sent yet."""
    return int(db.one("SELECT COUNT(*) FROM outbox WHERE state <> 'sent'")[0])


@door
def numbers(db: Database, entry_id: int) -> frozenset[str]:
    """The site's numbers of the reader's own comments under an entry that are known already."""
    rows = db.rows("SELECT source_id FROM note WHERE entry_id = ? AND source_id <> ''", (entry_id,))
    return frozenset(row[0] for row in rows)


@door
def said_since(db: Database, entry_id: int, since: datetime | None) -> list[Said]:
    """The comments of an entry that were first seen from then on, as HTML."""
    rows = db.rows(
        "SELECT source_id, text, author, created FROM comment WHERE entry_id = ? AND first_seen >= ?",
        (entry_id, seconds(since) or 0),
    )
    return [
        Said(number, html.escape(unpack_text(text), quote=False), author, moment(created))
        for number, text, author, created in rows
    ]


def as_letter(row: Sequence[Any]) -> Letter:
    letter_id, note_id, entry_id, site, request, text, state, key, created, tries, due_at, sending_at = row[
        :12
    ]
    sent_at, trouble, answer, source_id, title, link = row[12:]
    asked = msgspec.json.decode(request, type=Request)
    return Letter(
        id=letter_id,
        note_id=note_id,
        entry_id=entry_id,
        site=site,
        place=asked.place,
        sender=asked.sender,
        text=text,
        state=LetterState(state),
        key=key,
        created=known_moment(created),
        tries=tries,
        due_at=moment(due_at),
        sending_at=moment(sending_at),
        sent_at=moment(sent_at),
        trouble=trouble,
        answer=answer,
        source_id=source_id,
        entry_title=title,
        entry_link=link,
    )


def note_says(db: Database, letter_id: int, state: LetterState) -> None:
    """The note says the same as its letter."""
    db.execute(
        "UPDATE note SET state = ?, changed = ? WHERE id = (SELECT note_id FROM outbox WHERE id = ?)",
        (state.value, db.change(), letter_id),
    )
    touch(db, letter_id)


def touch(db: Database, letter_id: int) -> None:
    """Lists and panes that show the entry look again."""
    db.execute(
        "UPDATE entry SET changed = ? WHERE id = (SELECT n.entry_id FROM note AS n JOIN outbox AS o ON o.note_id = n.id"
        " WHERE o.id = ?)",
        (db.change(), letter_id),
    )
