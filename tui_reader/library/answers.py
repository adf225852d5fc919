"""Questions to the store that take more than one call, answered in the database thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui_reader.library import articles
from tui_reader.model.article import Article
from tui_reader.model.view import FirstScreen, Snapshot, View
from tui_reader.store import lists, whereabouts
from tui_reader.store.database import Database
from tui_reader.store.lists import ChangedIds

if TYPE_CHECKING:
    from tui_reader.model.query import Query


def snapshot(database: Database, view: View, keep: tuple[int, ...], together: str) -> Snapshot:
    return lists.snapshot(database, view, keep=keep, together=together)


def next_unread(
    database: Database, view: View, after: int | None, back: bool, now: datetime, together: str
) -> int | None:
    return lists.next_unread(database, view, after, back=back, query=_meant(view, now), together=together)


def unread_before(database: Database, view: View, when: datetime, now: datetime) -> Sequence[int]:
    return lists.unread_before(database, view, when, query=_meant(view, now), now=_here(now))


def new_in(database: Database, view: View, since: int, now: datetime) -> int:
    return lists.new_in(database, view, since, query=_meant(view, now), now=_here(now))


def _meant(view: View, now: datetime) -> Query | None:
    if not view.query:
        return None
    from tui_reader.library.finding import meant  # not needed before the first search

    return meant(view, now)


def changed(database: Database, version: int, sequence: int) -> tuple[int, ChangedIds] | None:
    now = database.data_version()
    if now == version:
        return None
    if version < 0:  # nothing was asked before: all there is would be new, a million of them
        return now, ChangedIds((), (), lists.sequence(database))
    return now, lists.changed_since(database, sequence)


def first(database: Database, view: View, together: str) -> tuple[FirstScreen, Article | None]:
    where = whereabouts.recall(database)
    if where is not None and not where.reading and whereabouts.is_fresh(database):
        where = replace(where, current=None)  # what came since is at the top
    screen = lists.first_screen(database, view, where=where, together=together)
    shown = screen.current or (screen.rows[0].id if screen.rows else None)
    return screen, articles.article(database, shown) if shown is not None else None


def _here(now: datetime) -> datetime:
    """The moment where the reader is: days begin at midnight there."""
    from tui_reader.model.system_zone import SYSTEM_ZONE  # not for the first paint

    return now.astimezone(SYSTEM_ZONE)
