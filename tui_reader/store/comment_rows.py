"""Writes one fetched page of a discussion beside what is kept of it, in the order of the source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from tui_reader.model.comment import CommentData, Discussion
from tui_reader.store.database import Database
from tui_reader.store.encoding import pack, pack_text, seconds, stored, whole
from tui_reader.store.index_text import forget_comment

_WRITTEN: Final = (
    "parent_id, author, author_url, created, edited, body, body_type, score, state, by_article_author, url,"
    " document, text"
)
"""Columns of what a source says of a comment, in the order of ``_values``."""


class Received(Struct, frozen=True):
    """A comment as it came, with its document encoded and its plain text."""

    data: CommentData
    document: bytes
    text: str


def keep(
    db: Database, discussion: Discussion, received: Sequence[Received], now: datetime, *, continued: bool
) -> int:
    """Write the discussion's row and its comments; returns how many were not here before."""
    discussion_id = _keep_discussion(db, discussion, now)
    kept: dict[str, int] = dict(
        db.rows(
            "SELECT source_id, id FROM comment WHERE discussion_id = ? ORDER BY position, id",
            (discussion_id,),
        )
    )
    page = {stored(each.data.source_id): each for each in received}
    _order(db, discussion_id, list(kept), list(page))
    ranks = {source_id: rank for rank, source_id in enumerate(_merged(list(kept), list(page)))}
    for source_id, each in page.items():
        if source_id in kept:
            _update(db, kept[source_id], each, now)
        else:
            _insert(db, discussion, discussion_id, source_id, ranks[source_id], each, now)
    if not (discussion.more or discussion.trouble or continued):
        for gone in kept.keys() - page.keys():
            db.execute(
                "UPDATE comment SET vanished_at = COALESCE(vanished_at, ?) WHERE id = ?",
                (seconds(now), kept[gone]),
            )
    return len(page.keys() - kept.keys())


def _merged(kept: list[str], page: list[str]) -> list[str]:
    """The order of all: a page that meets what is here goes before the rest of it, one that does not goes after."""
    on_page = set(page)
    rest = [source_id for source_id in kept if source_id not in on_page]
    return page + rest if len(rest) < len(kept) else kept + page


def _order(db: Database, discussion_id: int, kept: list[str], page: list[str]) -> None:
    ranks = {source_id: rank for rank, source_id in enumerate(_merged(kept, page))}
    db.connection.executemany(
        "UPDATE comment SET position = ? WHERE discussion_id = ? AND source_id = ? AND position <> ?",
        [(ranks[source_id], discussion_id, source_id, ranks[source_id]) for source_id in kept],
    )


def _keep_discussion(db: Database, discussion: Discussion, now: datetime) -> int:
    row = db.one(
        "SELECT id FROM discussion WHERE entry_id = ? AND main = 1 ORDER BY id LIMIT 1",
        (discussion.entry_id,),
    )
    if row is None:
        row = db.one(
            "INSERT INTO discussion (entry_id, source, url, changed) VALUES (?, ?, ?, ?) RETURNING id",
            (discussion.entry_id, stored(discussion.source), stored(discussion.url), db.change()),
        )
    db.execute(
        "UPDATE discussion SET source = ?, url = ?, total = ?, fetched_at = ?, threaded = ?, more = ?, next_page = ?,"
        " closed = ?, trouble = ?, followed = ?, changed = ? WHERE id = ?",
        (
            stored(discussion.source),
            stored(discussion.url),
            None if discussion.total is None else whole(discussion.total),
            seconds(discussion.fetched_at or now),
            discussion.threaded,
            discussion.more,
            stored(discussion.next_page),
            discussion.closed,
            discussion.trouble,
            discussion.followed,
            db.change(),
            row[0],
        ),
    )
    return int(row[0])


def _values(each: Received) -> tuple[object, ...]:
    data = each.data
    return (
        stored(data.parent_id),
        stored(data.author),
        stored(data.author_url),
        seconds(data.created),
        seconds(data.edited),
        pack_text(data.body),
        stored(data.body_type),
        None if data.score is None else whole(data.score),
        str(data.state),
        data.by_article_author,
        stored(data.url),
        pack(each.document),
        pack_text(each.text),
    )


def _insert(
    db: Database,
    discussion: Discussion,
    discussion_id: int,
    source_id: str,
    position: int,
    each: Received,
    now: datetime,
) -> None:
    db.execute(
        f"INSERT INTO comment (discussion_id, entry_id, source_id, position, first_seen, changed, {_WRITTEN})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (discussion_id, discussion.entry_id, source_id, position, seconds(now), db.change(), *_values(each)),
    )


def _update(db: Database, comment_id: int, each: Received, now: datetime) -> None:
    """Write a comment anew where it is no longer the same; what was already seen stays seen."""
    values = _values(each)
    row = db.one(f"SELECT {_WRITTEN} FROM comment WHERE id = ?", (comment_id,))
    if row == tuple(int(value) if isinstance(value, bool) else value for value in values):
        db.execute(
            "UPDATE comment SET vanished_at = NULL WHERE id = ? AND vanished_at NOT NULL", (comment_id,)
        )
        return
    forget_comment(db, comment_id)
    assignments = ", ".join(f"{column.strip()} = ?" for column in _WRITTEN.split(","))
    db.execute(
        f"UPDATE comment SET {assignments}, vanished_at = NULL, changed = ? WHERE id = ?",
        (*values, db.change(), comment_id),
    )
