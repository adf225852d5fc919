"""Reader, engine and a second reader write at once, and nobody is told that the database is locked."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tui_reader.model.errors import StoreError
from tui_reader.model.feed import FeedData, Trouble, Validators
from tui_reader.store import debt, feeds, memory
from tui_reader.store.database import Database, open_database

_WRITES = """
import sys
from pathlib import Path
from tui_reader.store import memory
from tui_reader.store.database import open_database
db = open_database(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for n in range(300):
    with db.transaction():
        memory.remember(db, "count", str(int(memory.recall(db, "count") or 0) + 1))
db.close()
"""


@pytest.mark.hostile("H64")
def test_two_processes_count_together_without_losing_one(path: Path) -> None:
    open_database(path).close()
    program = [sys.executable, "-c", _WRITES, str(path)]
    children = [
        subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.wait(60) for child in children] == [0, 0]
    db = open_database(path)
    assert memory.recall(db, "count") == "600"
    db.close()
    for child in children:
        for pipe in (child.stdin, child.stdout):
            assert pipe is not None
            pipe.close()


@pytest.mark.hostile("H64")
def test_a_feed_claimed_by_one_is_left_out_for_the_other_until_its_lease_ends(
    db: Database, path: Path, now: datetime, feed_id: int
) -> None:
    other = open_database(path)
    assert [f.id for f in feeds.claim(db, None, owner="a", now=now, force=True, limit=10)] == [feed_id]
    assert feeds.claim(other, None, owner="b", now=now, force=True, limit=10) == []
    assert feeds.claim(other, [feed_id], owner="b", now=now, force=True, limit=10) == []
    feeds.renew(db, [feed_id], "a", now + timedelta(seconds=50))
    assert (
        feeds.claim(other, [feed_id], owner="b", now=now + timedelta(seconds=70), force=True, limit=10) == []
    )
    late = now + timedelta(seconds=111)
    assert [f.id for f in feeds.claim(other, [feed_id], owner="b", now=late, force=True, limit=10)] == [
        feed_id
    ]
    other.close()


def test_what_a_killed_process_had_claimed_waits_for_no_lease(
    db: Database, feed_id: int, now: datetime
) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    here = socket.gethostname()[:40]
    for owner, free in (
        (f"{here}:{dead.pid}:x", True),
        (f"{here}:{os.getpid()}:x", False),
        (f"else:{dead.pid}:x", False),
    ):
        feeds.claim(db, [feed_id], owner=owner, now=now, force=True)
        assert bool(feeds.claim(db, [feed_id], owner="other", now=now, force=True)) is free
        feeds.finish(
            db,
            feed_id,
            owner="other" if free else owner,
            now=now,
            data=None,
            validators=None,
            trouble=None,
            due_at=None,
        )


@pytest.mark.hostile("H65")
def test_a_clock_set_back_ten_years_does_not_hold_feeds_or_claims(
    db: Database, now: datetime, feed_id: int
) -> None:
    finish(db, feed_id, now)
    feeds.claim(db, [feed_id], owner="a", now=now, force=True, limit=1)
    past = now - timedelta(days=3650)
    assert [f.id for f in feeds.claim(db, None, owner="b", now=past, force=False, limit=10)] == [feed_id]


def finish(db: Database, feed_id: int, now: datetime, trouble: Trouble | None = None) -> None:
    feeds.finish(
        db,
        feed_id,
        owner="a",
        now=now,
        data=None if trouble else FeedData("Báo", "https://example.org"),
        validators=None if trouble else Validators('"1"', "yesterday", b"hash"),
        trouble=trouble,
        due_at=now + timedelta(hours=1),
    )


def test_finishing_releases_the_feed_and_keeps_its_data_validators_and_trouble(
    db: Database, now: datetime, feed_id: int
) -> None:
    feeds.claim(db, [feed_id], owner="a", now=now, force=True, limit=1)
    finish(db, feed_id, now)
    feed = feeds.feed(db, feed_id)
    assert feed is not None
    assert (feed.title, feed.validators.etag, feed.trouble, feed.refreshed_at) == ("Báo", '"1"', None, now)
    assert feeds.claim(db, None, owner="b", now=now, force=False, limit=9) == []
    due = now + timedelta(hours=1)
    assert len(feeds.claim(db, None, owner="b", now=due, force=False, limit=9)) == 1
    finish(db, feed_id, due, Trouble("http_status", {"status": 500}))
    finish(db, feed_id, due + timedelta(hours=1), Trouble("timeout"))
    feed = feeds.feed(db, feed_id)
    assert feed is not None
    assert feed.trouble == Trouble("timeout", {}, due, 2)
    assert (feed.title, feed.validators.body_hash) == ("Báo", b"hash")


def test_debt_is_taken_once_newest_first_and_the_asked_one_before_all(
    db: Database, path: Path, now: datetime, save: object
) -> None:
    ids = save("a", "b", "c", "d")  # type: ignore[operator]
    other = open_database(path)
    assert debt.take(db, "convert", owner="a", now=now, limit=2, first=ids[0]) == [ids[0], ids[3]]
    assert debt.take(other, "convert", owner="b", now=now, limit=9) == [ids[2], ids[1]]
    assert debt.take(other, "convert", owner="c", now=now, limit=9) == []
    assert sorted(debt.take(other, "convert", owner="c", now=now + timedelta(seconds=61), limit=9)) == ids
    other.close()


def test_an_entry_that_never_comes_back_done_is_given_up(db: Database, now: datetime, save: object) -> None:
    save("a")  # type: ignore[operator]
    for turn in range(debt.MOST_TRIES):
        assert debt.take(db, "convert", owner="a", now=now + timedelta(minutes=2 * turn), limit=9)
    assert debt.take(db, "convert", owner="a", now=now + timedelta(days=1), limit=9) == []
    assert debt.count(db) == 0


def test_a_store_that_stays_locked_is_said_to_be_busy(db: Database, path: Path) -> None:
    other = open_database(path)
    other.execute("PRAGMA busy_timeout = 50")
    memory.remember(db, "a", "b")
    with (
        db.transaction()
    ):  # takes the write lock at once, not with the first change: what was read stays true
        assert memory.recall(db, "a") == "b"
        with pytest.raises(StoreError) as caught:
            memory.remember(other, "a", "c")
    assert caught.value.code == "store.busy"
    other.close()


def test_one_who_waits_to_write_looks_every_millisecond_whether_the_other_is_done(
    db: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_database(path)
    other.execute("BEGIN IMMEDIATE")
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        other.execute("COMMIT")

    monkeypatch.setattr("tui_reader.store.connecting.time.sleep", sleep)
    memory.remember(db, "a", "b")
    assert waited == [0.001]
    assert db.one("PRAGMA busy_timeout") == (5000,), "whoever waits for anything else waits as before"
    other.close()


def test_an_entry_that_changes_while_it_is_converted_is_converted_once_more(
    db: Database, now: datetime, save: object
) -> None:
    (entry_id,) = save("a")  # type: ignore[operator]
    debt.take(db, "convert", owner="a", now=now, limit=9)
    debt.owe(db, "convert", [entry_id])
    debt.clear(db, "convert", [entry_id])
    assert debt.take(db, "convert", owner="b", now=now, limit=9) == [entry_id]
    debt.clear(db, "convert", [entry_id])
    assert debt.count(db) == 0
