"""How often a feed has something to say: by its own dates, and by what its author wrote about asking again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

_COUNTED: Final = 20
"""Newest articles whose dates make the rhythm: enough to even out a night, few enough to follow a change of habit."""
_AHEAD: Final = timedelta(days=1)  # as in the lists: clocks of feeds are wrong by hours, not by days
_QUIET_GAPS: Final = 8
_QUIET_AT_LEAST: Final = timedelta(days=2)  # a weekend is no silence


class Hints(Struct, frozen=True):
    """How a feed asks to be fetched: what it says of its own rhythm. Zeros and empty where it says nothing.

    Bounds are the scheduler's.
    """

    ttl: int = 0
    """Seconds a copy stays good (RSS `ttl`)."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, 0–23 in UTC, in which nothing new comes (RSS `skipHours`)."""
    skip_days: tuple[int, ...] = ()
    """Days of the week in which nothing new comes, Monday is 0 (RSS `skipDays`)."""
    update_every: int = 0
    """Seconds between two issues (`sy:updatePeriod` divided by `sy:updateFrequency`)."""
    update_base: datetime | None = None
    """When one of the issues came: the others lie whole periods away (`sy:updateBase`)."""
    hub: str = ""
    """The WebSub hub that tells of news (`rel="hub"`)."""
    own: str = ""
    """The address the feed itself gives as its own (`rel="self"`)."""
    next_page: str = ""
    """Where what this page has no room for is (`rel="next"`, RFC 5005 §3; JSON Feed `next_url`)."""
    first: int = 0
    """Number of this page's first entry among all (OpenSearch `startIndex`, from 1); 0: not said."""
    total: int | None = None
    """How many there are on all pages (OpenSearch `totalResults`)."""


class Pace(Struct, frozen=True):
    """A feed's own rhythm as its newest body shows it."""

    gap: int = 0
    """Seconds from one article to the next, on average; 0 where its dates do not tell."""
    newest: int = 0
    """When its newest article is from, seconds since the epoch; 0 unknown."""
    hints: Hints = field(default=Hints())

    @property
    def per_week(self) -> int:
        """Articles a week, rounded; 0 where unknown or fewer."""
        return round(7 * 86400 / self.gap) if self.gap else 0

    def quiet_for(self, now: datetime) -> timedelta:
        """How long ago the newest article is; zero where unknown."""
        return timedelta(seconds=max(0, int(now.timestamp()) - self.newest)) if self.newest else timedelta()

    def is_silent(self, now: datetime) -> bool:
        """Whether it has been quiet for much longer than it used to be: a weekly one is not silent after ten days."""
        quiet = max(_QUIET_AT_LEAST, timedelta(seconds=self.gap * _QUIET_GAPS))
        return bool(self.gap) and self.quiet_for(now) > quiet


def pace_of(dates: Iterable[datetime | None], hints: Hints, now: datetime) -> Pace:
    """The rhythm of these articles; dates in the future beyond a wrong clock are no dates."""
    lasting = replace(hints, next_page="", first=0, total=None)  # of this body alone
    stamps = sorted((int(when.timestamp()) for when in dates if when and when <= now + _AHEAD), reverse=True)
    stamps = stamps[:_COUNTED]
    if not stamps:
        return Pace(hints=lasting)
    gap = (stamps[0] - stamps[-1]) // (len(stamps) - 1) if len(stamps) > 1 else 0
    return Pace(gap, stamps[0], lasting)
