"""Taking a feed away and bringing it back: its articles are hidden, never deleted; starred and put-aside ones stay."""

from __future__ import annotations

from datetime import datetime

from tui_reader.model.action import Action, Kind
from tui_reader.model.errors import StoreError
from tui_reader.store import actions
from tui_reader.store.counters import recounted, touch
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds

WITH_FEED = 2
"""Bit of ``entry_state.hidden``: gone with its feed."""


@door
def unsubscribe(db: Database, feed_id: int, now: datetime) -> Action:
    """Take a feed away; undo brings back it and every article as it was."""
    with db.transaction(durable=True):
        row = db.one(
            "SELECT COALESCE(NULLIF(name, ''), NULLIF(title, ''), location) FROM feed"
            " WHERE id = ? AND deleted_at IS NULL",
            (feed_id,),
        )
        if row is None:
            raise StoreError("store.no_such_feed", name=feed_id)
        hide(db, feed_id, now)
        return actions.record(db, Kind.UNSUBSCRIBE, now, title=str(row[0]), feed_id=feed_id)


def hide(db: Database, feed_id: int, now: datetime) -> None:
    """Take the feed and its articles, but for starred and put-aside ones, off every list."""
    touch(
        db,
        "SELECT entry_id FROM entry_state WHERE feed_id = ? AND starred = 0 AND later = 0",
        (feed_id,),
    )
    _set_hidden(db, f"hidden | {WITH_FEED}")
    db.execute(
        "UPDATE feed SET deleted_at = ?, claimed_by = '', claimed_until = 0, changed = ? WHERE id = ?",
        (seconds(now), db.change(), feed_id),
    )


def show(db: Database, feed_id: int) -> None:
    """Bring the feed and what was hidden with it back."""
    touch(db, "SELECT entry_id FROM entry_state WHERE feed_id = ? AND hidden <> 0", (feed_id,))
    _set_hidden(db, f"hidden & ~{WITH_FEED}")
    db.execute(
        "UPDATE feed SET deleted_at = NULL, due_at = NULL, changed = ? WHERE id = ?", (db.change(), feed_id)
    )


def _set_hidden(db: Database, value: str) -> None:
    with recounted(db):
        db.execute(
            f"UPDATE entry_state SET hidden = {value}, changed = ? WHERE entry_id IN (SELECT id FROM touched)",
            (db.change(),),
        )
