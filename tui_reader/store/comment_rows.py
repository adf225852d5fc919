"""Writes one fetched page of a discussion beside what is kept of it, in the order of the source: planned whole, written
in small pieces, so that a page of thousands holds nobody up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from tui_reader.model.comment import CommentData
from tui_reader.model.thread import spots
from tui_reader.store.database import Database
from tui_reader.store.encoding import id_list, pack, pack_text, seconds, stored, unpack_text, whole
from tui_reader.store.index_text import forget_comment

_FACTS: Final = ("parent_id", "author_url", "created", "edited", "score", "state", "by_article_author", "url")
"""Columns that may change without the text being another."""
_TEXT: Final = ("author", "body", "body_type")
"""Columns the document and the index are made of."""


class Received(Struct, frozen=True):
    """A comment as it came, with its document encoded and its plain text."""

    data: CommentData
    document: bytes
    text: str


class Plan(Struct, frozen=True):
    """What a page means for what is kept of its discussion."""

    fresh: tuple[CommentData, ...] = ()
    """Not here before."""
    rewritten: tuple[CommentData, ...] = ()
    """Here, with another text."""
    restated: tuple[CommentData, ...] = ()
    """Here with the same text: its score, its state, its place in the tree changed."""
    ranks: Mapping[str, int] = {}
    """Place of each fresh one among all."""
    moved: tuple[tuple[int, int], ...] = ()
    """Rows that have another place now, with it."""


def plan(
    db: Database, discussion_id: int | None, page: Sequence[CommentData], *, continued: bool = False
) -> Plan:
    """Compare a page with what is kept; writes nothing. ``continued``: it is not the first page."""
    said = {stored(data.source_id): data for data in page}
    rows = db.rows(
        f"SELECT source_id, id, position, {', '.join(_FACTS)}, {', '.join(_TEXT)} FROM comment WHERE discussion_id = ?"
        " ORDER BY position, id",
        (discussion_id,),
    )
    kept = {row[0]: row for row in rows}
    order = (_woven if continued else _merged)(list(kept), list(said))
    ranks = {source_id: rank for rank, source_id in enumerate(order)}
    fresh, rewritten, restated = [], [], []
    for source_id, data in said.items():
        row = kept.get(source_id)
        if row is None:
            fresh.append(data)
        elif (row[-3], unpack_text(row[-2]), row[-1]) != _text(data):
            rewritten.append(data)
        elif tuple(row[3:-3]) != _facts(data):
            restated.append(data)
    return Plan(
        tuple(fresh),
        tuple(rewritten),
        tuple(restated),
        {stored(data.source_id): ranks[stored(data.source_id)] for data in fresh},
        tuple((row[1], ranks[row[0]]) for row in rows if row[2] != ranks[row[0]]),
    )


def insert(
    db: Database, discussion_id: int, entry_id: int, ranks: Mapping[str, int], each: Received, now: datetime
) -> None:
    """Write a comment that is new; another program may just have written it."""
    columns = (*_FACTS, *_TEXT, "document", "text")
    source_id = stored(each.data.source_id)
    db.execute(
        f"INSERT INTO comment (discussion_id, entry_id, source_id, position, first_seen, changed, {', '.join(columns)})"
        f" VALUES (?, ?, ?, ?, ?, ?{', ?' * len(columns)}) ON CONFLICT (discussion_id, source_id) DO NOTHING",
        (
            discussion_id,
            entry_id,
            source_id,
            ranks.get(source_id, 0),
            seconds(now),
            db.change(),
            *_facts(each.data),
            *_packed_text(each.data),
            pack(each.document),
            pack_text(each.text),
        ),
    )


def rewrite(db: Database, discussion_id: int, each: Received) -> None:
    """Write a comment whose text is another now; what was already seen stays seen."""
    source_id = stored(each.data.source_id)
    row = db.one(
        "SELECT id FROM comment WHERE discussion_id = ? AND source_id = ?", (discussion_id, source_id)
    )
    if row is not None:
        forget_comment(db, row[0])
        columns = (*_FACTS, *_TEXT, "document", "text")
        values = (
            *_facts(each.data),
            *_packed_text(each.data),
            pack(each.document),
            pack_text(each.text),
        )
        _set(db, row[0], columns, values)


def restate(db: Database, discussion_id: int, data: CommentData) -> None:
    """Write what changed beside the text."""
    row = db.one(
        "SELECT id FROM comment WHERE discussion_id = ? AND source_id = ?",
        (discussion_id, stored(data.source_id)),
    )
    if row is not None:
        _set(db, row[0], _FACTS, _facts(data))


def move(db: Database, moved: Iterable[tuple[int, int]]) -> None:
    """Give rows their places."""
    db.connection.executemany(
        "UPDATE comment SET position = ? WHERE id = ?", [(rank, comment_id) for comment_id, rank in moved]
    )


def misplaced(db: Database, discussion_id: int) -> list[tuple[int, int, int, int]]:
    """Comments whose place in reading order is not the one kept: place, depth, how many below, and the row."""
    rows = db.rows(
        "SELECT source_id, parent_id, id, tree_at, depth, below FROM comment WHERE discussion_id = ? ORDER BY position, id",
        (discussion_id,),
    )
    found: list[tuple[int, int, int, int]] = []
    for at, spot in enumerate(spots([(row[0], row[1]) for row in rows])):
        row = rows[spot.place]
        if row[3:] != (at, spot.depth, spot.descendants):
            found.append((at, spot.depth, spot.descendants, row[2]))
    return found


def place(db: Database, misplaced: Iterable[tuple[int, int, int, int]]) -> None:
    """Give comments their place in reading order."""
    db.connection.executemany(
        "UPDATE comment SET tree_at = ?, depth = ?, below = ? WHERE id = ?", list(misplaced)
    )


def settle(db: Database, discussion_id: int, page: Iterable[str], now: datetime, *, whole_page: bool) -> None:
    """What the page shows is there; where it is all there is, what it does not show is gone from the site."""
    rows = db.rows("SELECT id, source_id, vanished_at FROM comment WHERE discussion_id = ?", (discussion_id,))
    there = {stored(source_id) for source_id in page}
    back = [row[0] for row in rows if row[2] is not None and row[1] in there]
    gone = [row[0] for row in rows if row[2] is None and row[1] not in there] if whole_page else []
    for ids, at in ((back, None), (gone, seconds(now))):
        if ids:
            db.execute(
                "UPDATE comment SET vanished_at = ? WHERE id IN (SELECT value FROM json_each(?))",
                (at, id_list(ids)),
            )


def _merged(kept: list[str], page: list[str]) -> list[str]:
    """The order of all: a page that meets what is here goes before the rest of it, one that does not goes after."""
    on_page = set(page)
    rest = [source_id for source_id in kept if source_id not in on_page]
    return page + rest if len(rest) < len(kept) else kept + page


def _woven(kept: list[str], page: list[str]) -> list[str]:
    """The order of all: what is here stays as it stands, what is new comes behind what it follows on its page."""
    here = set(kept)
    behind: dict[str, list[str]] = {}
    before = ""
    for source_id in page:
        if source_id in here:
            before = source_id
        else:
            behind.setdefault(before, []).append(source_id)
    unmet = behind.pop("", [])
    first = next((source_id for source_id in page if source_id in here), "")
    order: list[str] = []
    for source_id in kept:
        if source_id == first:
            order += unmet
        order += (source_id, *behind.get(source_id, ()))
    return order if first else order + unmet


def _set(db: Database, comment_id: int, columns: Sequence[str], values: Sequence[Any]) -> None:
    assignments = ", ".join(f"{column} = ?" for column in columns)
    db.execute(
        f"UPDATE comment SET {assignments}, changed = ? WHERE id = ?", (*values, db.change(), comment_id)
    )


def _facts(data: CommentData) -> tuple[object, ...]:
    return (
        stored(data.parent_id),
        stored(data.author_url),
        seconds(data.created),
        seconds(data.edited),
        None if data.score is None else whole(data.score),
        str(data.state),
        int(data.by_article_author),
        stored(data.url),
    )


def _text(data: CommentData) -> tuple[str, str, str]:
    return stored(data.author), stored(data.body), stored(data.body_type)


def _packed_text(data: CommentData) -> tuple[object, ...]:
    return stored(data.author), pack_text(data.body), stored(data.body_type)
