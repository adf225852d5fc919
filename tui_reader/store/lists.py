"""The lists a reader stands in: first screens by key, all ids in order, rows by id, and what has changed."""

from __future__ import annotations

import heapq
import itertools
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.model.entry import EntryRow, EntryState
from tui_reader.model.view import FirstScreen, Group, Place, Snapshot, View, Whereabouts
from tui_reader.store.database import Database
from tui_reader.store.doors import cells, door
from tui_reader.store.encoding import id_list, known_moment, moment, seconds
from tui_reader.store.entries import kept_of, known_comments
from tui_reader.store.feeds import sources
from tui_reader.store.places import Key, Listing, listing
from tui_reader.store.standing import (
    APART,
    BEHIND,
    in_front,
    just_added,
    key_of,
    one_a_story,
    others_of,
    put_together,
)

if TYPE_CHECKING:
    from tui_reader.model.query import Query

_ROW: Final = """
    SELECT s.entry_id, s.feed_id, COALESCE(NULLIF(f.name, ''), NULLIF(f.title, ''), f.location), e.title, e.excerpt,
        s.sort_at, s.read, s.starred, s.later, s.opened_at, s.progress, s.place, s.words, e.flags | s.flags,
        e.comments_claimed, e.comments_here, e.comments_new, e.cluster
    FROM json_each(?) AS wanted CROSS JOIN entry_state AS s ON s.entry_id = wanted.value
        JOIN entry AS e ON e.id = s.entry_id JOIN feed AS f ON f.id = s.feed_id
"""


_REACH: Final = 2000
"""Ids looked through for the place of the article the reader was at; farther down the list begins at its top."""


class ChangedIds(Struct, frozen=True):
    """Entries and feeds that are not what they were, and the sequence up to which that is said."""

    entries: tuple[int, ...]
    feeds: tuple[int, ...]
    sequence: int


@door
def first_screen(
    db: Database,
    view: View,
    limit: int = 120,
    *,
    where: Whereabouts | None = None,
    now: datetime | None = None,
    together: str = APART,
) -> FirstScreen:
    """All that the first paint draws, of one moment: sources with their counts, and the first rows by key alone.

    ``where`` the reader was goes before ``view``; the article stays in its list, read or not. ``together``: what of a
    story stands in one row (``model.story.Together``).
    """
    view = where.view if where is not None else view
    keep = (where.current,) if where is not None and where.current is not None else ()
    with db.reading():
        asked = listing(db, view, None, now)
        reach = limit if not keep else _REACH
        if view.group is not Group.DAY:
            first, shown = [], one_a_story(db, view, _grouped(db, view, asked, keep, reach), together, keep)
        else:
            found = [entry_id for _, entry_id in _keys(db, asked, limit=reach)]
            first = just_added(db, view, asked, keep)
            rest = one_a_story(db, view, found, together, keep)
            shown = put_together(db, asked, rest, first, keep)
        current = keep[0] if keep and keep[0] in shown[:reach] else None
        start = max(0, shown.index(current) - limit // 2) if current is not None else 0
        near = shown[start : start + limit]
        snapshot = Snapshot(view, shown if start else near, added=len(first))
        reading = where is not None and where.reading and current is not None
        return FirstScreen(sources(db, together), snapshot, tuple(rows(db, near, together)), current, reading)


@door
def ids(
    db: Database,
    view: View,
    *,
    limit: int | None = None,
    after: Key | None = None,
    query: Query | None = None,
    now: datetime | None = None,
) -> array[int]:
    """Ids in the view's order, 8 bytes each; ``after`` is the (order, id) of the last one already here."""
    asked = listing(db, view, query, now)
    if view.group is not Group.DAY and after is None:
        return _grouped(db, view, asked, limit=limit)
    found = _keys(db, asked, limit=limit, after=after)
    return array("q", (entry_id for _, entry_id in found))


@door
def snapshot(
    db: Database,
    view: View,
    *,
    keep: Sequence[int] = (),
    query: Query | None = None,
    now: datetime | None = None,
    together: str = APART,
) -> Snapshot:
    """All ids of the view with the sequence of that moment; ``keep`` stays in it though it belongs there no longer."""
    with db.reading():
        asked = listing(db, view, query, now)
        if view.group is not Group.DAY:
            found = one_a_story(db, view, _grouped(db, view, asked, keep), together, keep)
            return Snapshot(view, found, sequence(db))
        first = just_added(db, view, asked, keep)
        found = one_a_story(db, view, ids(db, view, query=query, now=now), together, keep)
        return Snapshot(view, put_together(db, asked, found, first, keep), sequence(db), len(first))


@door
def rows(db: Database, ids: Sequence[int], together: str = APART) -> list[EntryRow]:
    """What list rows show, in the order asked; ids that are not there are left out."""
    found = {row[0]: row for row in db.rows(_ROW, (id_list(ids),))}
    others = others_of(db, {row[17] for row in found.values()}, together)
    with cells():
        return [
            _row(found[entry_id], others.get(found[entry_id][17], 0)) for entry_id in ids if entry_id in found
        ]


@door
def links(db: Database, ids: Sequence[int]) -> list[str]:
    """Addresses in the order asked; articles without one are left out."""
    statement = "SELECT link FROM json_each(?) AS wanted CROSS JOIN entry AS e ON e.id = wanted.value WHERE link <> ''"
    return [str(link) for (link,) in db.rows(statement, (id_list(ids),))]


@door
def key(db: Database, view: View, entry_id: int) -> Key | None:
    """Where an entry stands in the view's order; None where it has no place there."""
    return key_of(db, listing(db, view, None, None), entry_id)


@door
def next_unread(
    db: Database,
    view: View,
    after_id: int | None,
    *,
    back: bool = False,
    query: Query | None = None,
    together: str = APART,
) -> int | None:
    """The next unread article after one, in the view's order; then the view's first, then any; None when all is read.

    What stands behind another row of its story is passed over where it can be.
    """
    everything = View(Place.ALL, oldest_first=view.oldest_first)
    for place, asked in ((view, query), (everything, None)):
        narrowed = listing(db, place, asked, None).unread()
        if place.group is not Group.DAY:
            found = _next_in_groups(db, place, narrowed, after_id, back=back)
            if found:
                return found[0]
            continue
        start = key(db, place, after_id) if after_id else None
        for after in (start, None) if start else (None,):
            most = 2 if together == APART else BEHIND
            found = [i for _, i in _keys(db, narrowed, limit=most, after=after, back=back) if i != after_id]
            if found:
                return in_front(db, place, narrowed, found, together)
    return None


@door
def sequence(db: Database) -> int:
    """The number of the last change."""
    return int(db.one("SELECT value FROM meta WHERE key = 'changed'")[0])


@door
def changed_since(db: Database, sequence: int) -> ChangedIds:
    """What changed after that number, by any process."""
    with db.reading():
        entries = db.rows(
            "SELECT entry_id FROM entry_state WHERE changed > ? UNION SELECT id FROM entry WHERE changed > ?",
            (sequence, sequence),
        )
        feeds = db.rows("SELECT id FROM feed WHERE changed > ?", (sequence,))
        now = db.one("SELECT value FROM meta WHERE key = 'changed'")[0]
    return ChangedIds(tuple(row[0] for row in entries), tuple(row[0] for row in feeds), int(now))


@door
def unread_before(
    db: Database, view: View, when: datetime, *, query: Query | None = None, now: datetime | None = None
) -> array[int]:
    """The unread of a view that are older than that, in the view's order."""
    asked = listing(db, view, query, now).unread()
    older = replace(
        asked, where=f"s.sort_at < ? AND {asked.where}", parameters=(seconds(when), *asked.parameters)
    )
    return array("q", (entry_id for _, entry_id in _keys(db, older, limit=None)))


@door
def new_in(
    db: Database,
    view: View,
    since_sequence: int,
    *,
    query: Query | None = None,
    now: datetime | None = None,
) -> int:
    """How many articles that came after that number the view would gain."""
    asked = listing(db, view, query, now)
    return int(
        db.one(
            f"SELECT COUNT(*) FROM entry_state AS s WHERE s.changed > ? AND s.added > ? AND {asked.where}",
            (since_sequence, since_sequence, *asked.parameters),
        )[0]
    )


def _keys(
    db: Database, asked: Listing, *, limit: int | None, after: Key | None = None, back: bool = False
) -> Iterable[Key]:
    """(order, id) of a listing; a folder's first part is merged from its feeds, each by its own index."""
    if limit is None or not asked.feeds:
        statement, parameters = asked.statement(limit, after, back)
        return db.execute(statement, parameters)
    parts = [db.rows(*each.statement(limit, after, back)) for each in asked.by_feed()]
    merged = heapq.merge(*parts, reverse=asked.newest_first != back)
    return itertools.islice(merged, limit)


def _grouped(
    db: Database, view: View, asked: Listing, keep: Sequence[int] = (), limit: int | None = None
) -> array[int]:
    from tui_reader.store.grouping import grouped  # few lists are

    return grouped(db, view.group, asked, keep, limit)


def _next_in_groups(
    db: Database, view: View, asked: Listing, after_id: int | None, *, back: bool
) -> list[int]:
    """The one after an article, else the first, as the groups stand."""
    ids = list(_grouped(db, view, asked, [after_id] if after_id else []))
    if back:
        ids.reverse()
    place = ids.index(after_id) + 1 if after_id in ids else 0
    return [one for one in (*ids[place:], *ids[:place]) if one != after_id][:1]


def _row(row: Sequence[Any], others: int) -> EntryRow:
    (
        entry_id,
        feed_id,
        feed_title,
        title,
        excerpt,
        sort_at,
        read,
        starred,
        later,
        opened_at,
        progress,
        place,
    ) = row[:12]
    words, flags, claimed, here, new = row[12:17]
    return EntryRow(
        id=entry_id,
        feed_id=feed_id,
        feed_title=feed_title,
        title=title,
        excerpt=excerpt,
        sort_at=known_moment(sort_at),
        state=EntryState(bool(read), bool(starred), bool(later), opened_at is not None, progress, place),
        words=words,
        kept=kept_of(flags, here),
        comments=known_comments(claimed, here),
        new_comments=new,
        opened_at=moment(opened_at),
        others=others,
    )
