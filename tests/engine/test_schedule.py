"""When a feed is due again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.engine.schedule import next_due
from tui_reader.model.feed import Feed, FeedData, FeedKind, Trouble
from tui_reader.model.feed_settings import FeedSettings

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
