"""What an article said before it changed, as it was delivered."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from tui_reader.model.entry import Content, EntryData
from tui_reader.store import entries
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment, unpack_text

MOST: Final = 9
"""The newest earlier versions that are shown with the present one."""


@door
def kept(db: Database, entry_id: int) -> list[tuple[datetime, EntryData]]:
    """Each version with when it was first here, the oldest first, the present one last; none where nothing changed."""
    now = entries.delivered(db, entry_id)
    rows = db.rows(
        "SELECT seen_at, replaced_at, title, content_type, content, summary_type, summary, base FROM revision"
        " WHERE entry_id = ? ORDER BY id DESC LIMIT ?",
        (entry_id, MOST),
    )
    if now is None or not rows:
        return []
    versions = [(known_moment(rows[0][1]), now)]
    for seen_at, _, title, content_type, content, summary_type, summary, base in rows:
        data = replace(
            now,
            title=title,
            content=_text(content, content_type, base),
            summary=_text(summary, summary_type, base),
        )
        versions.append((known_moment(seen_at), data))
    return versions[::-1]


def _text(cell: bytes | None, kind: str, base: str) -> Content | None:
    return Content(unpack_text(cell), kind or "text/html", "", base) if cell else None
