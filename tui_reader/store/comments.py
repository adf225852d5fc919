"""Discussions as kept, and the reader's own notes and drafts among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from tui_reader.content.document import decode
from tui_reader.model.comment import Comment, CommentData, CommentState, Discussion, Thread
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.errors import StoreError
from tui_reader.model.late_module import LateModule
from tui_reader.model.thread import thread as in_reading_order
from tui_reader.store import discussions
from tui_reader.store.database import Database
from tui_reader.store.discussions import discussion
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment, moment, seconds, stored, unpack, unpack_text

if TYPE_CHECKING:
    from tui_reader.store import debt, following
else:  # for writing
    debt, following = LateModule("tui_reader.store.debt"), LateModule("tui_reader.store.following")

NOTE_ID: Final = "note:{}"
"""The source_id under which a note stands in a thread; its Comment has the negative id."""


@door
def thread(db: Database, entry_id: int) -> Thread:
    """The discussion in reading order, the reader's notes in it; empty, but never None, where nothing is here."""
    with db.reading():
        found = discussion(db, entry_id) or _announced(db, entry_id)
        kept = db.rows(
            "SELECT id, source_id, parent_id, author, author_url, created, edited, body, body_type, score, state,"
            " by_article_author, url, first_seen, seen, vanished_at, document FROM comment WHERE discussion_id = ?"
            " ORDER BY position, id",
            (discussions.main_id(db, entry_id),),
        )
        notes = db.rows(
            "SELECT id, parent, text, created, edited, source_id FROM note WHERE entry_id = ? AND deleted_at IS NULL"
            " ORDER BY id",
            (entry_id,),
        )
    sent = {number for *_, number in notes if number}
    said = [_comment(row) for row in kept]
    if sent:  # what the reader sent stands there as the site shows it, and not a second time as a note
        said = [replace(one, mine=True) if number_of(one) in sent else one for one in said]
        there = {number_of(one) for one in said if one.mine}
        notes = [note for note in notes if note[-1] not in there]
    return in_reading_order(found, [*said, *map(_note, notes)])


@door
def seen(db: Database, entry_id: int, now: datetime) -> None:
    """Everything in the discussion was on screen; what comes later is new."""
    with db.transaction():
        main = discussions.main_id(db, entry_id)
        db.execute("UPDATE comment SET seen = 1 WHERE discussion_id = ? AND seen = 0", (main,))
        db.execute("UPDATE discussion SET seen_at = ? WHERE id = ?", (seconds(now), main))
        discussions.count(db, entry_id)


@door
def note(db: Database, entry_id: int, text: str, now: datetime, parent: str = "") -> int:
    """Keep the reader's own comment; ``parent`` is the source_id of what it answers. The draft of it is done with."""
    with db.transaction(durable=True):
        if db.one("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is None:
            raise StoreError("store.no_such_entry", id=entry_id)
        row = db.one(
            "INSERT INTO note (entry_id, parent, text, created, changed) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (entry_id, stored(parent), stored(text), seconds(now), db.change()),
        )
        db.execute("DELETE FROM draft WHERE entry_id = ? AND parent = ?", (entry_id, stored(parent)))
        db.execute(
            "UPDATE entry_state SET talked_at = ?, changed = ? WHERE entry_id = ?",
            (seconds(now), db.change(), entry_id),
        )
        following.join(db, entry_id, now)
        debt.owe(db, debt.INDEX, [entry_id])
    return int(row[0])


@door
def draft(db: Database, entry_id: int, parent: str = "") -> str:
    """What was begun and not finished; empty where nothing was."""
    row = db.one("SELECT text FROM draft WHERE entry_id = ? AND parent = ?", (entry_id, stored(parent)))
    return str(row[0]) if row else ""


@door
def drafts(db: Database, entry_id: int) -> dict[str, str]:
    """Everything begun and not finished under an entry, by the source_id of what it answers ("": the article)."""
    return dict(db.rows("SELECT parent, text FROM draft WHERE entry_id = ?", (entry_id,)))


@door
def save_draft(db: Database, entry_id: int, text: str, now: datetime, parent: str = "") -> None:
    """Keep what is being written; an empty text forgets it."""
    with db.transaction():
        if text:
            db.execute(
                "INSERT OR REPLACE INTO draft (entry_id, parent, text, at) VALUES (?, ?, ?, ?)",
                (entry_id, stored(parent), stored(text), seconds(now)),
            )
        else:
            db.execute("DELETE FROM draft WHERE entry_id = ? AND parent = ?", (entry_id, stored(parent)))


def _announced(db: Database, entry_id: int) -> Discussion:
    """What the feed said of a discussion that was never fetched."""
    row = db.one("SELECT comments_page, comments_claimed FROM entry WHERE id = ?", (entry_id,))
    return Discussion(entry_id, "", row[0] if row else "", total=row[1] if row else None)


def _comment(row: Sequence[Any]) -> Comment:
    comment_id, source_id, parent_id, author, author_url, created, edited, body, body_type = row[:9]
    score, state, by_article_author, url, first_seen, seen, vanished_at, document = row[9:]
    data = CommentData(
        source_id=source_id,
        parent_id=parent_id,
        author=author,
        author_url=author_url,
        created=moment(created),
        edited=moment(edited),
        body=unpack_text(body),
        body_type=body_type,
        score=score,
        state=CommentState(state),
        by_article_author=bool(by_article_author),
        url=url,
    )
    return Comment(
        comment_id,
        data,
        decode(unpack(document)),
        known_moment(first_seen),
        bool(seen),
        vanished_at is not None,
    )


def number_of(comment: Comment) -> str:
    """The site's own number of a comment: sources may stand it behind the article's identifier."""
    return comment.data.source_id.rpartition("#comment-")[2].rpartition("/")[2]


def _note(row: Sequence[Any]) -> Comment:
    note_id, parent, text, created, edited, _ = row
    data = CommentData(
        source_id=NOTE_ID.format(note_id),
        parent_id=parent,
        created=moment(created),
        edited=moment(edited),
        body=text,
        body_type="text/plain",
        state=CommentState.OWN,
    )
    blocks = tuple(Paragraph((Span(part.strip("\n")),)) for part in text.split("\n\n") if part.strip())
    return Comment(-note_id, data, Document(blocks), known_moment(created), seen=True)
