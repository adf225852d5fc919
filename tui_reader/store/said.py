"""What an article says, part by part, as the index was told; and whether a condition holds for one article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui_reader.model.query import Query
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import Part, unpack_part, unpack_text
from tui_reader.store.search import sql

_MOST_COMMENTS: Final = 500
"""Comments of an article that are looked through for a passage."""


@door
def parts(db: Database, entry_id: int) -> Mapping[str, str]:
    """The text of title, author, body, captions and notes; empty where there is none."""
    row = db.one(
        "SELECT t.title, t.author, d.document, t.notes FROM entry_text AS t"
        " LEFT JOIN document AS d ON d.entry_id = t.entry_id AND d.origin = t.origin WHERE t.entry_id = ?",
        (entry_id,),
    )
    if row is None:
        row = db.one("SELECT title, '', NULL, '' FROM entry WHERE id = ?", (entry_id,)) or ("", "", None, "")
    title, author, document, notes = row
    body, captions = (
        unpack_part(document, part).decode("utf-8", "replace") for part in (Part.BODY, Part.CAPTIONS)
    )
    return {"title": title, "author": author, "captions": captions, "notes": notes, "body": body}


@door
def comments(db: Database, entry_id: int) -> list[str]:
    """What was said of it, each with who said it."""
    rows = db.rows(
        "SELECT author, text FROM comment WHERE entry_id = ? ORDER BY tree_at LIMIT ?",
        (entry_id, _MOST_COMMENTS),
    )
    return [f"{author}: {unpack_text(text)}" for author, text in rows]


@door
def holds(db: Database, query: Query, entry_id: int) -> bool:
    """Whether a query, or a part of one, is true of an article."""
    clause = sql(query)
    found = db.one(
        f"SELECT EXISTS (SELECT 1 FROM entry_state AS s WHERE s.entry_id = ? AND ({clause.where}))",
        (entry_id, *clause.parameters),
    )
    return bool(found[0])
