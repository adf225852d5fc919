"""From what the reader typed to a list: reads the query, asks the store."""

from __future__ import annotations

from array import array
from datetime import datetime

from tui_reader.model.view import Snapshot, View
from tui_reader.query import parse
from tui_reader.store import lists, search
from tui_reader.store.database import Database

MOST = 2000
"""Newest hits listed at once."""


def find(database: Database, view: View, now: datetime) -> Snapshot:
    """The newest articles that match ``view.query``. Raises QueryError."""
    zone = now.astimezone().tzinfo
    assert zone is not None
    query = parse(view.query, now=now, zone=zone)
    sequence = lists.sequence(database)
    return Snapshot(view, array("q", search.find(database, query, limit=MOST, now=now)), sequence)
