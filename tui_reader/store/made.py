"""A converted article as cells, made in a worker, and its way into the tables and the index in one step, many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from tui_reader.content.document import encode
from tui_reader.model.document import Converted, ImageRef
from tui_reader.model.entry import EntryData, Kept
from tui_reader.model.fold import FOLD_VERSION, fold_index
from tui_reader.store import debt
from tui_reader.store.counters import recounted, touch_ids
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, pack_quickly, seconds, stored, stored_raw, whole
from tui_reader.store.index_text import begin_fold

_LONGEST_EXCERPT: Final = 300
DELIVERED: Final = "delivered"


class Made(Struct, frozen=True, array_like=True):
    """One article: its document's cell, what the list shows, and what the index is told."""

    entry_id: int
    cell: bytes
    """Document, text and captions (``encoding.Part``)."""
    excerpt: str
    words: int
    images: tuple[tuple[str | int, ...], ...]
    """Columns url, caption, credit, alt, width, height."""
    title: str = ""
    author: str = ""
    folded: tuple[str, str] = ("", "")
    """Text and captions as the index is told them."""
    length: int = 0
    """Characters of the text."""


def made_of(entry_id: int, converted: Converted, data: EntryData | None = None) -> Made:
    """The cells of a conversion; ``data`` where it goes straight into the index."""
    body, raw_body = stored_raw(converted.body)
    captions, raw_captions = stored_raw(converted.captions)
    document = encode(converted.document, packed=False)
    return Made(
        entry_id,
        pack_quickly(document, raw_body, raw_captions),
        stored(converted.excerpt)[:_LONGEST_EXCERPT],
        whole(converted.words),
        image_cells(converted.images),
        stored(data.title) if data else "",
        ", ".join(stored(author.name) for author in data.authors) if data else "",
        (fold_index(body), fold_index(captions)) if data else ("", ""),
        len(body),
    )


def image_cells(images: Sequence[ImageRef]) -> tuple[tuple[str | int, ...], ...]:
    """Pictures as their columns."""
    return tuple(
        [(*map(stored, (i.url, i.caption, i.credit, i.alt)), whole(i.width), whole(i.height)) for i in images]
    )


@door
def keep_made(db: Database, all_made: Sequence[Made], version: int, now: datetime) -> list[int]:
    """Keep articles that were never converted before, and put them into the index; the others are left to be done singly.

    Returns the ids of those others: changed ones, those with an extracted text, notes or comments.
    """
    begin_fold(db)
    with db.transaction():
        ids = [made.entry_id for made in all_made]
        plain = _plain(db, ids)
        fresh = [made for made in all_made if made.entry_id in plain]
        _write(db, fresh, version, now)
        for kind in (debt.CONVERT, debt.INDEX):
            debt.clear(db, kind, plain)
    return [entry_id for entry_id in ids if entry_id not in plain]


@door
def never_made(db: Database, entry_ids: Sequence[int]) -> set[int]:
    """Those of the entries that ``keep_made`` would keep."""
    return _plain(db, entry_ids)


def _plain(db: Database, ids: Collection[int]) -> set[int]:
    """Those of the entries of which nothing is here but what the feed sent."""
    rows = db.rows(
        "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?)) AND emptied_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entry_text WHERE entry_id = id)"
        " AND NOT EXISTS (SELECT 1 FROM document WHERE entry_id = id)"
        " AND NOT EXISTS (SELECT 1 FROM note WHERE entry_id = entry.id)"
        " AND NOT EXISTS (SELECT 1 FROM comment WHERE entry_id = entry.id)",
        (id_list(ids),),
    )
    return {entry_id for (entry_id,) in rows}


def _write(db: Database, fresh: Sequence[Made], version: int, now: datetime) -> None:
    ids = [made.entry_id for made in fresh]
    at, change = seconds(now), db.change()
    db.insert(
        "INSERT INTO document (entry_id, origin, converter_version, document, converted_at, words)",
        [(made.entry_id, DELIVERED, version, made.cell, at, made.words) for made in fresh],
    )
    db.insert(
        "INSERT INTO image (entry_id, origin, position, url, caption, credit, alt, width, height)",
        [(made.entry_id, "document", n, *image) for made in fresh for n, image in enumerate(made.images)],
    )
    full = {
        entry_id
        for (entry_id,) in db.rows(
            "SELECT entry_id FROM content WHERE entry_id IN (SELECT value FROM json_each(?)) AND origin = ?",
            (id_list(ids), DELIVERED),
        )
    }
    db.connection.executemany(
        "UPDATE entry SET excerpt = ?, flags = flags | ?, converter_version = ?, changed = ? WHERE id = ?",
        [(m.excerpt, _flags(m, m.entry_id in full), version, change, m.entry_id) for m in fresh],
    )
    touch_ids(db, ids)
    with recounted(db):
        db.connection.executemany(
            "UPDATE entry_state SET words = ?, changed = ? WHERE entry_id = ?",
            [(made.words, change, made.entry_id) for made in fresh],
        )
    _index(db, fresh)


def _flags(made: Made, full: bool) -> int:
    return (_HAS_PICTURES if made.images else 0) | (_FULL_TEXT if full else 0)


_HAS_PICTURES: Final = int(Kept.HAS_PICTURES)
_FULL_TEXT: Final = int(Kept.FULL_TEXT)
"""As numbers: see cells.py."""


def _index(db: Database, fresh: Sequence[Made]) -> None:
    """The same words as ``index_text`` would fold, folded already where there was time for it; in the order of their
    numbers, for at each step back FTS5 would write out all it has gathered (fts5_index.c, BeginWrite): twice the time; and
    one row a statement, for it does so at each statement of several, too (a savepoint: fts5_main.c, Savepoint)."""
    db.insert(
        "INSERT INTO entry_text (entry_id, title, author, origin, fold_version)",
        [(made.entry_id, made.title, made.author, DELIVERED, FOLD_VERSION) for made in fresh],
    )
    db.connection.executemany(
        "INSERT INTO search (rowid, title, author, body, captions, notes) VALUES (?, ?, ?, ?, ?, '')",
        [
            (made.entry_id, fold_index(made.title), fold_index(made.author), *made.folded)
            for made in sorted(fresh, key=_number)
        ],
    )


def _number(made: Made) -> int:
    return made.entry_id
