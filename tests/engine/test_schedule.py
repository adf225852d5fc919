"""When a feed is due again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.engine.schedule import next_due
from tui_reader.model.feed import Feed, FeedData, FeedKind, Trouble
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.model.pace import Hints, Pace

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def wait(
    *,
    new: int = 0,
    trouble: Trouble | None = None,
    before: timedelta | None = None,
    times: int = 0,
    dice: float = 0.5,
) -> timedelta:
    feed = Feed(
        1,
        "https://x/",
        FeedKind.FEED,
        FeedData(),
        refreshed_at=NOW - before if before else None,
        due_at=NOW if before else None,
        trouble=Trouble("no_answer", times=times) if times else None,
    )
    return next_due(feed, NOW, new=new, trouble=trouble, dice=lambda: dice) - NOW


def test_a_feed_without_history_is_due_in_an_hour() -> None:
    assert wait() == HOUR


def test_news_shortens_the_interval_and_silence_stretches_it_between_bounds() -> None:
    assert wait(before=HOUR, new=1) == HOUR / 1.5
    assert wait(before=HOUR, new=0) == HOUR * 1.25
    assert wait(before=timedelta(minutes=21), new=1) == timedelta(minutes=20)
    assert wait(before=timedelta(hours=100)) == 6 * HOUR


@pytest.mark.parametrize(("times", "hours"), [(0, 1), (1, 2), (3, 8), (5, 24), (60, 24)])
def test_errors_double_the_wait_up_to_a_day(times: int, hours: int) -> None:
    assert wait(trouble=Trouble("server_trouble"), times=times) == hours * HOUR


def test_the_server_may_ask_for_more_but_not_for_less() -> None:
    assert wait(trouble=Trouble("too_many", {"seconds": 36000})) == 10 * HOUR
    assert wait(trouble=Trouble("too_many", {"seconds": 5})) == HOUR


def test_feeds_that_failed_together_are_not_due_together() -> None:
    assert wait(trouble=Trouble("no_answer"), dice=0) != wait(trouble=Trouble("no_answer"), dice=1)


def test_a_feed_that_is_gone_is_looked_after_once_a_week() -> None:
    assert wait(trouble=Trouble("gone")) == timedelta(days=7)


def test_the_readers_own_interval_holds_where_there_is_no_trouble() -> None:
    own = Feed(1, "https://x/", FeedKind.FEED, FeedData(), settings=FeedSettings(interval=7200))
    assert next_due(own, NOW, new=5, trouble=None, dice=lambda: 0.1) - NOW == 2 * HOUR
    assert next_due(own, NOW, new=0, trouble=Trouble("gone"), dice=lambda: 0.5) - NOW == timedelta(days=7)


def due(pace: Pace, *, at: datetime = NOW, fresh_for: int = 0, new: int = 0) -> datetime:
    feed = Feed(1, "https://x/", FeedKind.FEED, FeedData())
    return next_due(feed, at, new=new, trouble=None, pace=pace, fresh_for=fresh_for, dice=lambda: 0.5)


MINUTE = 60
DAY = 86400


@pytest.mark.parametrize(
    ("gap", "quiet", "wait"),
    [
        (10 * MINUTE, 0, timedelta(minutes=20)),  # a news wire: no oftener than the shortest
        (2 * 3600, 0, timedelta(minutes=30)),
        (8 * 3600, 3600, 2 * HOUR),
        (DAY, DAY, 6 * HOUR),
        (30 * DAY, 20 * DAY, 24 * HOUR),
        (2 * 3600, 10 * 3600, timedelta(minutes=30)),  # a night
        (2 * 3600, 2 * DAY, timedelta(hours=2.4)),  # fell silent
        (2 * 3600, 900 * DAY, 24 * HOUR),  # dead, as it seems
        (DAY, -5 * DAY, 6 * HOUR),  # the clock was set back: its newest article lies ahead
    ],
)
def test_a_feed_is_asked_by_its_own_rhythm(gap: int, quiet: int, wait: timedelta) -> None:
    newest = int(NOW.timestamp()) - quiet
    assert due(Pace(gap, newest)) - NOW == wait


def test_what_the_server_and_the_feed_say_only_ever_makes_the_wait_longer_and_only_so_far() -> None:
    assert due(Pace(3600), fresh_for=60) - NOW == timedelta(minutes=20)
    assert due(Pace(3600), fresh_for=5400) - NOW == timedelta(minutes=90)
    assert due(Pace(3600), fresh_for=365 * DAY) - NOW == 6 * HOUR
    assert due(Pace(3600, hints=Hints(ttl=2 * 3600))) - NOW == 2 * HOUR
    assert due(Pace(3600, hints=Hints(update_every=12 * 3600))) - NOW == 12 * HOUR
    assert due(Pace(3600, hints=Hints(update_every=365 * DAY))) - NOW == 24 * HOUR


def test_hours_and_days_to_be_skipped_are_skipped_unless_all_are() -> None:
    thursday_midnight = NOW
    night = Hints(skip_hours=tuple(range(6)))
    assert due(Pace(3600, hints=night)) == thursday_midnight + 6 * HOUR
    weekend = Hints(skip_days=(5, 6))
    friday_evening = datetime(2026, 1, 2, 23, 55, tzinfo=UTC)
    assert due(Pace(3600, hints=weekend), at=friday_evening) == datetime(2026, 1, 5, tzinfo=UTC)
    never = Hints(skip_hours=tuple(range(24)), skip_days=tuple(range(7)))
    assert due(Pace(3600, hints=never)) == NOW + timedelta(minutes=20)


def test_a_retry_after_goes_before_the_readers_own_interval() -> None:
    own = Feed(1, "https://x/", FeedKind.FEED, FeedData(), settings=FeedSettings(interval=300))
    trouble = Trouble("too_many", {"seconds": 3 * DAY})
    assert next_due(own, NOW, new=0, trouble=trouble) - NOW == timedelta(days=3)
