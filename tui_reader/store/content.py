"""Texts made ready: documents of articles, and the text the index will be given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.content.document import decode
from tui_reader.model.document import Converted, Document
from tui_reader.model.entry import Kept
from tui_reader.store import debt
from tui_reader.store.counters import recounted, touch_ids
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds, unpack_part
from tui_reader.store.index_text import Part, forget
from tui_reader.store.made import Made, made_of

_EXTRACTED: Final = "extracted"


@door
def document(db: Database, entry_id: int, *, origin: str = "") -> Document | None:
    """The article ready to lay out: the extracted one where it is here, else the delivered; None while it is owed."""
    cell = _preferred(db, entry_id, origin)
    return decode(unpack_part(cell, Part.DOCUMENT)) if cell else None


@door
def text(db: Database, entry_id: int) -> str:
    """The article's plain text; empty while its conversion is owed."""
    row = _preferred(db, entry_id, "")
    return unpack_part(row, Part.BODY).decode("utf-8", "replace")


@door
def save_converted(
    db: Database,
    items: Sequence[tuple[int, Converted]],
    *,
    origin: str = "delivered",
    version: int,
    now: datetime,
) -> None:
    """Keep documents with their text, pictures, excerpt and word count; from now on they are owed to the index."""
    all_made = [
        made_of(entry_id, converted) for entry_id, converted in items
    ]  # before other writers must wait
    ids = [entry_id for entry_id, _ in items]
    with db.transaction():
        touch_ids(db, ids)
        with recounted(db):
            kept = [made.entry_id for made in all_made if _keep(db, made, origin, version, now)]
        if origin != _EXTRACTED:
            debt.clear(db, debt.CONVERT, ids)
        debt.owe(db, debt.INDEX, kept)


def _keep(db: Database, made: Made, origin: str, version: int, now: datetime) -> bool:
    """Write one. False where the entry is not there."""
    entry_id = made.entry_id
    if db.one("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is None:
        return False
    second = origin != _EXTRACTED and _has_extracted(db, entry_id)
    if not second:
        forget(db, entry_id)
    db.execute(
        "INSERT OR REPLACE INTO document (entry_id, origin, converter_version, document, converted_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (entry_id, origin, version, made.cell, seconds(now)),
    )
    if second:  # what is read and found is the extracted text
        db.execute("UPDATE entry SET converter_version = ? WHERE id = ?", (version, entry_id))
        return True
    db.execute(
        "INSERT INTO entry_text (entry_id, origin) VALUES (?, ?)"
        " ON CONFLICT (entry_id) DO UPDATE SET origin = excluded.origin",
        (entry_id, origin),
    )
    _keep_images(db, made)
    full = origin == _EXTRACTED or _has_body(db, entry_id)
    flags = int((Kept.HAS_PICTURES if made.images else Kept.NONE) | (Kept.FULL_TEXT if full else Kept.NONE))
    db.execute(
        "UPDATE entry SET excerpt = ?, flags = flags | ?, converter_version = ?, changed = ? WHERE id = ?",
        (made.excerpt, flags, version, db.change(), entry_id),
    )
    db.execute(
        "UPDATE entry_state SET words = ?, changed = ? WHERE entry_id = ?",
        (made.words, db.change(), entry_id),
    )
    return True


def _preferred(db: Database, entry_id: int, origin: str) -> bytes | None:
    row = db.one(
        "SELECT document FROM document WHERE entry_id = ? AND (? = '' OR origin = ?) ORDER BY origin = ? DESC LIMIT 1",
        (entry_id, origin, origin, _EXTRACTED),
    )
    return bytes(row[0]) if row else None


def _has_extracted(db: Database, entry_id: int) -> bool:
    found = db.one("SELECT 1 FROM document WHERE entry_id = ? AND origin = ?", (entry_id, _EXTRACTED))
    return found is not None


def _has_body(db: Database, entry_id: int) -> bool:
    """Whether the feed sent more than a summary."""
    return (
        db.one("SELECT 1 FROM content WHERE entry_id = ? AND origin = 'delivered'", (entry_id,)) is not None
    )


def _keep_images(db: Database, made: Made) -> None:
    db.execute("DELETE FROM image WHERE entry_id = ? AND origin = 'document'", (made.entry_id,))
    db.insert(
        "INSERT INTO image (entry_id, origin, position, url, caption, credit, alt, width, height)",
        [(made.entry_id, "document", n, *image) for n, image in enumerate(made.images)],
    )
