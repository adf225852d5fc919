"""The rows of discussions: where an entry's comments are; of several the main one is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec import json

from tui_reader.model.comment import Discussion, Found
from tui_reader.model.entry import Kept
from tui_reader.model.feed import Validators
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import moment, seconds, stored, whole

_COLUMNS: Final = (
    "d.entry_id, d.source, d.url, d.total, (SELECT COUNT(*) FROM comment WHERE discussion_id = d.id), d.fetched_at,"
    " d.threaded, d.more, d.next_page, d.followed, d.closed, d.trouble, d.retry_at, d.title, d.chosen, d.refused, d.etag,"
    " d.modified, d.body_hash"
)
_MOST_PLACES = 100_000
"""Characters of further addresses kept; a source that names more of them names the rest again on a later page."""


@door
def discussion(db: Database, entry_id: int) -> Discussion | None:
    """The entry's main discussion; None where none was ever found or fetched."""
    row = db.one(
        f"SELECT {_COLUMNS} FROM discussion AS d WHERE d.entry_id = ? AND d.main = 1 ORDER BY d.id LIMIT 1",
        (entry_id,),
    )
    if row is None:
        return None
    entry_id, source, url, total, kept, fetched_at, threaded, more, next_page, followed, closed, trouble = (
        row[:12]
    )
    retry_at, title, chosen, refused, etag, modified, body_hash = row[12:]
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
        retry_at=moment(retry_at),
        title=title,
        chosen=bool(chosen),
        refused=tuple(json.decode(refused, type=list[str])),
        validators=Validators(etag, modified, body_hash),
    )


def main_id(db: Database, entry_id: int) -> int | None:
    """The row of the entry's main discussion."""
    row = db.one("SELECT id FROM discussion WHERE entry_id = ? AND main = 1 ORDER BY id LIMIT 1", (entry_id,))
    return int(row[0]) if row else None


def begin(db: Database, discussion: Discussion) -> int:
    """The row of the entry's main discussion, made where there is none yet."""
    found = main_id(db, discussion.entry_id)
    if found is not None:
        return found
    row = db.one(
        "INSERT INTO discussion (entry_id, source, url, followed, changed) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (entry_id, source, url) DO UPDATE SET main = 1 RETURNING id",
        (
            discussion.entry_id,
            stored(discussion.source),
            stored(discussion.url),
            discussion.followed,
            db.change(),
        ),
    )
    return int(row[0])


def write(db: Database, discussion_id: int, discussion: Discussion, now: datetime) -> None:
    """Write what its source said of it. What the reader decides (followed, chosen, seen) is not touched."""
    known = discussion.validators
    db.execute(
        "UPDATE OR REPLACE discussion SET source = ?, url = ?, total = ?, fetched_at = ?, threaded = ?, more = ?,"
        " next_page = ?, closed = ?, trouble = ?, retry_at = ?, refused = ?, etag = ?, modified = ?, body_hash = ?,"
        " changed = ? WHERE id = ?",
        (
            stored(discussion.source),
            stored(discussion.url),
            None if discussion.total is None else whole(discussion.total),
            seconds(discussion.fetched_at if discussion.trouble else discussion.fetched_at or now),
            discussion.threaded,
            discussion.more,
            stored(_bounded(discussion.next_page)),
            discussion.closed,
            discussion.trouble,
            seconds(discussion.retry_at),
            stored(json.encode(discussion.refused).decode("utf-8", "replace")),
            stored(known.etag),
            stored(known.modified),
            known.body_hash,
            db.change(),
            discussion_id,
        ),
    )


@door
def choose(db: Database, entry_id: int, found: Found) -> None:
    """Show this discussion, found on another site, with the entry from now on; the others stay as they are."""
    with db.transaction():
        db.execute("UPDATE discussion SET main = 0 WHERE entry_id = ?", (entry_id,))
        db.execute(
            "INSERT INTO discussion (entry_id, source, url, title, total, chosen, main, changed)"
            " VALUES (?, ?, ?, ?, ?, 1, 1, ?) ON CONFLICT (entry_id, source, url) DO UPDATE SET main = 1, chosen = 1,"
            " title = excluded.title, changed = excluded.changed",
            (
                entry_id,
                stored(found.source),
                stored(found.url),
                stored(found.title),
                found.count,
                db.change(),
            ),
        )


def count(db: Database, entry_id: int) -> None:
    """Comments here, and those that are new to a reader who has been in the discussion before."""
    main = main_id(db, entry_id)
    db.execute(
        "UPDATE entry SET comments_here = (SELECT COUNT(*) FROM comment WHERE discussion_id = ?),"
        " comments_new = (SELECT COUNT(*) FROM comment AS c JOIN discussion AS d ON d.id = c.discussion_id"
        " WHERE d.id = ? AND c.seen = 0 AND d.seen_at IS NOT NULL), changed = ? WHERE id = ?",
        (main, main, db.change(), entry_id),
    )
    db.execute(
        "UPDATE entry SET flags = flags | ? WHERE id = ? AND comments_here > 0",
        (int(Kept.COMMENTS | Kept.HAS_COMMENTS), entry_id),
    )


def _bounded(addresses: str) -> str:
    """So many of the addresses, one a line, as may be kept."""
    return addresses if len(addresses) <= _MOST_PLACES else addresses[:_MOST_PLACES].rpartition("\n")[0]
