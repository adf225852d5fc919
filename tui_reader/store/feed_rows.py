"""From a row of the feed table to a Feed."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from tui_reader.model import feed_settings
from tui_reader.model.feed import Feed, FeedData, FeedKind, Trouble, Validators
from tui_reader.model.pace import Pace
from tui_reader.store.doors import UNLIKE, strange
from tui_reader.store.encoding import moment

COLUMNS: Final = (
    "id, location, kind, title, link, subtitle, language, icon, name, folder_id, unread, total, trouble_code,"
    " trouble_facts, trouble_since, trouble_times, etag, modified, body_hash, sent_hash, refreshed_at, due_at, settings, muted,"
    " paused, pace, moved_from, moving_to, left_out, added_at"
)

_NO_PACE: Final = Pace()


def as_feed(row: tuple[Any, ...]) -> Feed:
    """The feed of a row of ``COLUMNS``. Raises StoreError where a cell is not what we write."""
    try:
        return _as_feed(row)
    except UNLIKE as error:
        raise strange(error) from error


def _as_feed(row: tuple[Any, ...]) -> Feed:
    (
        feed_id,
        location,
        kind,
        title,
        link,
        subtitle,
        language,
        icon,
        name,
        folder_id,
        unread,
        total,
        code,
        facts,
    ) = row[:14]
    (
        since,
        times,
        etag,
        modified,
        body_hash,
        sent_hash,
        refreshed_at,
        due_at,
        settings,
        muted,
        paused,
        pace,
        moved_from,
        moving_to,
        left_out,
        added_at,
    ) = row[14:]
    return Feed(
        id=feed_id,
        location=location,
        kind=FeedKind(kind),
        data=FeedData(title, link, subtitle, language, icon),
        name=name,
        folder_id=folder_id,
        unread=int(unread),
        total=int(total),
        trouble=Trouble(code, msgspec.json.decode(facts), moment(since), times) if code else None,
        validators=Validators(etag, modified, body_hash, sent_hash),
        added_at=moment(added_at),
        refreshed_at=moment(refreshed_at),
        due_at=moment(due_at),
        settings=feed_settings.read(settings),
        muted=bool(muted),
        paused=bool(paused),
        pace=read_pace(pace),
        moved_from=moved_from,
        moving_to=moving_to,
        left_out=left_out,
    )


def read_pace(cell: str) -> Pace:
    """The rhythm of a cell; an odd one counts as none."""
    if cell == "{}":
        return _NO_PACE
    try:
        return msgspec.json.decode(cell, type=Pace)
    except msgspec.DecodeError:
        return _NO_PACE


def written_pace(pace: Pace) -> str:
    """The cell for a rhythm."""
    return msgspec.json.encode(pace).decode()
