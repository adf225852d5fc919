"""Who refreshes a feed: claimed with a lease before it is fetched; ``finishing`` releases it with what became of it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from tui_reader.model.feed import Feed, FeedKind
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds
from tui_reader.store.feed_rows import COLUMNS, as_feed

_LONGEST_LEASE: Final = 3600  # seconds; a claim further ahead is a clock that was set back (hostile.md H65)
_FURTHEST: Final = 40 * 86400  # seconds; due later than any rule allows: the clock was ahead when it was set
_HELD: Final = "claimed_until > :now AND claimed_until <= :now + :longest"
_DUE: Final = "(due_at IS NULL OR due_at <= :now OR tried_at > :now OR due_at > :now + :furthest)"
_ASKED_TO_WAIT: Final = (
    "(trouble_code IN ('too_many', 'server_trouble') AND tried_at <= :now"
    " AND tried_at + COALESCE(json_extract(trouble_facts, '$.seconds'), 0) > :now)"
)
"""The server named a time (Retry-After) that is not over: not even the reader's own wish goes before that."""
_RESTING: Final = "(trouble_code = 'gone' AND due_at > :now AND tried_at <= :now)"
"""Said 410: looked after rarely, unless asked for by name."""


@door
def claim(
    db: Database,
    feed_ids: Sequence[int] | None,
    *,
    owner: str,
    now: datetime,
    force: bool = False,
    limit: int = 1000,
    lease: int = 60,
) -> list[Feed]:
    """Claim feeds for ``lease`` seconds, the longest due first; what a live claim holds, our own too, is left out.

    Only what is due, or with ``force`` all. ``feed_ids`` None: of every feed but those that are gone; the collecting
    feeds of files and pages are left out there. Whose server asked to wait is left out always: see ``waiting``.
    """
    which = (
        f"kind NOT IN (:files, :pages) AND paused = 0 AND NOT {_RESTING}"
        if feed_ids is None
        else "id IN (SELECT value FROM json_each(:ids))"
    )
    due = "" if force else f"AND {_DUE}"
    at = seconds(now) or 0
    with db.transaction():
        _free_of_the_dead(db, at)
        rows = db.connection.execute(
            f"SELECT {COLUMNS} FROM feed WHERE deleted_at IS NULL AND {which} {due} AND NOT ({_HELD})"
            f" AND NOT {_ASKED_TO_WAIT} ORDER BY due_at, id LIMIT :limit",
            {
                "now": at,
                "longest": _LONGEST_LEASE,
                "furthest": _FURTHEST,
                "files": FeedKind.FILES.value,
                "pages": FeedKind.PAGES.value,
                "ids": id_list(feed_ids or ()),
                "limit": limit,
            },
        ).fetchall()
        feeds = [as_feed(row) for row in rows]
        db.execute(
            "UPDATE feed SET claimed_by = ?, claimed_until = ? WHERE id IN (SELECT value FROM json_each(?))",
            (owner, at + lease, id_list(feed.id for feed in feeds)),
        )
    return feeds


@door
def waiting(db: Database, feed_ids: Sequence[int], now: datetime) -> list[Feed]:
    """Those of the feeds whose server asked to be left alone for a while that is not over."""
    rows = db.connection.execute(
        f"SELECT {COLUMNS} FROM feed WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(:ids))"
        f" AND {_ASKED_TO_WAIT}",
        {"ids": id_list(feed_ids), "now": seconds(now) or 0},
    )
    return [as_feed(row) for row in rows]


def _free_of_the_dead(db: Database, at: int) -> None:
    """Let go what a process of this machine claimed that is gone: a killed engine's feeds wait for no lease."""
    owners = db.rows("SELECT DISTINCT claimed_by FROM feed WHERE claimed_until > ?", (at,))
    gone = [owner for (owner,) in owners if is_gone(owner)]
    for owner in gone:
        db.execute("UPDATE feed SET claimed_by = '', claimed_until = 0 WHERE claimed_by = ?", (owner,))


def is_gone(owner: str) -> bool:
    """Whether ``host:pid:…`` names a process that was here and is no more, or is only not buried yet."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname()[:40] or not rest.isdecimal() or sys.platform == "win32":
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    try:
        return Path(f"/proc/{rest}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):  # no Linux
        return False


@door
def renew(db: Database, feed_ids: Sequence[int], owner: str, now: datetime, lease: int = 60) -> None:
    """Hold on to feeds that are still being fetched."""
    with db.transaction():
        db.execute(
            "UPDATE feed SET claimed_until = ? WHERE claimed_by = ? AND id IN (SELECT value FROM json_each(?))",
            ((seconds(now) or 0) + lease, owner, id_list(feed_ids)),
        )


@door
def release(db: Database, feed_ids: Sequence[int], owner: str) -> None:
    """Let go of claimed feeds that were not fetched to the end: the next one who asks need not wait for the lease."""
    with db.transaction():
        db.execute(
            "UPDATE feed SET claimed_by = '', claimed_until = 0"
            " WHERE claimed_by = ? AND id IN (SELECT value FROM json_each(?))",
            (owner, id_list(feed_ids)),
        )


@door
def held(db: Database, feed_ids: Sequence[int] | None, *, owner: str, now: datetime) -> int:
    """How many of these (None: of all) feeds others are fetching now."""
    which = "" if feed_ids is None else "AND id IN (SELECT value FROM json_each(:ids))"
    facts = {
        "now": seconds(now) or 0,
        "longest": _LONGEST_LEASE,
        "owner": owner,
        "ids": id_list(feed_ids or ()),
    }
    row = db.connection.execute(
        f"SELECT COUNT(*) FROM feed WHERE deleted_at IS NULL AND claimed_by <> :owner AND {_HELD} {which}",
        facts,
    ).fetchone()
    return int(row[0])


@door
def due_on_the_web(db: Database, now: datetime, limit: int) -> list[int]:
    """Feeds whose time has come and that are asked for over the network, the longest due first; takes no write lock."""
    rows = db.connection.execute(
        f"SELECT id FROM feed WHERE deleted_at IS NULL AND paused = 0 AND kind = :feed AND {_DUE}"
        f" AND NOT {_ASKED_TO_WAIT} AND (location LIKE 'http://%' OR location LIKE 'https://%')"
        " ORDER BY due_at, id LIMIT :limit",
        {
            "feed": FeedKind.FEED.value,
            "now": seconds(now) or 0,
            "furthest": _FURTHEST,
            "limit": limit,
        },
    ).fetchall()
    return [int(row[0]) for row in rows]
