"""Questions to the store that take more than one call, answered in the database thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.model.view import Snapshot, View
from tui_reader.store import lists
from tui_reader.store.database import Database
from tui_reader.store.lists import ChangedIds

if TYPE_CHECKING:
    from tui_reader.model.query import Query


def snapshot(database: Database, view: View, keep: tuple[int, ...]) -> Snapshot:
    return lists.snapshot(database, view, keep=keep)


def next_unread(database: Database, view: View, after: int | None, back: bool, now: datetime) -> int | None:
    return lists.next_unread(database, view, after, back=back, query=_meant(view, now))


def unread_before(database: Database, view: View, when: datetime, now: datetime) -> Sequence[int]:
    return lists.unread_before(database, view, when, query=_meant(view, now), now=now.astimezone())


def new_in(database: Database, view: View, since: int, now: datetime) -> int:
    return lists.new_in(database, view, since, query=_meant(view, now), now=now.astimezone())


def _meant(view: View, now: datetime) -> Query | None:
    if not view.query:
        return None
    from tui_reader.library.finding import meant  # not needed before the first search

    return meant(view, now)


def changed(database: Database, version: int, sequence: int) -> tuple[int, ChangedIds] | None:
    now = database.data_version()
    if now == version:
        return None
    return now, lists.changed_since(database, sequence)
