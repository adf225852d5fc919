"""From what the reader typed to a list: reads the query, asks the store."""

from __future__ import annotations

from array import array
from datetime import datetime

from tui_reader.model.entry import EntryRow
from tui_reader.model.query import Query
from tui_reader.model.system_zone import SYSTEM_ZONE
from tui_reader.model.view import Group, Place, Snapshot, View
from tui_reader.query import parse
from tui_reader.store import lists, search
from tui_reader.store.database import Database

MOST = 2000
"""Hits listed at once: the first of the list's order."""


def find_first(database: Database, view: View, now: datetime, limit: int) -> tuple[Snapshot, list[EntryRow]]:
    """The first so many of ``find``, and their rows; of articles that came out of order others may be the first in the end."""
    with database.reading():
        found = find(database, view, now, limit)
        return found, lists.rows(database, found.ids)


def find(database: Database, view: View, now: datetime, limit: int | None = None) -> Snapshot:
    """What of the view matches its query, in the view's order, at most ``MOST``. Raises QueryError."""
    query, limit = meant(view, now), limit or MOST
    with database.reading():
        sequence = lists.sequence(database)
        if (
            view.place in (Place.SEARCH, Place.ALL)
            and not view.unread_only
            and not view.oldest_first
            and view.group is Group.DAY
        ):
            # everything kept: a common word costs no more than a rare one
            ids = array("q", search.find(database, query, limit=limit, now=now))
        else:
            ids = lists.ids(database, view, limit=limit, query=query, now=now.astimezone(SYSTEM_ZONE))
        if view.best:
            from tui_reader.library.ranking import best_first  # on the reader's wish

            ids = best_first(database, view, ids, now)
    return Snapshot(view, ids, sequence)


def unread_matching(database: Database, query: str, now: datetime) -> array[int]:
    """All that is unread of what matches, however much it is. Raises QueryError."""
    view = View(Place.SEARCH, query=query, unread_only=True)
    return lists.ids(database, view, query=finished(query, now), now=now.astimezone(SYSTEM_ZONE))


def finished(query: str, now: datetime) -> Query:
    """What a query asks for that is kept or acted on: nothing of it may be missing. Raises QueryError."""
    from tui_reader.query.unfinished import check  # not while one types

    understood = meant(View(Place.SEARCH, query=query), now)
    check(query)
    return understood


def meant(view: View, now: datetime) -> Query:
    """What the view's text asks for; days begin where the reader is. Raises QueryError."""
    return parse(view.query, now=now, zone=SYSTEM_ZONE)
