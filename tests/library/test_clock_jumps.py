"""The clock jumps, by years, by an hour, to another place: what is due, new, kept and undone stays as it should be (H65)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.library.conftest import NOW, Fill
from tui_reader.library.finding import meant
from tui_reader.model.action import Kind
from tui_reader.model.query import When
from tui_reader.model.system_zone import SYSTEM_ZONE
from tui_reader.model.view import Place, View
from tui_reader.store import backups, feeds, journal, lists, memory, retention
from tui_reader.store.database import Database

PAST, FUTURE = NOW - timedelta(days=3650), datetime(2038, 2, 1, tzinfo=UTC)
"""Before the articles were there, and beyond 32 bits of seconds."""


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place whose clocks are changed twice a year: in 2026 on 29 March and 25 October."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.hostile("H65")
@pytest.mark.parametrize("then", [PAST, FUTURE])
def test_feeds_are_due_whichever_way_the_clock_went(db: Database, fill: Fill, then: datetime) -> None:
    fill("One")
    db.execute("UPDATE feed SET tried_at = ?, due_at = ?", (NOW.timestamp(), NOW.timestamp() + 3600))
    assert feeds.claim(db, None, owner="a", now=NOW, force=False, limit=9) == []
    assert len(feeds.claim(db, None, owner="a", now=then, force=False, limit=9)) == 1


@pytest.mark.hostile("H65")
def test_undo_and_history_go_by_what_was_done_last_not_by_its_hour(db: Database, fill: Fill) -> None:
    one, two = fill("One", "Two")
    journal.apply(db, Kind.STAR, [one], FUTURE)
    journal.apply(db, Kind.STAR, [two], PAST)
    assert [action.kind for action in journal.history(db, 9)] == [Kind.STAR, Kind.STAR]
    assert [action.at for action in journal.history(db, 9)] == [PAST, FUTURE]
    journal.undo(db, NOW)
    assert db.rows("SELECT entry_id FROM entry_state WHERE starred") == [(one,)]


@pytest.mark.hostile("H65")
@pytest.mark.parametrize("then", [PAST, FUTURE])
def test_no_article_is_lost_unread_again_or_moved(db: Database, fill: Fill, then: datetime) -> None:
    ids = fill("One", "Two", "Three")
    journal.apply(db, Kind.MARK_READ, ids[:1], NOW)
    before = lists.ids(db, View(Place.ALL), now=NOW)
    memory.remember(db, memory.LAST_VISIT, str(int(then.timestamp())))
    assert retention.let_go(db, newest=2000, before=None, now=then) == 0
    assert lists.ids(db, View(Place.ALL), now=then) == before
    assert len(lists.ids(db, View(Place.UNREAD), now=then)) == 2
    assert memory.last_visit(db) == then


@pytest.mark.hostile("H65")
@pytest.mark.parametrize("then", [PAST, FUTURE])
def test_a_copy_is_made_again_and_the_ones_there_are_stay(db: Database, fill: Fill, then: datetime) -> None:
    fill("One")
    backups.make(db.path, NOW, 10**9)
    assert not backups.is_due(db.path, NOW + timedelta(days=1), 10**9)
    assert backups.is_due(db.path, then, 10**9)
    backups.make(db.path, then, 10**9)
    assert len(backups.kept(db.path)) == 2


DAYS = {
    "before summer": ("2026-03-28 12:00", "2026-03-28T00:00+01:00"),
    "summer begins": ("2026-03-29 12:00", "2026-03-29T00:00+01:00"),
    "summer": ("2026-07-01 12:00", "2026-07-01T00:00+02:00"),
    "summer ends": ("2026-10-25 12:00", "2026-10-25T00:00+02:00"),
}
"""A moment in UTC, and when the day it lies in began."""


@pytest.mark.hostile("H65")
@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize("day", DAYS)
def test_today_begins_at_midnight_on_the_days_the_clocks_are_changed(
    db: Database, fill: Fill, day: str
) -> None:
    now, began = datetime.fromisoformat(f"{DAYS[day][0]}+00:00"), datetime.fromisoformat(DAYS[day][1])
    query = meant(View(Place.SEARCH, query="after:today"), now)
    assert isinstance(query, When)
    assert query.moment == began
    [before, after] = fill("Before", "After")
    for entry, moment in ((before, began - timedelta(seconds=1)), (after, began)):
        db.execute("UPDATE entry_state SET sort_at = ? WHERE entry_id = ?", (int(moment.timestamp()), entry))
    assert list(lists.ids(db, View(Place.TODAY), now=now.astimezone(SYSTEM_ZONE))) == [after]


@pytest.mark.hostile("H65")
@pytest.mark.usefixtures("berlin")
def test_a_moment_half_a_year_away_is_told_by_the_hour_of_that_day() -> None:
    winter, summer = datetime(2026, 1, 1, 23, 30, tzinfo=UTC), datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert f"{winter.astimezone(SYSTEM_ZONE):%d %H:%M}" == "02 00:30"
    assert f"{summer.astimezone(SYSTEM_ZONE):%d %H:%M}" == "02 01:30"
    for hour in range(-30, 30):  # and back, in the hour that comes twice, too
        moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(minutes=10 * hour)
        assert moment.astimezone(SYSTEM_ZONE).timestamp() == moment.timestamp()


@pytest.mark.hostile("H65")
@pytest.mark.usefixtures("berlin")
def test_a_machine_that_travels_is_on_the_time_of_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
    assert f"{moment.astimezone(SYSTEM_ZONE):%H:%M}" == "13:00"
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    assert f"{moment.astimezone(SYSTEM_ZONE):%H:%M}" == "19:00"
