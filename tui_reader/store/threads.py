"""Discussions as they are read: in reading order, the reader's notes among them; a long one first its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from tui_reader.content.document import decode
from tui_reader.model.comment import Comment, CommentData, CommentState, Discussion, Node, Thread
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.thread import with_notes
from tui_reader.store import discussions
from tui_reader.store.database import Database
from tui_reader.store.doors import cells, door
from tui_reader.store.encoding import known_moment, moment, unpack, unpack_text

NOTE_ID: Final = "note:{}"
"""The source_id under which a note stands in a thread; its Comment has the negative id."""
BEGINNING: Final = 60
"""Comments that are enough for a first screen, however large."""
PART: Final = 250
"""Comments read in one go after that: some 8 ms."""
_READ: Final = (
    "SELECT id, source_id, parent_id, author, author_url, created, edited, body, body_type, score, state,"
    " by_article_author, url, first_seen, seen, vanished_at, document, depth, below FROM comment"
    " WHERE discussion_id = ? ORDER BY tree_at, id LIMIT ? OFFSET ?"
)


@door
def thread(db: Database, entry_id: int) -> Thread:
    """The whole discussion; empty, but never None, where nothing is here."""
    with db.reading():
        return ended(db, entry_id, _nodes(db, entry_id, 0, -1))


@door
def beginning(db: Database, entry_id: int) -> Thread:
    """Its first comments where there are many; a short discussion whole."""
    with db.reading():
        found = discussions.discussion(db, entry_id) or _announced(db, entry_id)
        if found.kept <= BEGINNING + PART:
            return ended(db, entry_id, _nodes(db, entry_id, 0, -1))
        notes = _notes(db, entry_id)
        nodes, _ = _with_mine(_nodes(db, entry_id, 0, BEGINNING), notes)
        # what was sent is not looked for among those that are not read yet: it comes with them
        unsent = [note for note, number in notes if not number]
        return Thread(found, with_notes(nodes, unsent, whole=False), whole=False)


@door
def part(db: Database, entry_id: int, start: int) -> tuple[int, list[Node]]:
    """Some comments from a place in reading order on, without notes; and the store's mark of when it last changed."""
    with db.reading():
        row = db.one(
            "SELECT changed FROM discussion WHERE entry_id = ? AND main = 1 ORDER BY id", (entry_id,)
        )
        return (int(row[0]) if row else 0), _nodes(db, entry_id, start, PART)


@door
def ended(db: Database, entry_id: int, nodes: Sequence[Node]) -> Thread:
    """All parts as a thread, the notes put in."""
    with db.reading():
        found = discussions.discussion(db, entry_id) or _announced(db, entry_id)
        known, there = _with_mine(nodes, notes := _notes(db, entry_id))
        return Thread(found, with_notes(known, [note for note, number in notes if number not in there]))


def number_of(comment: Comment) -> str:
    """The site's own number of a comment: sources may stand it behind the article's identifier."""
    return comment.data.source_id.rpartition("#comment-")[2].rpartition("/")[2]


def _with_mine(
    nodes: Sequence[Node], notes: Sequence[tuple[Comment, str]]
) -> tuple[Sequence[Node], set[str]]:
    """The nodes, what the reader sent marked; and the numbers of that, so that it does not stand there twice."""
    sent = {number for _, number in notes if number}
    if not sent:
        return nodes, set()
    there = {number for node in nodes if (number := number_of(node.comment)) in sent}
    known = [
        replace(node, comment=replace(node.comment, mine=True)) if number_of(node.comment) in there else node
        for node in nodes
    ]
    return known, there


def _nodes(db: Database, entry_id: int, start: int, most: int) -> list[Node]:
    with cells():
        return [_node(row) for row in db.rows(_READ, (discussions.main_id(db, entry_id), most, start))]


def _notes(db: Database, entry_id: int) -> list[tuple[Comment, str]]:
    """The reader's notes, each with the site's number of what became of it there."""
    rows = db.rows(
        "SELECT id, parent, text, created, edited, source_id FROM note WHERE entry_id = ? AND deleted_at IS NULL"
        " ORDER BY id",
        (entry_id,),
    )
    return [(_note(row[:-1]), row[-1]) for row in rows]


def _announced(db: Database, entry_id: int) -> Discussion:
    """What the feed said of a discussion that was never fetched."""
    row = db.one("SELECT comments_page, comments_claimed FROM entry WHERE id = ?", (entry_id,))
    return Discussion(entry_id, "", row[0] if row else "", total=row[1] if row else None)


def _node(row: Sequence[Any]) -> Node:
    comment_id, source_id, parent_id, author, author_url, created, edited, body, body_type = row[:9]
    score, state, by_article_author, url, first_seen, seen, vanished_at, document, depth, below = row[9:]
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
    comment = Comment(
        comment_id,
        data,
        decode(unpack(document)),
        known_moment(first_seen),
        bool(seen),
        vanished_at is not None,
    )
    return Node(comment, depth, below, not depth and bool(parent_id))


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
