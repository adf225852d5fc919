"""Takes over a list of subscriptions: what is here stays as it is, and the whole list is one action that undo takes back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from tui_reader.model import feed_settings
from tui_reader.model.action import Action, Kind
from tui_reader.model.feed import FeedKind
from tui_reader.model.subscription_list import Outline
from tui_reader.store import actions, feeds
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import stored

BITE = 50
"""Subscriptions in one transaction of the engine's (about 10 ms)."""


@door
def take_over(db: Database, outlines: Sequence[Outline], now: datetime) -> list[int]:
    """Follow these without fetching any; returns the ids of those that were not here."""
    fresh: list[int] = []
    with db.transaction():
        asked = json.dumps([stored(one.location) for one in outlines])
        here = {
            location
            for row in db.rows(
                "SELECT location, moved_from FROM feed WHERE deleted_at IS NULL"
                " AND (location IN (SELECT value FROM json_each(?)) OR moved_from IN (SELECT value FROM json_each(?)))",
                (asked, asked),
            )
            for location in row
        }
        position = db.one("SELECT COALESCE(MAX(position), -1) FROM feed")[0]
        for one in outlines:
            if stored(one.location) in here:
                continue
            position += 1
            feed_id = feeds.add_feed(
                db,
                one.location,
                FeedKind.FEED,
                name=one.title,
                folder=one.folder,
                now=now,
                position=position,
            )
            if one.muted or one.settings != feed_settings.DEFAULTS:
                db.execute(
                    "UPDATE feed SET muted = ?, settings = ? WHERE id = ?",
                    (int(one.muted), feed_settings.written(one.settings), feed_id),
                )
            fresh.append(feed_id)
    return fresh


@door
def record(db: Database, feed_ids: Sequence[int], title: str, now: datetime) -> Action:
    """Write into the journal that these came with a list."""
    with db.transaction(durable=True):
        return actions.record(db, Kind.IMPORT, now, ids=feed_ids, title=title)
