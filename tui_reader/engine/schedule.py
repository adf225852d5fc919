"""When a feed is due again: as its reader set it, else by its own rhythm, later after errors, never before the server
allows. Pure but for the dice."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from tui_reader.model.feed import Feed, Trouble

USUAL = timedelta(hours=1)
_SHORTEST = timedelta(minutes=20)
_LONGEST = timedelta(hours=6)
_LONGEST_WAIT = timedelta(hours=24)
_GONE = timedelta(days=7)
"""A feed that said 410 is looked after now and then: some come back."""


def next_due(
    feed: Feed, now: datetime, *, new: int, trouble: Trouble | None, dice: Callable[[], float] = random.random
) -> datetime:
    """``new``: entries this refresh brought. ``dice``: 0–1, spreads feeds that failed together (±10 %)."""
    spread = 0.9 + 0.2 * dice()
    if trouble is None:
        wished = timedelta(seconds=feed.settings.interval)
        return now + (wished or _rhythm(feed, new) * spread)
    if trouble.code == "gone":
        return now + _GONE * spread
    times = feed.trouble.times if feed.trouble else 0
    wait = min(USUAL * (1 << min(times, 6)), _LONGEST_WAIT) * spread
    asked = trouble.facts.get("seconds", 0) if trouble.code in ("too_many", "server_trouble") else 0
    return now + max(wait, timedelta(seconds=int(asked)))


def _rhythm(feed: Feed, new: int) -> timedelta:
    """A third less waiting after news, a quarter more after none."""
    if feed.due_at is None or feed.refreshed_at is None or feed.trouble is not None:
        return USUAL
    last = max(_SHORTEST, min(feed.due_at - feed.refreshed_at, _LONGEST))
    return max(_SHORTEST, min(last / 1.5 if new else last * 1.25, _LONGEST))
