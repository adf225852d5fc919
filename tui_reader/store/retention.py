"""Lets old articles go: their texts are deleted, who they are and what the reader did with them stays, so none comes back.

Never what is starred, put aside for later, tagged, noted or commented on by the reader, or was ever opened; never what was
opened by hand. In bites, each a transaction of its own, in idle time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from tui_reader.model.feed import FOLLOWED, FeedKind
from tui_reader.store.counters import recounted, touch_ids
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds
from tui_reader.store.index_text import forget, forget_comment
from tui_reader.store.subscriptions import WITH_FEED

EMPTIED: Final = 4
"""Bit of ``entry_state.hidden``: let go."""

FOLLOWED_KEPT: Final = timedelta(days=90)
"""How long a page come to by a link reads again without network."""

_UNTOUCHED: Final = (
    "s.starred = 0 AND s.later = 0 AND s.opened_at IS NULL AND s.progress = 0"
    " AND NOT EXISTS (SELECT 1 FROM entry_tag WHERE entry_tag.entry_id = s.entry_id AND own = 1)"
    " AND NOT EXISTS (SELECT 1 FROM note WHERE note.entry_id = s.entry_id)"
    " AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.entry_id = s.entry_id)"
)
_BY_HAND: Final = (FeedKind.FILES.value, FeedKind.PAGES.value)
_HANGING_ON: Final = ("content", "document", "enclosure", "image", "revision", "debt", "entry_text")


@door
def let_go(db: Database, *, newest: int, before: datetime | None, now: datetime, limit: int = 20) -> int:
    """Let go of up to ``limit`` articles beyond the ``newest`` of their feed (0: any number may stay), or dated ``before``.

    Returns how many; 0 when there is nothing left to let go.
    """
    ids = _surplus(db, newest, limit) if newest else []
    if before is not None and len(ids) < limit:
        ids += [old for old in _old(db, before, limit - len(ids)) if old not in ids]
    if len(ids) < limit:
        ids += _followed(db, now - FOLLOWED_KEPT, limit - len(ids))
    if ids:
        with db.transaction():
            for entry_id in ids:
                _empty(db, entry_id)
            _hide(db, ids, now)
    return len(ids)


@door
def gone_of(db: Database, feed_id: int) -> int:
    """How many articles of a feed were let go of."""
    row = db.one("SELECT COUNT(*) FROM entry WHERE feed_id = ? AND emptied_at IS NOT NULL", (feed_id,))
    return int(row[0])


def _surplus(db: Database, newest: int, limit: int) -> list[int]:
    """Beyond the newest of their feed in the order of the lists."""
    found: list[int] = []
    feeds = db.rows(f"SELECT id FROM feed WHERE total > ? AND kind NOT IN {_BY_HAND}", (newest,))
    for (feed_id,) in feeds:
        if len(found) >= limit:
            break
        rows = db.rows(
            "SELECT entry_id FROM (SELECT * FROM entry_state WHERE feed_id = ? AND hidden = 0"
            f" ORDER BY sort_at DESC, entry_id DESC LIMIT -1 OFFSET ?) AS s WHERE {_UNTOUCHED} LIMIT ?",
            (feed_id, newest, limit - len(found)),
        )
        found += [entry_id for (entry_id,) in rows]
    return found


def _followed(db: Database, before: datetime, limit: int) -> list[int]:
    """Pages come to by a link, long ago, and not kept for another reason."""
    rows = db.rows(
        "SELECT s.entry_id FROM entry_state AS s JOIN feed ON feed.id = s.feed_id JOIN entry AS e ON e.id = s.entry_id"
        " WHERE feed.location = ? AND s.hidden = ? AND e.last_seen < ? AND s.starred = 0 AND s.later = 0 LIMIT ?",
        (FOLLOWED, WITH_FEED, seconds(before), limit),
    )
    return [entry_id for (entry_id,) in rows]


def _old(db: Database, before: datetime, limit: int) -> list[int]:
    rows = db.rows(
        "SELECT s.entry_id FROM entry_state AS s JOIN feed ON feed.id = s.feed_id"
        f" WHERE s.hidden = 0 AND s.sort_at < ? AND kind NOT IN {_BY_HAND} AND {_UNTOUCHED}"
        " ORDER BY s.sort_at LIMIT ?",
        (seconds(before), limit),
    )
    return [entry_id for (entry_id,) in rows]


def _empty(db: Database, entry_id: int) -> None:
    """Delete all that was fetched of an article; the index forgets first, while it still can."""
    forget(db, entry_id)
    for (comment_id,) in db.rows("SELECT id FROM comment WHERE entry_id = ?", (entry_id,)):
        forget_comment(db, comment_id)
    for table in (*_HANGING_ON, "comment", "discussion"):
        db.execute(f"DELETE FROM {table} WHERE entry_id = ?", (entry_id,))
    db.execute("DELETE FROM entry_tag WHERE entry_id = ? AND own = 0", (entry_id,))


def _hide(db: Database, ids: list[int], now: datetime) -> None:
    listed = id_list(ids)
    touch_ids(db, ids)
    with recounted(db):
        db.execute(
            "UPDATE entry_state SET hidden = hidden | ?, words = 0, changed = ?"
            " WHERE entry_id IN (SELECT value FROM json_each(?))",
            (EMPTIED, db.change(), listed),
        )
    db.execute(
        "UPDATE entry SET emptied_at = ?, excerpt = '', authors = '[]', flags = 0, comments_here = 0, comments_new = 0,"
        " converter_version = 0, changed = ? WHERE id IN (SELECT value FROM json_each(?))",
        (seconds(now), db.change(), listed),
    )
