"""Each place as SQL: which entries stand in it and in what order, so that an index alone answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.model.view import Place, View
from tui_reader.store.database import Database
from tui_reader.store.folders import BELOW

if TYPE_CHECKING:
    from tui_reader.model.query import Query
    from tui_reader.store.search import Clause

Key = tuple[int, int]
"""Where an entry stands: what the list is ordered by (seconds since the epoch), and its id."""


_WITHOUT_MUTED = (Place.ALL, Place.UNREAD, Place.TODAY, Place.FOLDER)
"""Lists in which a muted feed's articles do not stand; its own, searches and what the reader put aside have them."""


_FOLLOWED = (
    "(EXISTS (SELECT 1 FROM discussion AS d WHERE d.entry_id = s.entry_id AND (d.followed = 1 OR d.joined = 1))"
    " OR EXISTS (SELECT 1 FROM note AS n WHERE n.entry_id = s.entry_id AND n.deleted_at IS NULL))"
)
"""Followed, or something of the reader's own stands in it."""


class Listing(Struct, frozen=True):
    """A place asked of ``entry_state AS s``. ``feeds``: a folder's, each with an index of its own."""

    where: str
    parameters: tuple[object, ...] = ()
    order: str = "sort_at"
    newest_first: bool = True
    feeds: tuple[int, ...] = ()

    def unread(self) -> Listing:
        """Only what is unread of it."""
        return replace(self, where=f"s.read = 0 AND {self.where}")

    def by_feed(self) -> Iterator[Listing]:
        """The same for each feed of the folder alone."""
        for feed in self.feeds:
            yield replace(self, where=f"s.feed_id = {int(feed)} AND {self.where}", feeds=())

    def statement(self, limit: int | None, after: Key | None, back: bool) -> tuple[str, tuple[object, ...]]:
        """The SELECT of (order, id), walking the list forwards or ``back``."""
        down = self.newest_first != back
        way, beyond = ("DESC", "<") if down else ("ASC", ">")
        clauses, parameters = [self.where], list(self.parameters)
        if self.feeds:
            clauses.append(f"s.feed_id IN ({','.join(map(str, self.feeds))})")
        if after is not None:
            clauses.append(f"(s.{self.order}, s.entry_id) {beyond} (?, ?)")
            parameters.extend(after)
        statement = (
            f"SELECT s.{self.order}, s.entry_id FROM entry_state AS s WHERE {' AND '.join(clauses)}"
            f" ORDER BY s.{self.order} {way}, s.entry_id {way}"
        )
        if limit is not None:
            statement += " LIMIT ?"
            parameters.append(limit)
        return statement, tuple(parameters)


def listing(db: Database, view: View, query: Query | None, now: datetime | None) -> Listing:
    """The listing of a view. ``query``, what its text means, narrows it; ``now`` with the reader's zone, for today."""
    asked = _place(db, view, now, searched=query is not None)
    if query is not None:
        from tui_reader.store.search import sql  # not before the first search

        asked = _narrowed(asked, sql(query))
    asked = replace(asked, where=f"{asked.where} AND s.hidden = 0", newest_first=not view.oldest_first)
    if view.place in _WITHOUT_MUTED and (muted := db.rows("SELECT id FROM feed WHERE muted = 1")):
        silent = ",".join(str(row[0]) for row in muted)
        asked = replace(asked, where=f"{asked.where} AND s.feed_id NOT IN ({silent})")
    return asked.unread() if view.unread_only and view.place is not Place.UNREAD else asked


def _narrowed(asked: Listing, clause: Clause) -> Listing:
    """What of a listing matches; a folder is not merged from its feeds then, each would ask the index again."""
    inside = f"s.feed_id IN ({','.join(map(str, asked.feeds))})" if asked.feeds else asked.where
    where = f"{inside} AND ({clause.where})"
    return replace(asked, where=where, parameters=(*asked.parameters, *clause.parameters), feeds=())


def _place(db: Database, view: View, now: datetime | None, *, searched: bool) -> Listing:
    match view.place:
        case Place.UNREAD:
            return Listing("s.read = 0")
        case Place.TODAY:
            return Listing("s.sort_at >= ?", (_midnight(now),))
        case Place.LATER:
            return Listing("s.later = 1")
        case Place.STARRED:
            return Listing("s.starred = 1")
        case Place.UNFINISHED:
            return Listing("s.opened_at IS NOT NULL AND s.progress BETWEEN 5 AND 95", order="opened_at")
        case Place.READ:
            return Listing("s.opened_at IS NOT NULL", order="opened_at")
        case Place.DISCUSSIONS:
            return Listing(f"s.talked_at IS NOT NULL AND {_FOLLOWED}", order="talked_at")
        case Place.FEED:
            return Listing("s.feed_id = ?", (view.id,))
        case Place.FOLDER:
            feeds = db.rows(f"SELECT id FROM feed WHERE muted = 0 AND folder_id IN ({BELOW})", (view.id,))
            return Listing("1", feeds=tuple(row[0] for row in feeds)) if feeds else Listing("0")
        case Place.SEARCH:
            return Listing("1" if searched else "0")
        case Place.ALL:
            return Listing("1")


def _midnight(now: datetime | None) -> int:
    """When today began where the reader is."""
    from tui_reader.model.system_zone import SYSTEM_ZONE  # only for the list of a day

    local = now if now is not None else datetime.now(SYSTEM_ZONE)
    return int(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())
