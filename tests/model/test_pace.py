"""A feed's rhythm is that of its newest articles, and silence is judged by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.model.pace import Hints, Pace, pace_of

NOW = datetime(2026, 5, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_rhythm_is_the_time_between_the_newest_articles_whatever_their_order() -> None:
    dates = [NOW - 2 * HOUR, NOW, None, NOW - HOUR, NOW - 3 * HOUR]
    assert pace_of(dates, Hints(ttl=60), NOW) == Pace(3600, int(NOW.timestamp()), Hints(ttl=60))
    old = [NOW - timedelta(days=365 * n) for n in range(1, 9)]
    recent = [NOW - n * HOUR for n in range(20)]
    assert pace_of([*old, *recent], Hints(), NOW).gap == 3600


@pytest.mark.parametrize("dates", [[], [None, None], [NOW + timedelta(days=3000)]])
def test_dates_that_tell_nothing_make_no_rhythm(dates: list[datetime | None]) -> None:
    assert pace_of(dates, Hints(), NOW) == Pace()


def test_articles_all_of_one_moment_make_no_rhythm() -> None:
    assert pace_of([NOW, NOW, NOW], Hints(), NOW).gap == 0


@pytest.mark.parametrize(
    ("gap_hours", "quiet_hours", "silent"),
    [(1, 47, False), (1, 49, True), (168, 24 * 10, False), (168, 24 * 60, True), (0, 9999, False)],
)
def test_silence_is_judged_by_the_feeds_own_rhythm(gap_hours: int, quiet_hours: int, silent: bool) -> None:
    pace = Pace(gap_hours * 3600, int((NOW - quiet_hours * HOUR).timestamp()))
    assert pace.is_silent(NOW) is silent


def test_a_clock_set_back_makes_nobody_silent() -> None:
    assert not Pace(3600, int(NOW.timestamp())).is_silent(NOW - timedelta(days=3650))


def test_articles_a_week_are_told() -> None:
    assert (Pace(86400).per_week, Pace(3600 * 12).per_week, Pace().per_week) == (7, 14, 0)
