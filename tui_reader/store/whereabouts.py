"""Where the reader was when the program ended, as a small value in the store's memory."""

from __future__ import annotations

from typing import Final

import msgspec

from tui_reader.model.view import Place, View, Whereabouts
from tui_reader.store import memory
from tui_reader.store.database import Database

KEY: Final = "whereabouts"
_PLACES: Final = frozenset(Place) - {Place.SEARCH}


def recall(db: Database) -> Whereabouts | None:
    """What was remembered, where it still can be gone to: a feed or folder may be gone. Nonsense is as if never said."""
    try:
        found = msgspec.json.decode(memory.recall(db, KEY) or "", type=Whereabouts)
    except msgspec.DecodeError:
        return None
    table = {Place.FEED: "feed", Place.FOLDER: "folder"}.get(found.view.place)
    if table is not None:
        alive = "AND deleted_at IS NULL" if table == "feed" else ""
        if db.one(f"SELECT 1 FROM {table} WHERE id = ? {alive}", (found.view.id,)) is None:
            return None
    return found if found.view.place in _PLACES else None


def remember(db: Database, where: Whereabouts) -> None:
    """Keep it; of a list that was looked through by words, the list."""
    plain = msgspec.structs.replace(where, view=msgspec.structs.replace(where.view, query="", best=""))
    if where.view.place is Place.SEARCH:
        plain = Whereabouts(View(Place.UNREAD))
    memory.remember(db, KEY, msgspec.json.encode(plain).decode())


def is_fresh(db: Database) -> bool:
    """Whether anything came since the reader was last here."""
    visit = memory.last_visit(db)
    newest = db.one("SELECT first_seen FROM entry ORDER BY id DESC LIMIT 1")
    return visit is not None and newest is not None and newest[0] > int(visit.timestamp())
