"""Titles of a stretch of the archive, for what goes together by them."""

from __future__ import annotations

from tui_reader.store.database import Database
from tui_reader.store.doors import door


@door
def between(db: Database, stretch: tuple[int, int]) -> list[tuple[int, str]]:
    """Id and title of every article that can be listed, from the first id to the last."""
    rows = db.rows(
        "SELECT e.id, e.title FROM entry AS e JOIN entry_state AS s ON s.entry_id = e.id"
        " WHERE e.id BETWEEN ? AND ? AND s.hidden = 0",
        stretch,
    )
    return [(int(entry_id), str(title)) for entry_id, title in rows]
