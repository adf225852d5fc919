"""Discussions as kept, and the reader's own notes and drafts among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from tui_reader.content.document import decode, encode
from tui_reader.model.comment import Comment, CommentData, CommentState, Discussion, Thread
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.entry import Kept
from tui_reader.model.errors import StoreError
from tui_reader.model.thread import thread as in_reading_order
from tui_reader.store import debt
from tui_reader.store.comment_rows import Received, keep
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment, moment, seconds, stored, unpack, unpack_text

NOTE_ID: Final = "note:{}"
"""The source_id under which a note stands in a thread; its Comment has the negative id."""

_DISCUSSION: Final = (
    "SELECT d.entry_id, d.source, d.url, d.total, (SELECT COUNT(*) FROM comment WHERE discussion_id = d.id),"
    " d.fetched_at, d.threaded, d.more, d.next_page, d.followed, d.closed, d.trouble FROM discussion AS d WHERE d.entry_id = ?"
    " AND d.main = 1 ORDER BY d.id LIMIT 1"
)


@door
def discussion(db: Database, entry_id: int) -> Discussion | None:
    """The entry's discussion; None where none was ever found or fetched."""
    row = db.one(_DISCUSSION, (entry_id,))
    if row is None:
        return None
    entry_id, source, url, total, kept, fetched_at, threaded, more, next_page, followed, closed, trouble = row
    return Discussion(
        entry_id=entry_id,
        source=source,
        url=url,
        total=total,
        kept=kept,
        fetched_at=moment(fetched_at),
        threaded=bool(threaded),
        more=bool(more),
        next_page=next_page,
        followed=bool(followed),
        closed=bool(closed),
        trouble=trouble,
    )


@door
def save_comments(
    db: Database,
    discussion: Discussion,
    comments: Sequence[tuple[CommentData, Document, str]],
    now: datetime,
    *,
    continued: bool = False,
) -> int:
    """Keep one page of a discussion (data, document, plain text of each); returns how many were not here before.

    What the source no longer shows is kept. ``discussion.more`` says whether this was all there is; ``continued``,
    that it is not the first page, so that what it does not show may well stand on the site.
    """
    received = [Received(data, encode(document, packed=False), text) for data, document, text in comments]
    with db.transaction():
        if db.one("SELECT 1 FROM entry WHERE id = ?", (discussion.entry_id,)) is None:
            raise StoreError("store.no_such_entry", id=discussion.entry_id)
        new = keep(db, discussion, received, now, continued=continued)
        if new:
            db.execute(
                "UPDATE entry_state SET talked_at = ?, changed = ? WHERE entry_id = ?",
                (seconds(now), db.change(), discussion.entry_id),
            )
        if received:
            debt.owe(db, debt.INDEX, [discussion.entry_id])
        _count(db, discussion.entry_id)
    return new


@door
def thread(db: Database, entry_id: int) -> Thread:
    """The discussion in reading order, the reader's notes in it; empty, but never None, where nothing is here."""
    with db.reading():
        found = discussion(db, entry_id) or _announced(db, entry_id)
        rows = db.rows(
            "SELECT id, source_id, parent_id, author, author_url, created, edited, body, body_type, score, state,"
            " by_article_author, url, first_seen, seen, document FROM comment WHERE entry_id = ? ORDER BY position, id",
            (entry_id,),
        )
        notes = db.rows(
            "SELECT id, parent, text, created, edited FROM note WHERE entry_id = ? AND deleted_at IS NULL ORDER BY id",
            (entry_id,),
        )
    return in_reading_order(found, [*map(_comment, rows), *map(_note, notes)])


@door
def seen(db: Database, entry_id: int, now: datetime) -> None:
    """Everything in the discussion was on screen; what comes later is new."""
    with db.transaction():
        db.execute("UPDATE comment SET seen = 1 WHERE entry_id = ? AND seen = 0", (entry_id,))
        db.execute("UPDATE discussion SET seen_at = ? WHERE entry_id = ?", (seconds(now), entry_id))
        _count(db, entry_id)


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


def _count(db: Database, entry_id: int) -> None:
    """Comments here, and those that are new to a reader who has been in the discussion before."""
    db.execute(
        "UPDATE entry SET comments_here = (SELECT COUNT(*) FROM comment WHERE entry_id = entry.id),"
        " comments_new = (SELECT COUNT(*) FROM comment AS c JOIN discussion AS d ON d.id = c.discussion_id"
        " WHERE c.entry_id = entry.id AND c.seen = 0 AND d.seen_at IS NOT NULL), changed = ? WHERE id = ?",
        (db.change(), entry_id),
    )
    db.execute(
        "UPDATE entry SET flags = flags | ? WHERE id = ? AND comments_here > 0",
        (int(Kept.COMMENTS | Kept.HAS_COMMENTS), entry_id),
    )


def _announced(db: Database, entry_id: int) -> Discussion:
    """What the feed said of a discussion that was never fetched."""
    row = db.one("SELECT comments_page, comments_claimed FROM entry WHERE id = ?", (entry_id,))
    return Discussion(entry_id, "", row[0] if row else "", total=row[1] if row else None)


def _comment(row: Sequence[Any]) -> Comment:
    comment_id, source_id, parent_id, author, author_url, created, edited, body, body_type = row[:9]
    score, state, by_article_author, url, first_seen, seen, document = row[9:]
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
    return Comment(comment_id, data, decode(unpack(document)), known_moment(first_seen), bool(seen))


def _note(row: Sequence[Any]) -> Comment:
    note_id, parent, text, created, edited = row
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
