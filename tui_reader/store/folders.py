"""Folders of feeds: paths like ``News/Việt Nam`` to ids, and back."""

from __future__ import annotations

from tui_reader.model.feed import Folder
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import named

BELOW = """WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT folder.id FROM folder JOIN below ON parent_id = below.id)
    SELECT id FROM below"""
"""A folder's id and those of every folder in it; one parameter."""

_DEEPEST = 20


@door
def folders(db: Database) -> tuple[Folder, ...]:
    """All folders in the order they are shown in."""
    found = db.rows("SELECT id, title, parent_id, position FROM folder ORDER BY position, title, id")
    return tuple(Folder(*row) for row in found)


@door
def folder_at(db: Database, path: str) -> int | None:
    """The folder at a path ``A/B``, made with its parents where it is not there; None for the empty path."""
    parent: int | None = None
    for title in [name for part in path.split("/") if (name := named(part))][:_DEEPEST]:
        with db.transaction():
            row = db.one("SELECT id FROM folder WHERE parent_id IS ? AND title = ?", (parent, title))
            if row is None:
                row = db.one(
                    "INSERT INTO folder (parent_id, title, position, changed)"
                    " VALUES (?, ?, (SELECT COALESCE(MAX(position) + 1, 0) FROM folder), ?) RETURNING id",
                    (parent, title, db.change()),
                )
            parent = int(row[0])
    return parent
