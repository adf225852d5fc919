"""Pages come to by a link: kept as articles that are in no list, so that they read again without network."""

from __future__ import annotations

from datetime import datetime

from tui_reader.model.feed import FOLLOWED, FeedKind
from tui_reader.model.urls import canonical, host, is_web
from tui_reader.store import feeds
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.subscriptions import hide


@door
def feed(db: Database, now: datetime) -> int:
    """The feed such pages are kept in, made when it is first asked for: nobody subscribes to it."""
    row = db.one("SELECT id FROM feed WHERE location = ?", (FOLLOWED,))
    if row is not None:
        return int(row[0])
    with db.transaction(durable=True):
        feed_id = feeds.add_feed(db, FOLLOWED, FeedKind.PAGES, now=now)
        hide(db, feed_id, now)
    return feed_id


@door
def kept(db: Database, url: str) -> int:
    """The article at an address that is here already, one in the lists before others; 0 where none is."""
    key = canonical(url) or url
    row = db.one(
        "SELECT e.id FROM entry AS e JOIN entry_state AS s ON s.entry_id = e.id"
        " WHERE e.link_key = ? AND e.emptied_at IS NULL AND e.converter_version > 0 ORDER BY s.hidden, e.id DESC LIMIT 1",
        (key,),
    )
    return int(row[0]) if row else 0


@door
def typed_host(db: Database, url: str) -> bool:
    """Whether the host is one the reader subscribed to: only such may lie in the reader's own network."""
    wanted = host(url)
    rows = db.rows("SELECT location FROM feed WHERE deleted_at IS NULL")
    return bool(wanted) and any(is_web(row[0]) and host(row[0]) == wanted for row in rows)
