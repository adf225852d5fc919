"""Writes what a refresh found: new entries, changed ones with what they said before, and what is owed to both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct, json

from tui_reader.model.entry import EntryData, Kept
from tui_reader.model.errors import StoreError
from tui_reader.model.rule import Told
from tui_reader.model.update import Changes
from tui_reader.store.cells import Cells, cells_of
from tui_reader.store.database import Database
from tui_reader.store.debt import CONVERT, owe
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds
from tui_reader.store.subscriptions import WITH_FEED

_PLAUSIBLE_FROM: Final = datetime(1990, 1, 1, tzinfo=UTC)
_EARLIEST: Final = int(_PLAUSIBLE_FROM.timestamp())
_AHEAD: Final = timedelta(days=1)  # clocks and time zones of feeds are wrong by hours, not by days
_REVISIONS_KEPT: Final = 1000
"""All there are, but for feeds that change at every fetch: there the first and the newest."""
_SEEN_STEP: Final = 86_400  # seconds; last_seen is for retention, which counts in days


class Saved(Struct, frozen=True):
    """Ids of what was written; ``new`` in the order given."""

    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    told: tuple[Told, ...] = ()
    """Rules that matched and want to be told of."""


@door
def save(db: Database, feed_id: int, changes: Changes, now: datetime) -> Saved:
    """Keep at most about 100 entries in one transaction: all of them or none; they are listable at once."""
    new = [cells_of(each.data, each.keys) for each in changes.new]
    changed = [(each.entry_id, cells_of(each.data, each.keys)) for each in changes.changed]
    return save_cells(db, feed_id, new, changed, changes.same, now)


@door
def save_cells(
    db: Database,
    feed_id: int,
    new: Sequence[Cells],
    changed: Sequence[tuple[int, Cells]],
    same: Sequence[int],
    now: datetime,
) -> Saved:
    """As ``save``, of what is ready to be written.

    The oldest get the lowest ids, so that newest-arrived and newest agree as far as they can.
    """
    with db.transaction():
        feed = db.one("SELECT account, id, deleted_at IS NOT NULL FROM feed WHERE id = ?", (feed_id,))
        if feed is None:
            raise StoreError("store.no_such_feed", name=feed_id)
        moments = [_moment(cells, now) for cells in new]
        by_age = sorted(range(len(new)), key=moments.__getitem__)
        ids = dict(zip(by_age, _next_ids(db, len(new)), strict=True))
        _insert(db, feed, [(ids[i], new[i], moments[i]) for i in by_age], now)
        updated = tuple(entry_id for entry_id, cells in changed if _update(db, entry_id, cells, now))
        if ids or updated:
            owe(db, CONVERT, (*ids.values(), *updated))
        if same or updated:
            _see_again(db, (*same, *updated), now)
    return Saved(tuple(ids[i] for i in range(len(new))), updated)


def sort_moment(data: EntryData, now: datetime) -> datetime:
    """Where an entry stands in every list: its date where that can be true, else the moment it arrived."""
    when = data.published or data.updated
    return when if when is not None and _PLAUSIBLE_FROM <= when <= now + _AHEAD else now


def _moment(cells: Cells, now: datetime) -> int:
    """``sort_moment`` of what is ready, in seconds."""
    at, when = int(now.timestamp()), cells.dated
    believable = when is not None and _EARLIEST <= when <= at + _AHEAD.total_seconds()
    return when if when is not None and believable else at


def _next_ids(db: Database, count: int) -> range:
    """The next ids of the entry table: AUTOINCREMENT's, given out here so that all rows can go in at once."""
    row = db.one("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")
    first = (int(row[0]) if row else 0) + 1
    return range(first, first + count)


def _insert(db: Database, feed: Sequence[int], rows: Sequence[tuple[int, Cells, int]], now: datetime) -> None:
    """New entries, with all that hangs on them, and the counts of their feed."""
    if not rows:
        return
    account, feed_id, gone = feed
    at, change = seconds(now), db.change()
    db.insert(
        "INSERT INTO entry (id, account, feed_id, first_seen, last_seen, changed, guid, link_key, title_key, content_hash,"
        " hash_version, link, title, published, updated, authors, language, detected, source, flags, comments_page,"
        " comments_feed, comments_claimed, comments_hints)",
        [
            (entry_id, account, feed_id, at, at, change, *c.keys, *c.fields, c.flags, *c.comments)
            for entry_id, c, _ in rows
        ],
    )
    hidden = WITH_FEED * gone
    db.insert(
        "INSERT INTO entry_state (entry_id, account, feed_id, sort_at, words, hidden, added, changed)",
        [(entry_id, account, feed_id, when, c.words, hidden, change, change) for entry_id, c, when in rows],
    )
    _parts(db, [(entry_id, c) for entry_id, c, _ in rows], now)
    if not hidden:
        words = sum(c.words for _, c, _ in rows)
        db.execute(
            "UPDATE feed SET total = total + ?, unread = unread + ?, unread_words = unread_words + ?, changed = ?"
            " WHERE id = ?",
            (len(rows), len(rows), words, change, feed_id),
        )


def _update(db: Database, entry_id: int, cells: Cells, now: datetime) -> bool:
    """Write a changed entry and keep what it said before; its state and place in the lists stay as they are."""
    kept = db.one("SELECT emptied_at FROM entry WHERE id = ?", (entry_id,))
    if kept is None:
        return False
    if kept[0] is not None:  # let go of: known again as it is now, and still gone
        db.execute(
            "UPDATE entry SET guid = ?, link_key = ?, title_key = ?, content_hash = ?, hash_version = ? WHERE id = ?",
            (*cells.keys, entry_id),
        )
        return False
    _keep_revision(db, entry_id, now)
    page, feed, claimed, hints = cells.comments
    db.execute(
        "UPDATE entry SET guid = ?, link_key = ?, title_key = ?, content_hash = ?, hash_version = ?, changed = ?, link = ?,"
        " title = ?, published = ?, updated = ?, authors = ?, language = ?, detected = ?, source = ?,"
        " flags = (flags & ?) | ? | ?, fetch_state = CASE fetch_state WHEN 'here' THEN 'here' ELSE '' END,"
        " comments_page = COALESCE(NULLIF(?, ''), comments_page), comments_feed = COALESCE(NULLIF(?, ''), comments_feed),"
        " comments_claimed = COALESCE(?, comments_claimed), comments_hints = CASE comments_hints WHEN '[]' THEN ?"
        " ELSE comments_hints END, revisions = revisions + 1 WHERE id = ?",
        (
            *cells.keys,
            db.change(),
            *cells.fields,
            int(~(Kept.HAS_PICTURES | Kept.HAS_AUDIO)),
            cells.flags,
            int(Kept.CHANGED),
            page,
            feed,
            claimed,
            hints,
            entry_id,
        ),
    )
    for table in ("enclosure", "image", "entry_tag"):
        narrower = {"image": "AND origin = 'feed'", "entry_tag": "AND own = 0"}.get(table, "")
        db.execute(f"DELETE FROM {table} WHERE entry_id = ? {narrower}", (entry_id,))
    db.execute("DELETE FROM content WHERE entry_id = ? AND origin IN ('summary', 'delivered')", (entry_id,))
    _parts(db, [(entry_id, cells)], now)
    return True


def _parts(db: Database, rows: Sequence[tuple[int, Cells]], now: datetime) -> None:
    """Rows of the other tables: texts, enclosures, pictures beside the body, keywords."""
    at = seconds(now)
    db.insert(
        "INSERT INTO content (entry_id, origin, type, value, base, language, fetched_at)",
        [(entry_id, *text, at) for entry_id, cells in rows for text in cells.texts],
    )
    db.insert(
        "INSERT INTO enclosure (entry_id, position, url, type, title, length, duration)",
        [(entry_id, n, *each) for entry_id, cells in rows for n, each in enumerate(cells.enclosures)],
    )
    db.insert(
        "INSERT INTO image (entry_id, origin, position, url, caption, credit, alt, width, height)",
        [(entry_id, "feed", n, *each) for entry_id, cells in rows for n, each in enumerate(cells.images)],
    )
    _tag(db, [(entry_id, cells.tags) for entry_id, cells in rows if cells.tags])


def _tag(db: Database, rows: Sequence[tuple[int, Sequence[tuple[str, str]]]]) -> None:
    wanted = {name: key for _, tags in rows for name, key in tags}
    if not wanted:
        return
    known = _tags(db, wanted)
    if new := [(name, key) for name, key in wanted.items() if name not in known]:
        db.insert("INSERT OR IGNORE INTO tag (name, key)", new)
        known |= _tags(db, [name for name, _ in new])
    db.insert(
        "INSERT OR IGNORE INTO entry_tag (entry_id, own, position, tag_id)",
        [
            (entry_id, 0, n, known[name])
            for entry_id, tags in rows
            for n, (name, _) in enumerate(tags)
            if name in known
        ],
    )


def _tags(db: Database, names: Iterable[str]) -> dict[str, int]:
    """The ids of those that are there; nearly all are, for a feed has few tags and says them often."""
    listed = json.encode(list(names)).decode()
    return dict(db.rows("SELECT name, id FROM tag WHERE name IN (SELECT value FROM json_each(?))", (listed,)))


def _keep_revision(db: Database, entry_id: int, now: datetime) -> None:
    db.execute(
        "INSERT INTO revision (entry_id, seen_at, replaced_at, content_hash, hash_version, title, link, authors, updated,"
        " content_type, content, summary_type, summary, base) SELECT id, COALESCE((SELECT MAX(replaced_at) FROM revision"
        " WHERE entry_id = entry.id), first_seen), ?, content_hash, hash_version, title, link, authors, updated,"
        " COALESCE(d.type, ''), d.value, COALESCE(s.type, ''), s.value, COALESCE(d.base, s.base, '') FROM entry"
        " LEFT JOIN content d ON d.entry_id = entry.id AND d.origin = 'delivered'"
        " LEFT JOIN content s ON s.entry_id = entry.id AND s.origin = 'summary' WHERE entry.id = ?",
        (seconds(now), entry_id),
    )
    db.execute(
        "DELETE FROM revision WHERE entry_id = ? AND id NOT IN (SELECT MIN(id) FROM revision WHERE entry_id = ?)"
        " AND id NOT IN (SELECT id FROM revision WHERE entry_id = ? ORDER BY id DESC LIMIT ?)",
        (entry_id, entry_id, entry_id, _REVISIONS_KEPT - 1),
    )


def _see_again(db: Database, ids: Sequence[int], now: datetime) -> None:
    at = seconds(now) or 0
    db.execute(
        "UPDATE entry SET last_seen = ? WHERE id IN (SELECT value FROM json_each(?)) AND last_seen < ?",
        (at, id_list(ids), at - _SEEN_STEP),
    )
