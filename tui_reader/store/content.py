"""Texts made ready, as they are read: documents of articles, and which of an article's texts are here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui_reader.content.document import decode, is_long
from tui_reader.model.document import Document
from tui_reader.model.late_module import late_names
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import FirstPart, Part, unpack_part

if TYPE_CHECKING:
    from tui_reader.store.converted import save_converted, show
else:  # for writing
    __getattr__ = late_names({"tui_reader.store.converted": ("save_converted", "show")})

EXTRACTED: Final = "extracted"
"""The origin of a text that was found in the article's page; ``made.DELIVERED`` is what the feed sent."""


@door
def document(db: Database, entry_id: int, *, origin: str = "") -> Document | None:
    """The article ready to lay out, of this origin or the one that is shown; None while it is owed."""
    cell = _preferred(db, entry_id, origin)
    return decode(unpack_part(cell, Part.DOCUMENT)) if cell else None


@door
def opened(db: Database, entry_id: int, *, origin: str = "") -> Document | None:
    """As ``document``, to be shown: of a long one only the beginning is unpacked, the rest when it is asked for."""
    cell = _preferred(db, entry_id, origin)
    if not cell:
        return None
    part = FirstPart(cell)
    if is_long(part.beginning):
        from tui_reader.content import late_blocks  # hardly any is so long

        return late_blocks.opened(part.beginning, part.length, part.more)
    return decode(unpack_part(cell, Part.DOCUMENT))


@door
def text(db: Database, entry_id: int) -> str:
    """The plain text of what is shown of the article; empty while its conversion is owed."""
    row = _preferred(db, entry_id, "")
    return unpack_part(row, Part.BODY).decode("utf-8", "replace")


@door
def origins(db: Database, entry_id: int) -> tuple[str, ...]:
    """Which texts of the article are here, the one that is shown first."""
    rows = db.rows(
        "SELECT d.origin FROM document AS d LEFT JOIN entry_text AS t ON t.entry_id = d.entry_id WHERE d.entry_id = ?"
        " ORDER BY d.origin = t.origin DESC",
        (entry_id,),
    )
    return tuple(origin for (origin,) in rows)


def _preferred(db: Database, entry_id: int, origin: str) -> bytes | None:
    row = db.one(
        "SELECT d.document FROM document AS d LEFT JOIN entry_text AS t ON t.entry_id = d.entry_id"
        " WHERE d.entry_id = ? AND (? = '' OR d.origin = ?) ORDER BY d.origin = t.origin DESC LIMIT 1",
        (entry_id, origin, origin),
    )
    return bytes(row[0]) if row else None


__all__ = ["EXTRACTED", "document", "opened", "origins", "save_converted", "show", "text"]
