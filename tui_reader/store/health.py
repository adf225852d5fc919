"""How feeds are: the last results of one, and what the reader should know of all."""

from __future__ import annotations

from typing import Final

from tui_reader.model.health import FeedHealth, FeedResult
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import known_moment
from tui_reader.store.feed_rows import COLUMNS, as_feed

RESULTS_SHOWN: Final = 10


@door
def health(db: Database, feed_id: int) -> FeedHealth | None:
    """One feed with its last results; None where it is gone."""
    row = db.one(f"SELECT {COLUMNS} FROM feed WHERE id = ? AND deleted_at IS NULL", (feed_id,))
    if row is None:
        return None
    found = db.rows(
        "SELECT at, status, bytes, milliseconds, new, updated, code FROM feed_result WHERE feed_id = ?"
        " ORDER BY id DESC LIMIT ?",
        (feed_id, RESULTS_SHOWN),
    )
    return FeedHealth(as_feed(row), tuple(FeedResult(known_moment(at), *rest) for at, *rest in found))


@door
def notes(db: Database) -> dict[int, str]:
    """What the last result of each feed says beside its trouble, where it says something."""
    rows = db.rows(
        "SELECT feed_id, code FROM feed_result WHERE code <> '' AND id IN"
        " (SELECT (SELECT MAX(id) FROM feed_result WHERE feed_id = feed.id) FROM feed WHERE trouble_code = '')"
    )
    return {int(feed_id): str(code) for feed_id, code in rows}
