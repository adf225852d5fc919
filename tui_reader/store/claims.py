"""Who refreshes a feed: claimed with a lease before it is fetched, released with what became of it."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.model.feed import Feed, FeedData, FeedKind, Trouble, Validators
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, seconds, stored, whole
from tui_reader.store.feed_rows import COLUMNS, as_feed

_LONGEST_LEASE: Final = 3600  # seconds; a claim further ahead is a clock that was set back (hostile.md H65)
_RESULTS_KEPT: Final = 20
_FREE: Final = "(claimed_until <= :now OR claimed_until > :now + :longest OR claimed_by = :owner)"
_DUE: Final = "(due_at IS NULL OR due_at <= :now OR tried_at > :now)"


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
    """Claim feeds for ``lease`` seconds, the longest due first; what another live claim holds is left out.

    ``feed_ids`` None: all that are due, or with ``force`` all; the collecting feeds of files and pages are left out there.
    """
    kinds = (FeedKind.FILES.value, FeedKind.PAGES.value)
    which = (
        "kind NOT IN (:files, :pages) AND paused = 0"
        if feed_ids is None
        else "id IN (SELECT value FROM json_each(:ids))"
    )
    due = "" if force or feed_ids is not None else f"AND {_DUE}"
    at = seconds(now) or 0
    with db.transaction():
        _free_of_the_dead(db, at)
        rows = db.connection.execute(
            f"SELECT {COLUMNS} FROM feed WHERE deleted_at IS NULL AND {which} {due} AND {_FREE}"
            " ORDER BY due_at, id LIMIT :limit",
            {
                "now": at,
                "longest": _LONGEST_LEASE,
                "owner": owner,
                "files": kinds[0],
                "pages": kinds[1],
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


def _free_of_the_dead(db: Database, at: int) -> None:
    """Let go what a process of this machine claimed that is gone: a killed engine's feeds wait for no lease."""
    owners = db.rows("SELECT DISTINCT claimed_by FROM feed WHERE claimed_until > ?", (at,))
    gone = [owner for (owner,) in owners if _is_gone(owner)]
    for owner in gone:
        db.execute("UPDATE feed SET claimed_by = '', claimed_until = 0 WHERE claimed_by = ?", (owner,))


def _is_gone(owner: str) -> bool:
    """Whether ``host:pid:…`` names a process that was here and is no more."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname()[:40] or not rest.isdecimal() or sys.platform == "win32":
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
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
def finish(
    db: Database,
    feed_id: int,
    *,
    owner: str,
    now: datetime,
    data: FeedData | None,
    validators: Validators | None,
    trouble: Trouble | None,
    due_at: datetime | None,
    moved_to: str = "",
    status: int = 0,
    size: int = 0,
    milliseconds: int = 0,
    new: int = 0,
    updated: int = 0,
) -> None:
    """Write what a refresh found of the feed itself, and let go of it.

    None for ``data`` or ``validators`` leaves what is kept (nothing new, or trouble). Trouble of the same code goes on
    counting from when it began.
    """
    at = seconds(now)
    with db.transaction():
        if data is not None:
            db.execute(
                "UPDATE feed SET title = ?, link = ?, subtitle = ?, language = ?, icon = ? WHERE id = ?",
                (*map(stored, (data.title, data.link, data.subtitle, data.language, data.icon)), feed_id),
            )
        if validators is not None:
            db.execute(
                "UPDATE feed SET etag = ?, modified = ?, body_hash = ? WHERE id = ?",
                (stored(validators.etag), stored(validators.modified), validators.body_hash, feed_id),
            )
        _keep_trouble(db, feed_id, trouble, at)
        if moved_to:
            db.execute(
                "UPDATE feed SET moved_from = location, location = ? WHERE id = ? AND NOT EXISTS"
                " (SELECT 1 FROM feed AS other WHERE other.account = feed.account AND other.location = ?)",
                (stored(moved_to), feed_id, stored(moved_to)),
            )
        db.execute(
            "UPDATE feed SET tried_at = ?, due_at = ?, changed = ? WHERE id = ?",
            (at, seconds(due_at), db.change(), feed_id),
        )
        db.execute(
            "UPDATE feed SET claimed_by = '', claimed_until = 0 WHERE id = ? AND claimed_by = ?",
            (feed_id, owner),
        )
        code = trouble.code if trouble else ""
        db.execute(
            "INSERT INTO feed_result (feed_id, at, status, bytes, milliseconds, new, updated, code)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (feed_id, at, status, whole(size), whole(milliseconds), new, updated, code),
        )
        db.execute(
            "DELETE FROM feed_result WHERE feed_id = ? AND id <= (SELECT id FROM feed_result WHERE feed_id = ?"
            " ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (feed_id, feed_id, _RESULTS_KEPT),
        )


def _keep_trouble(db: Database, feed_id: int, trouble: Trouble | None, at: int | None) -> None:
    if trouble is None:
        db.execute(
            "UPDATE feed SET trouble_code = '', trouble_facts = '{}', trouble_since = NULL, trouble_times = 0,"
            " refreshed_at = ? WHERE id = ?",
            (at, feed_id),
        )
        return
    db.execute(
        "UPDATE feed SET trouble_since = CASE WHEN trouble_code <> '' THEN trouble_since ELSE ? END,"
        " trouble_times = trouble_times + 1, trouble_code = ?, trouble_facts = ? WHERE id = ?",
        (at, trouble.code, stored(json.dumps(dict(trouble.facts))), feed_id),
    )
