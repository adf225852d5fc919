"""Keeps texts made ready, and chooses which is shown: words, pictures, index and list follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from tui_reader.content.document import decode
from tui_reader.content.figures_and_links import figures
from tui_reader.model.document import Converted, plain
from tui_reader.model.entry import Kept
from tui_reader.store import debt
from tui_reader.store.content import EXTRACTED
from tui_reader.store.counters import recounted, touch_ids
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import Part, seconds, unpack_part
from tui_reader.store.index_text import forget
from tui_reader.store.made import DELIVERED, Made, image_cells, made_of
from tui_reader.store.pictures import mark


@door
def show(db: Database, entry_id: int, origin: str) -> bool:
    """Show the text of this origin from now on: words, pictures and index follow. False where it is not here."""
    with db.transaction(durable=True):
        row = db.one(
            "SELECT document, words FROM document WHERE entry_id = ? AND origin = ?", (entry_id, origin)
        )
        if row is None:
            return False
        shown = figures(decode(unpack_part(bytes(row[0]), Part.DOCUMENT)))
        images = [
            replace(f.image, caption=plain(f.caption), credit=f.credit) for f in shown if f.image is not None
        ]
        touch_ids(db, [entry_id])
        with recounted(db):
            forget(db, entry_id)
            _give(db, Made(entry_id, b"", "", int(row[1]), image_cells(images)), origin)
        debt.owe(db, debt.INDEX, [entry_id])
    return True


@door
def save_converted(
    db: Database,
    items: Sequence[tuple[int, Converted]],
    *,
    origin: str = DELIVERED,
    version: int,
    now: datetime,
    shown: bool = True,
) -> None:
    """Keep documents with their text, pictures, excerpt and word count; from now on they are owed to the index.

    ``shown``: an extracted text takes the place of the delivered one; a delivered one never takes an extracted one's.
    """
    all_made = [
        made_of(entry_id, converted) for entry_id, converted in items
    ]  # before other writers must wait
    ids = [entry_id for entry_id, _ in items]
    with db.transaction():
        touch_ids(db, ids)
        with recounted(db):
            kept = [made.entry_id for made in all_made if _keep(db, made, origin, version, now, shown)]
        if origin != EXTRACTED:
            debt.clear(db, debt.CONVERT, ids)
        debt.owe(db, debt.INDEX, kept)


def _keep(db: Database, made: Made, origin: str, version: int, now: datetime, shown: bool) -> bool:
    """Write one. False where the entry is not there."""
    entry_id = made.entry_id
    if db.one("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is None:
        return False
    second = _shown(db, entry_id) not in ("", origin) and not (shown and origin == EXTRACTED)
    if not second:
        forget(db, entry_id)
    db.execute(
        "INSERT OR REPLACE INTO document (entry_id, origin, converter_version, document, converted_at, words)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (entry_id, origin, version, made.cell, seconds(now), made.words),
    )
    full = origin == EXTRACTED or _has_body(db, entry_id)
    delivered = origin != EXTRACTED  # else the row in the list keeps the words it had
    db.execute(
        "UPDATE entry SET excerpt = CASE WHEN ? OR excerpt = '' THEN ? ELSE excerpt END, flags = flags | ?,"
        " converter_version = CASE WHEN ? THEN ? ELSE converter_version END, changed = ? WHERE id = ?",
        (
            delivered,
            made.excerpt,
            int(Kept.FULL_TEXT if full else Kept.NONE),
            delivered,
            version,
            db.change(),
            entry_id,
        ),
    )
    if not second:
        _give(db, made, origin)
    return True


def _give(db: Database, made: Made, origin: str) -> None:
    """What is read, found and counted from now on; ``forget`` came first."""
    entry_id = made.entry_id
    db.execute(
        "INSERT INTO entry_text (entry_id, origin) VALUES (?, ?)"
        " ON CONFLICT (entry_id) DO UPDATE SET origin = excluded.origin",
        (entry_id, origin),
    )
    _keep_images(db, made)
    pictures = int(Kept.HAS_PICTURES if made.images else Kept.NONE)
    db.execute(
        "UPDATE entry SET flags = flags | ?, changed = ? WHERE id = ?", (pictures, db.change(), entry_id)
    )
    if made.images:
        mark(db, [entry_id])  # other pictures may stand in another text of it
    db.execute(
        "UPDATE entry_state SET words = ?, changed = ? WHERE entry_id = ?",
        (made.words, db.change(), entry_id),
    )


def _shown(db: Database, entry_id: int) -> str:
    """The origin of the text that is shown and here; empty where there is none."""
    row = db.one(
        "SELECT t.origin FROM entry_text AS t JOIN document AS d ON d.entry_id = t.entry_id AND d.origin = t.origin"
        " WHERE t.entry_id = ?",
        (entry_id,),
    )
    return str(row[0]) if row else ""


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
