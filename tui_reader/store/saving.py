"""Writes what a refresh found: new entries, changed ones with what they said before, and what is owed to both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct

from tui_reader.model.entry import EntryData, Kept
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import FeedKind
from tui_reader.model.fold import fold_key
from tui_reader.model.update import HASH_VERSION, Changed, Changes, Keys, New
from tui_reader.store.counters import count_in, touch_ids
from tui_reader.store.database import Database
from tui_reader.store.debt import CONVERT, owe
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, pack_text, seconds, stored, whole
from tui_reader.store.subscriptions import WITH_FEED

_PLAUSIBLE_FROM: Final = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD: Final = timedelta(days=1)  # clocks and time zones of feeds are wrong by hours, not by days
_BY_HAND: Final = (FeedKind.FILES, FeedKind.PAGES)
"""Feeds of what was opened by hand: there the newest is what was opened last, whatever its date."""
_REVISIONS_KEPT: Final = 20  # the first and the newest; some feeds change at every fetch
_SEEN_STEP: Final = 86_400  # seconds; last_seen is for retention, which counts in days
_MOST_PARTS: Final = 100  # tags, enclosures, images, authors of one entry
_HASH_VERSION: Final = int(HASH_VERSION)


class Saved(Struct, frozen=True):
    """Ids of what was written; ``new`` in the order given."""

    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()


class _Ready(Struct, frozen=True):
    """An entry with its texts deflated: done before the transaction, because other writers wait for that."""

    data: EntryData
    keys: Keys
    texts: tuple[tuple[str, str, bytes, str, str], ...]

    @classmethod
    def of(cls, found: New | Changed) -> _Ready:
        texts = (("summary", found.data.summary), ("delivered", found.data.content))
        packed = tuple(
            (origin, stored(text.type), pack_text(text.value), stored(text.base), stored(text.language))
            for origin, text in texts
            if text is not None
        )
        return cls(found.data, found.keys, packed)


@door
def save(db: Database, feed_id: int, changes: Changes, now: datetime) -> Saved:
    """Keep at most about 100 entries in one transaction: all of them or none; they are listable at once.

    The oldest get the lowest ids, so that newest-arrived and newest agree as far as they can.
    """
    fresh = [_Ready.of(new) for new in changes.new]
    other = [(each.entry_id, _Ready.of(each)) for each in changes.changed]
    with db.transaction():
        found = db.one("SELECT account, id, deleted_at IS NOT NULL, kind FROM feed WHERE id = ?", (feed_id,))
        if found is None:
            raise StoreError("store.no_such_feed", name=feed_id)
        *feed, kind = found
        moments = [now if kind in _BY_HAND else sort_moment(ready.data, now) for ready in fresh]
        by_age = sorted(range(len(fresh)), key=moments.__getitem__)
        ids = {i: _insert(db, feed, fresh[i], moments[i], now) for i in by_age}
        updated = tuple(entry_id for entry_id, ready in other if _update(db, entry_id, ready, now))
        touch_ids(db, ids.values())
        count_in(db)
        if ids or updated:
            owe(db, CONVERT, (*ids.values(), *updated))
        if changes.same or updated:
            _see_again(db, (*changes.same, *updated), now)
    return Saved(tuple(ids[i] for i in range(len(fresh))), updated)


def sort_moment(data: EntryData, now: datetime) -> datetime:
    """Where an entry stands in every list: its date where that can be true, else the moment it arrived."""
    when = data.published or data.updated
    return when if when is not None and _PLAUSIBLE_FROM <= when <= now + _AHEAD else now


def _insert(db: Database, feed: Sequence[int], ready: _Ready, moment: datetime, now: datetime) -> int:
    account, feed_id, gone = feed
    data, at = ready.data, seconds(now)
    entry_id = int(
        db.one(
            "INSERT INTO entry (account, feed_id, first_seen, last_seen, guid, link_key, title_key, content_hash,"
            " hash_version, changed, link, title, published, updated, authors, language, source, flags, comments_page,"
            " comments_feed, comments_claimed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " RETURNING id",
            (account, feed_id, at, at, *_keys(ready.keys), db.change(), *_fields(data), *_comments(data)),
        )[0]
    )
    db.execute(
        "INSERT INTO entry_state (entry_id, account, feed_id, sort_at, hidden, added, changed) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            entry_id,
            account,
            feed_id,
            seconds(moment),
            WITH_FEED * gone,
            db.change(),
            db.change(),
        ),
    )
    _parts(db, entry_id, ready, now)
    return entry_id


def _update(db: Database, entry_id: int, ready: _Ready, now: datetime) -> bool:
    """Write a changed entry and keep what it said before; its state and place in the lists stay as they are."""
    if db.one("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is None:
        return False
    data = ready.data
    _keep_revision(db, entry_id, now)
    page, feed, claimed = _comments(data)
    db.execute(
        "UPDATE entry SET guid = ?, link_key = ?, title_key = ?, content_hash = ?, hash_version = ?, changed = ?, link = ?,"
        " title = ?, published = ?, updated = ?, authors = ?, language = ?, source = ?, flags = (flags & ?) | ? | ?,"
        " comments_page = ?, comments_feed = ?, comments_claimed = COALESCE(?, comments_claimed), revisions = revisions + 1,"
        " emptied_at = NULL WHERE id = ?",
        (
            *_keys(ready.keys),
            db.change(),
            *_fields(data)[:-1],
            int(~(Kept.HAS_PICTURES | Kept.HAS_AUDIO)),
            _fields(data)[-1],
            int(Kept.CHANGED),
            page,
            feed,
            claimed,
            entry_id,
        ),
    )
    for table in ("enclosure", "image", "entry_tag"):
        narrower = {"image": "AND origin = 'feed'", "entry_tag": "AND own = 0"}.get(table, "")
        db.execute(f"DELETE FROM {table} WHERE entry_id = ? {narrower}", (entry_id,))
    db.execute("DELETE FROM content WHERE entry_id = ? AND origin IN ('summary', 'delivered')", (entry_id,))
    _parts(db, entry_id, ready, now)
    return True


def _keys(keys: Keys) -> tuple[object, ...]:
    return (stored(keys.guid), stored(keys.link), stored(keys.title), keys.content_hash, _HASH_VERSION)


def _fields(data: EntryData) -> tuple[object, ...]:
    """Columns link … flags, in the order of the statements above."""
    authors = [[stored(a.name), stored(a.url), stored(a.email)] for a in data.authors[:_MOST_PARTS]]
    flags = Kept.NONE
    if data.images or any(e.type.startswith("image/") for e in data.enclosures):
        flags |= Kept.HAS_PICTURES
    if any(e.type.startswith("audio/") for e in data.enclosures):
        flags |= Kept.HAS_AUDIO
    if data.comments.page or data.comments.feed or data.comments.count:
        flags |= Kept.HAS_COMMENTS
    return (
        stored(data.link),
        stored(data.title),
        seconds(data.published),
        seconds(data.updated),
        json.dumps(authors, ensure_ascii=False),
        stored(data.language),
        stored(data.source),
        int(flags),
    )


def _comments(data: EntryData) -> tuple[str, str, int | None]:
    count = data.comments.count
    return (
        stored(data.comments.page),
        stored(data.comments.feed),
        None if count is None else whole(max(0, count)),
    )


def _parts(db: Database, entry_id: int, ready: _Ready, now: datetime) -> None:
    """Rows of the other tables: texts, enclosures, pictures beside the body, keywords."""
    data = ready.data
    db.connection.executemany(
        "INSERT INTO content (entry_id, origin, type, value, base, language, fetched_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(entry_id, *text, seconds(now)) for text in ready.texts],
    )
    db.connection.executemany(
        "INSERT INTO enclosure (entry_id, position, url, type, title, length, duration) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (entry_id, i, stored(e.url), stored(e.type), stored(e.title), whole(e.length), whole(e.duration))
            for i, e in enumerate(data.enclosures[:_MOST_PARTS])
        ],
    )
    db.connection.executemany(
        "INSERT INTO image (entry_id, origin, position, url, caption, credit, alt, width, height)"
        " VALUES (?, 'feed', ?, ?, ?, ?, ?, ?, ?)",
        [
            (entry_id, n, *map(stored, (i.url, i.caption, i.credit, i.alt)), whole(i.width), whole(i.height))
            for n, i in enumerate(data.images[:_MOST_PARTS])
        ],
    )
    _tag(db, entry_id, data.tags)


def _tag(db: Database, entry_id: int, names: Sequence[str]) -> None:
    for position, name in enumerate(dict.fromkeys(map(stored, names[:_MOST_PARTS]))):
        db.execute("INSERT OR IGNORE INTO tag (name, key) VALUES (?, ?)", (name, fold_key(name)))
        db.execute(
            "INSERT OR IGNORE INTO entry_tag (entry_id, own, position, tag_id)"
            " SELECT ?, 0, ?, id FROM tag WHERE name = ?",
            (entry_id, position, name),
        )


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
