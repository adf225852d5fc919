"""Lists in groups: one feed or folder after the other as the sources have them, each in the list's own order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tui_reader.model.view import Group
from tui_reader.store.database import Database
from tui_reader.store.feeds import sources
from tui_reader.store.places import Listing


def grouped(
    db: Database, group: Group, asked: Listing, keep: Sequence[int] = (), limit: int | None = None
) -> array[int]:
    """The ids of a listing, group by group; ``keep`` stays in its group though it belongs there no longer."""
    kept = ",".join(str(int(one)) for one in keep) or "NULL"
    belongs = f"(({asked.where}) OR (s.entry_id IN ({kept}) AND s.{asked.order} IS NOT NULL))"
    inside = set(asked.feeds)
    found = array("q")
    for feeds in _groups(db, group):
        wanted = [feed for feed in feeds if not inside or feed in inside]
        if not wanted or (limit is not None and len(found) >= limit):
            continue
        where = f"s.feed_id IN ({','.join(map(str, wanted))}) AND {belongs}"
        statement, parameters = replace(asked, where=where, feeds=()).statement(limit, None, False)
        found.extend(entry_id for _, entry_id in db.execute(statement, parameters))
    return found if limit is None else found[:limit]


def _groups(db: Database, group: Group) -> Iterator[list[int]]:
    """The feeds of each group; last those that stand nowhere among the sources, such as feeds one left."""
    known = sources(db)
    seen = [feed.id for feed in known.feeds]
    if group is Group.FEED:
        yield from ([feed] for feed in seen)
    else:
        for folder in (*(one.id for one in known.folders), None):
            yield [feed.id for feed in known.feeds if feed.folder_id == folder]
    shown = ",".join(map(str, seen)) or "NULL"
    for (feed,) in db.rows(f"SELECT id FROM feed WHERE id NOT IN ({shown}) ORDER BY id"):
        yield [int(feed)]
