"""What the full-text index is told: kept beside it, so that it can forget exactly what it once learned.

An FTS5 index with external content must be given the same words to delete as it was given to insert. Both are folded
from ``entry_text`` (title, author, notes) and the ``document`` row of the origin it names (body, captions), so the rule
is: none of these may change while ``fold_version`` is not 0; ``forget`` comes first. A new fold version empties the
whole index at once and owes everything anew.
"""

from __future__ import annotations

from typing import Final

from msgspec import json

from tui_reader.model.fold import FOLD_VERSION, fold_index
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import Part, unpack_part, unpack_text

_COLUMNS: Final = "title, author, body, captions, notes"
_MERGED: Final = 4
"""Pages of the index written in one step of joining its parts: few, so that a step is short."""
_KEPT: Final = (
    "SELECT t.title, t.author, d.document, t.notes FROM entry_text AS t"
    " LEFT JOIN document AS d ON d.entry_id = t.entry_id AND d.origin = t.origin WHERE t.entry_id = ?"
)


def forget(db: Database, entry_id: int) -> None:
    """Take an entry out of the index, if it is in it."""
    row = db.one(f"{_KEPT} AND t.fold_version > 0", (entry_id,))
    if row is None:
        return
    db.execute(
        f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?)",
        (entry_id, *_folded(row)),
    )
    db.execute("UPDATE entry_text SET fold_version = 0 WHERE entry_id = ?", (entry_id,))


def learn(db: Database, entry_id: int) -> None:
    """Put an entry into the index with the title, authors and notes it has now."""
    forget(db, entry_id)
    row = db.one("SELECT title, authors FROM entry WHERE id = ?", (entry_id,))
    if row is None:
        return
    notes = db.rows(
        "SELECT text FROM note WHERE entry_id = ? AND deleted_at IS NULL ORDER BY id", (entry_id,)
    )
    author = ", ".join(name for name, *_ in json.decode(row[1]))
    db.execute(
        "INSERT INTO entry_text (entry_id, title, author, notes) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (entry_id) DO UPDATE SET title = excluded.title, author = excluded.author, notes = excluded.notes",
        (entry_id, row[0], author, "\n\n".join(text for (text,) in notes)),
    )
    kept = db.one(_KEPT, (entry_id,))
    db.execute(
        f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", (entry_id, *_folded(kept))
    )
    db.execute("UPDATE entry_text SET fold_version = ? WHERE entry_id = ?", (FOLD_VERSION, entry_id))


def _folded(row: tuple[str, str, bytes | None, str]) -> tuple[str, ...]:
    title, author, document, notes = row
    body, captions = (
        unpack_part(document, part).decode("utf-8", "replace") for part in (Part.BODY, Part.CAPTIONS)
    )
    return tuple(map(fold_index, (title, author, body, captions, notes)))


@door
def merge(db: Database) -> bool:
    """Join some of the parts articles were put into the index in, for some milliseconds; whether there may be more to do.

    FTS5 has no answer to that but the number of rows it wrote: its own two and nothing else where all is done (fts5.html, 6.8).
    """
    with db.transaction():
        before = db.connection.total_changes
        db.execute("INSERT INTO search (search, rank) VALUES ('merge', ?)", (_MERGED,))
        return db.connection.total_changes - before >= 2


def forget_comment(db: Database, comment_id: int) -> None:
    """Take a comment out of its index, if it is in it; before its author or text changes."""
    row = db.one("SELECT author, text FROM comment WHERE id = ? AND fold_version > 0", (comment_id,))
    if row is None:
        return
    db.execute(
        "INSERT INTO comment_search (comment_search, rowid, author, text) VALUES ('delete', ?, ?, ?)",
        (comment_id, fold_index(row[0]), fold_index(unpack_text(row[1]))),
    )
    db.execute("UPDATE comment SET fold_version = 0 WHERE id = ?", (comment_id,))


def learn_comment(db: Database, comment_id: int) -> None:
    """Put a comment into its index."""
    forget_comment(db, comment_id)
    author, text = db.one("SELECT author, text FROM comment WHERE id = ?", (comment_id,))
    db.execute(
        "INSERT INTO comment_search (rowid, author, text) VALUES (?, ?, ?)",
        (comment_id, fold_index(author), fold_index(unpack_text(text))),
    )
    db.execute("UPDATE comment SET fold_version = ? WHERE id = ?", (FOLD_VERSION, comment_id))


def begin_fold(db: Database) -> None:
    """Where the indexes were folded by another version, empty them and owe everything anew. Cheap where they were not."""
    row = db.one("SELECT value FROM meta WHERE key = 'fold_version'")
    if row is not None and row[0] == FOLD_VERSION:
        return
    with db.transaction():
        if row is not None:
            for index, table in (("search", "entry_text"), ("comment_search", "comment")):
                db.execute(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
                db.execute(f"UPDATE {table} SET fold_version = 0")
            db.execute(
                "INSERT OR REPLACE INTO debt (kind, entry_id, priority) SELECT 'index', entry_id, 0 FROM entry_text"
            )
        db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('fold_version', ?)", (FOLD_VERSION,))
