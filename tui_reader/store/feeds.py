"""Feeds as kept: looking them up, adding, naming and moving them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from tui_reader.model.action import Kind
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.late_module import late_names
from tui_reader.model.view import Counts, SmartFolder, Sources
from tui_reader.store import memory
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import named, seconds, stored
from tui_reader.store.feed_rows import COLUMNS, as_feed
from tui_reader.store.folders import folder_at, folders
from tui_reader.strings.format import minutes

if TYPE_CHECKING:
    from tui_reader.store.claims import claim, due_on_the_web, held, release, renew, waiting
    from tui_reader.store.finishing import finish
    from tui_reader.store.subscriptions import unsubscribe
else:  # the engine's, and what is pressed
    __getattr__ = late_names(
        {
            "tui_reader.store.claims": ("claim", "due_on_the_web", "held", "release", "renew", "waiting"),
            "tui_reader.store.finishing": ("finish",),
            "tui_reader.store.subscriptions": ("unsubscribe",),
        }
    )

_ORDER: Final = "ORDER BY position, id"


@door
def sources(db: Database, together: str = "off") -> Sources:
    """Folders, feeds and the totals of the places. What stays of an unsubscribed feed counts in the totals.

    Of a muted one only what was put aside or starred does. ``together``: what of a story is one row there and counts once.
    """
    feeds = db.rows(f"SELECT {COLUMNS} FROM feed WHERE deleted_at IS NULL {_ORDER}")
    total, unread, later, starred, words = db.one(
        "SELECT SUM(total * (1 - muted)), SUM(unread * (1 - muted)), SUM(later), SUM(starred),"
        " SUM(unread_words * (1 - muted)) FROM feed"
    )
    total, unread, words = total or 0, unread or 0, words or 0
    if together != "off" and db.one("SELECT 1 FROM meta WHERE key = 'surplus'"):
        from tui_reader.store import surplus  # where there are stories

        over = surplus.kept(db, together)
        total, unread, words = total - over.total, unread - over.unread, words - over.words
    counts = Counts(total, unread, later or 0, starred or 0, minutes(words))
    unsent, undecided = db.one(
        "SELECT COUNT(*), COALESCE(SUM(o.state IN ('refused', 'unsure')), 0) FROM outbox AS o JOIN note AS n"
        " ON n.id = o.note_id WHERE o.state <> 'sent' AND n.deleted_at IS NULL"
    )
    visit, smart = memory.last_visit(db), smart_folders(db)
    return Sources(folders(db), tuple(map(as_feed, feeds)), counts, visit, smart, unsent, undecided)


@door
def smart_folders(db: Database) -> tuple[SmartFolder, ...]:
    """The kept searches in the reader's order, with the counts as last counted."""
    rows = db.rows("SELECT id, title, query, unread FROM smart_folder ORDER BY position, id")
    return tuple(SmartFolder(*row) for row in rows)


@door
def feed(db: Database, feed_id: int) -> Feed | None:
    """One feed; None where there is none or it was unsubscribed."""
    row = db.one(f"SELECT {COLUMNS} FROM feed WHERE id = ? AND deleted_at IS NULL", (feed_id,))
    return as_feed(row) if row else None


@door
def find_feed(db: Database, location: str) -> Feed | None:
    """The feed of a location, also where it has moved since it was added."""
    row = db.one(
        f"SELECT {COLUMNS} FROM feed WHERE ? IN (location, moved_from) AND deleted_at IS NULL ORDER BY id LIMIT 1",
        (stored(location),),
    )
    return as_feed(row) if row else None


@door
def add_feed(
    db: Database,
    location: str,
    kind: FeedKind | str,
    *,
    name: str = "",
    folder: str = "",
    now: datetime,
    undoable: bool = False,
    position: int | None = None,
) -> int:
    """Subscribe; returns the feed's id. A location that is already here stays as it is; one unsubscribed comes back whole.

    ``undoable`` writes it into the journal: for what the reader does by hand, not for bundled material or imports.
    ``position``: its place, where the caller knows that nothing stands there; else the last.
    """
    with db.transaction(durable=True):
        row = db.one(
            "SELECT id, deleted_at FROM feed WHERE account = 0 AND location = ?", (stored(location),)
        )
        if row is not None and row[1] is None:
            return int(row[0])
        if row is not None:
            from tui_reader.store.subscriptions import show  # as above

            feed_id = int(row[0])
            show(db, feed_id)
        else:
            feed_id = int(
                db.one(
                    "INSERT INTO feed (location, kind, name, folder_id, added_at, position, changed) VALUES"
                    " (?, ?, ?, ?, ?, COALESCE(?, (SELECT COALESCE(MAX(position) + 1, 0) FROM feed)), ?) RETURNING id",
                    (
                        stored(location),
                        str(kind),
                        named(name),
                        folder_at(db, folder),
                        seconds(now),
                        position,
                        db.change(),
                    ),
                )[0]
            )
        if undoable:
            from tui_reader.store import actions

            actions.record(db, Kind.SUBSCRIBE, now, title=name or location, feed_id=feed_id)
    return feed_id


__all__ = [
    "add_feed",
    "claim",
    "due_on_the_web",
    "feed",
    "find_feed",
    "finish",
    "folders",
    "held",
    "release",
    "renew",
    "sources",
    "unsubscribe",
    "waiting",
]
