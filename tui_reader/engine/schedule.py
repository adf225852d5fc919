"""When a feed is due again: as its reader set it, else by its own rhythm, later after errors, never before the server
allows. Pure but for the dice."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tui_reader.model.feed import Feed, Trouble
from tui_reader.model.pace import Hints, Pace

USUAL = timedelta(hours=1)
_SHORTEST = timedelta(minutes=20)
_LONGEST = timedelta(hours=6)
"""A feed that is alive is asked four times a day, however seldom it writes."""
_LONGEST_WAIT = timedelta(hours=24)
_GONE = timedelta(days=7)
"""A feed that said 410 is looked after now and then: some come back."""
_LOOKS_A_GAP = 4
"""An article is seen within a quarter of the usual time between two."""
_QUIET_SHARE = 20
"""One that fell silent is asked after a twentieth of its silence, at most a day: three weeks make it once a day."""
_MOST_CACHED = timedelta(hours=6)
"""Longest HTTP cache time obeyed: long ones are a server's default for files, not an author's wish."""
_MOST_HINTED = timedelta(hours=24)
"""Longest wish of the feed itself obeyed (ttl, sy:updatePeriod)."""
_MOST_SKIPPED = 24 * 7


def next_due(
    feed: Feed,
    now: datetime,
    *,
    new: int,
    trouble: Trouble | None,
    pace: Pace | None = None,
    fresh_for: int = 0,
    dice: Callable[[], float] = random.random,
) -> datetime:
    """``new``: entries this refresh brought. ``pace``: the rhythm it found, None: as kept. ``fresh_for``: seconds the
    server says its answer stays so. ``dice``: 0–1, spreads feeds that failed together (±10 %).

    The reader's own interval goes before rhythm and hints; a Retry-After goes before everything.
    """
    spread = 0.9 + 0.2 * dice()
    if trouble is None:
        if feed.settings.interval:
            return now + timedelta(seconds=feed.settings.interval)
        pace = pace or feed.pace
        wait = max(_rhythm(feed, pace, now, new) * spread, _hinted(pace.hints, fresh_for))
        return _allowed(now + wait, pace.hints)
    if trouble.code == "gone":
        return now + _GONE * spread
    times = feed.trouble.times if feed.trouble else 0
    wait = min(USUAL * (1 << min(times, 6)), _LONGEST_WAIT) * spread
    asked = trouble.facts.get("seconds", 0) if trouble.code in ("too_many", "server_trouble") else 0
    return now + max(wait, timedelta(seconds=int(asked)))


def _rhythm(feed: Feed, pace: Pace, now: datetime, new: int) -> timedelta:
    if not pace.gap:
        return _learned(feed, new)
    usual = max(_SHORTEST, min(timedelta(seconds=pace.gap) / _LOOKS_A_GAP, _LONGEST))
    return max(usual, min(pace.quiet_for(now) / _QUIET_SHARE, _LONGEST_WAIT))


def _learned(feed: Feed, new: int) -> timedelta:
    """Where the dates do not tell: a third less waiting after news, a quarter more after none."""
    if feed.due_at is None or feed.refreshed_at is None or feed.trouble is not None:
        return USUAL
    last = max(_SHORTEST, min(feed.due_at - feed.refreshed_at, _LONGEST))
    return max(_SHORTEST, min(last / 1.5 if new else last * 1.25, _LONGEST))


def _hinted(hints: Hints, fresh_for: int) -> timedelta:
    wished = min(timedelta(seconds=max(hints.ttl, hints.update_every)), _MOST_HINTED)
    return max(wished, min(timedelta(seconds=fresh_for), _MOST_CACHED))


def _allowed(due: datetime, hints: Hints) -> datetime:
    """The first moment from ``due`` on that is in none of the hours and days to be skipped; all skipped: none is."""
    when = due.astimezone(UTC)
    for _ in range(_MOST_SKIPPED):
        if when.hour not in hints.skip_hours and when.weekday() not in hints.skip_days:
            return due if when == due else when
        when = when.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due
