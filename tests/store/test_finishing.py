"""What a refresh found of a feed is kept: its results, its rhythm, where it moved; and who asked to be left alone is."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tui_reader.model.feed import Trouble
from tui_reader.model.pace import Hints, Pace
from tui_reader.store import feeds
from tui_reader.store.database import Database


def finish(
    db: Database,
    feed_id: int,
    now: datetime,
    *,
    moved_to: str = "",
    trouble: Trouble | None = None,
    pace: Pace | None = None,
    left_out: int = 0,
    note: str = "",
    status: int = 200,
    due: timedelta = timedelta(hours=1),
) -> None:
    feeds.finish(
        db, feed_id, owner="a", now=now, data=None, validators=None, trouble=trouble, due_at=now + due,
        moved_to=moved_to, pace=pace, left_out=left_out, note=note, status=status, size=5, milliseconds=7, new=1, updated=2,
    )  # fmt: skip


def location(db: Database, feed_id: int) -> str:
    feed = feeds.feed(db, feed_id)
    assert feed is not None
    return feed.location


def test_a_move_must_hold_three_times_in_a_row(db: Database, now: datetime, feed_id: int) -> None:
    old = location(db, feed_id)
    for target in ("https://n.example", "https://n.example", "https://other.example", "https://n.example"):
        finish(db, feed_id, now, moved_to=target)
    finish(db, feed_id, now)  # not redirected this time
    for _ in range(2):
        finish(db, feed_id, now, moved_to="https://n.example")
    finish(db, feed_id, now, trouble=Trouble("no_answer"))  # says nothing of the address
    assert location(db, feed_id) == old
    moving = feeds.feed(db, feed_id)
    assert moving is not None
    assert moving.moving_to == "https://n.example"
    finish(db, feed_id, now, moved_to="https://n.example")
    moved = feeds.feed(db, feed_id)
    assert moved is not None
    assert (moved.id, moved.location, moved.moved_from, moved.moving_to) == (
        feed_id,
        "https://n.example",
        old,
        "",
    )
    assert db.one("SELECT code FROM feed_result ORDER BY id DESC")[0] == "new_address"


def test_results_are_kept_with_all_their_figures_but_not_for_ever(
    db: Database, now: datetime, feed_id: int
) -> None:
    for turn in range(30):
        finish(db, feed_id, now + timedelta(seconds=turn), note="downgraded", status=200 + turn)
    rows = db.rows(
        "SELECT at, status, bytes, milliseconds, new, updated, code FROM feed_result ORDER BY id DESC"
    )
    assert len(rows) == 20
    assert rows[0] == (int(now.timestamp()) + 29, 229, 5, 7, 1, 2, "downgraded")


def test_the_rhythm_is_kept_until_another_is_found(db: Database, now: datetime, feed_id: int) -> None:
    pace = Pace(3600, 12345, Hints(ttl=60, skip_days=(5, 6)))
    finish(db, feed_id, now, pace=pace, left_out=98_000)
    finish(db, feed_id, now)
    feed = feeds.feed(db, feed_id)
    assert feed is not None
    assert (feed.pace, feed.left_out) == (pace, 98_000)
    for odd in ("", "[]", '{"gap": "x"}', "\x00"):
        db.execute("UPDATE feed SET pace = ?", (odd,))
        feed = feeds.feed(db, feed_id)
        assert feed is not None
        assert feed.pace == Pace()


@pytest.mark.parametrize("code", ["too_many", "server_trouble"])
def test_who_asked_to_wait_is_left_alone_even_when_the_reader_insists(
    db: Database, now: datetime, feed_id: int, code: str
) -> None:
    finish(db, feed_id, now, trouble=Trouble(code, {"seconds": 600}))

    def claimed(at: datetime) -> int:
        return len(feeds.claim(db, [feed_id], owner="a", now=at, force=True))

    later = now + timedelta(seconds=599)
    assert claimed(later) == 0
    assert [feed.id for feed in feeds.waiting(db, [feed_id], later)] == [feed_id]
    assert claimed(now + timedelta(seconds=601)) == 1
    assert feeds.waiting(db, [feed_id], now + timedelta(seconds=601)) == []
    assert claimed(now - timedelta(days=3650)) == 1  # the clock was set back: the wait means nothing any more


def test_a_deadline_is_no_wish_to_wait(db: Database, now: datetime, feed_id: int) -> None:
    finish(db, feed_id, now, trouble=Trouble("too_slow", {"seconds": 600}))
    assert feeds.claim(db, [feed_id], owner="a", now=now, force=True)


def test_a_feed_that_is_gone_is_asked_by_name_but_not_with_all(
    db: Database, now: datetime, feed_id: int
) -> None:
    finish(db, feed_id, now, trouble=Trouble("gone"), due=timedelta(days=7))
    soon = now + timedelta(days=1)
    assert feeds.claim(db, None, owner="a", now=soon, force=True) == []
    assert feeds.claim(db, None, owner="a", now=now + timedelta(days=8), force=True)
    assert feeds.claim(db, [feed_id], owner="a", now=soon, force=True)


def test_a_clock_that_was_ahead_does_not_put_a_feed_off_for_years(
    db: Database, now: datetime, feed_id: int
) -> None:
    finish(db, feed_id, now, due=timedelta(days=4000))
    assert feeds.claim(db, None, owner="a", now=now + timedelta(minutes=1))
