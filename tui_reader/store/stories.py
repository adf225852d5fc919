"""Articles that tell the same story: one row for all of them, and who else tells it.

``entry.cluster`` is the number of the story times ``PAGES``, plus which of the story's pages the article is: the same where
the address is the same. So one index finds a story, and a page of it. A list shows what stands first of each story; what
comes after stands behind that row.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import filterfalse
from typing import TYPE_CHECKING, Final

from tui_reader.model.story import Telling, Together
from tui_reader.store.database import Database
from tui_reader.store.doors import cells, door
from tui_reader.store.encoding import id_list, known_moment

if TYPE_CHECKING:
    from tui_reader.store.places import Listing

PAGES: Final = 65_536
_FEW: Final = 4_000
"""Articles whose stories are looked up one by one; for more all stories there are are read, by an index alone."""
_NAME: Final = "COALESCE(NULLIF(f.name, ''), NULLIF(f.title, ''), f.location)"


def key_of(cluster: int, together: str) -> int:
    """Alike for what stands together."""
    return cluster // PAGES if together == Together.TITLES else cluster


def reach(cluster: int, together: str) -> tuple[int, int]:
    """The lowest and the highest cluster of what stands together with it."""
    if together == Together.TITLES:
        first = cluster // PAGES * PAGES
        return first, first + PAGES - 1
    return cluster, cluster


def any_stories(db: Database) -> bool:
    """Whether any article is known to tell what another one tells."""
    return (
        db.one("SELECT 1 FROM entry INDEXED BY entry_cluster WHERE cluster IS NOT NULL LIMIT 1") is not None
    )


def collapsed(db: Database, ids: Sequence[int], together: str, keep: Iterable[int] = ()) -> Sequence[int]:
    """A list with one row a story, the first that comes; ``keep`` stays where it stands."""
    if together == Together.OFF or not ids or not any_stories(db):
        return ids
    known = _clusters(db, ids)
    if not known:
        return ids
    shown, behind = set[int](), set[int]()
    for one in filter(known.__contains__, ids):
        key = key_of(known[one], together)
        if key in shown:
            behind.add(one)
        shown.add(key)
    behind.difference_update(keep)
    return array("q", filterfalse(behind.__contains__, ids)) if behind else ids


def is_behind(db: Database, asked: Listing, entry_id: int, together: str) -> bool:
    """Whether in a list something of the same story stands before an article, which has no row of its own then."""
    if together == Together.OFF:
        return False
    row = db.one(
        f"SELECT cluster, {asked.order} FROM entry JOIN entry_state ON entry_id = id WHERE id = ? AND cluster IS NOT NULL",
        (entry_id,),
    )
    if row is None:
        return False
    before = ">" if asked.newest_first else "<"
    inside = f"AND s.feed_id IN ({','.join(map(str, asked.feeds))})" if asked.feeds else ""
    found = db.one(
        "SELECT 1 FROM entry AS e INDEXED BY entry_cluster CROSS JOIN entry_state AS s ON s.entry_id = e.id"
        f" WHERE e.cluster BETWEEN ? AND ? {inside} AND (s.{asked.order}, s.entry_id) {before} (?, ?) AND {asked.where}"
        " LIMIT 1",
        (*reach(row[0], together), row[1], entry_id, *asked.parameters),
    )
    return found is not None


def others(db: Database, clusters: Iterable[int | None], together: str) -> dict[int, int]:
    """Of each cluster, how many articles but one stand together with it; those that are hidden are not counted."""
    wanted = {cluster: reach(cluster, together) for cluster in clusters if cluster is not None}
    if together == Together.OFF or not wanted:
        return {}
    return {
        cluster: db.one(
            "SELECT COUNT(*) FROM entry AS e INDEXED BY entry_cluster CROSS JOIN entry_state AS s ON s.entry_id = e.id"
            " WHERE e.cluster BETWEEN ? AND ? AND s.hidden = 0",
            each,
        )[0]
        - 1
        for cluster, each in wanted.items()
    }


@door
def with_others(db: Database, ids: Sequence[int], together: str) -> Sequence[int]:
    """These articles and, after them, all others that stand together with any of them."""
    if together == Together.OFF or not ids or not any_stories(db):
        return ids
    keys = {key_of(cluster, together) for cluster in _clusters(db, ids).values()}
    if not keys:
        return ids
    factor = PAGES if together == Together.TITLES else 1
    added = array("q", ids)
    given = set(ids)
    for (one,) in db.rows(
        "SELECT e.id FROM json_each(?) AS wanted CROSS JOIN entry AS e INDEXED BY entry_cluster"
        " ON e.cluster BETWEEN wanted.value * ? AND wanted.value * ? + ? - 1 JOIN entry_state AS s ON s.entry_id = e.id"
        " WHERE s.hidden = 0 ORDER BY e.id",
        (id_list(keys), factor, factor, factor),
    ):
        if one not in given:
            added.append(one)
    return added


@door
def tellings(db: Database, entry_id: int, together: str) -> list[Telling]:
    """All articles of its story, the newest first; empty where it stands alone."""
    row = db.one("SELECT cluster FROM entry WHERE id = ? AND cluster IS NOT NULL", (entry_id,))
    if row is None or together == Together.OFF:
        return []
    rows = db.rows(
        f"SELECT e.id, {_NAME}, e.title, s.sort_at, s.read, e.cluster FROM entry AS e INDEXED BY entry_cluster"
        " CROSS JOIN entry_state AS s ON s.entry_id = e.id JOIN feed AS f ON f.id = s.feed_id"
        " WHERE e.cluster BETWEEN ? AND ? AND s.hidden = 0 ORDER BY s.sort_at DESC, e.id DESC",
        reach(row[0], together),
    )
    with cells():
        found = [
            Telling(one, feed, title, known_moment(at), bool(read), one == entry_id, cluster == row[0])
            for one, feed, title, at, read, cluster in rows
        ]
    return found if len(found) > 1 else []


def _clusters(db: Database, ids: Sequence[int]) -> dict[int, int]:
    """The clusters of those articles that have one; where there are many ids, of all that have one."""
    if len(ids) > _FEW:
        return dict(
            db.execute("SELECT id, cluster FROM entry INDEXED BY entry_cluster WHERE cluster IS NOT NULL")
        )
    return dict(
        db.execute(
            "SELECT e.id, e.cluster FROM json_each(?) AS wanted CROSS JOIN entry AS e ON e.id = wanted.value"
            " WHERE e.cluster IS NOT NULL",
            (id_list(ids),),
        )
    )
