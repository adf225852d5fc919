"""A process that is killed loses nothing it said was kept."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tui_reader.store import feeds, integrity
from tui_reader.store.database import Database, open_database

_WRITER = Path(__file__).with_name("writer_to_kill.py")
_KILLS = 15


def counted(db: Database) -> list[tuple[int, ...]]:
    return db.rows(
        "SELECT feed_id, COUNT(*), SUM(read = 0), SUM(later), SUM(starred), SUM((read = 0) * words) FROM entry_state"
        " WHERE hidden = 0 GROUP BY feed_id"
    )


def kept(db: Database) -> list[tuple[int, ...]]:
    return db.rows("SELECT id, total, unread, later, starred, unread_words FROM feed WHERE total > 0")


@pytest.mark.hostile("H63")
def test_everything_acknowledged_before_kill_9_is_there_and_sound(path: Path, now: datetime) -> None:
    db = open_database(path)
    feed_id = feeds.add_feed(db, "https://example.org/feed", "feed", now=now)
    rng = random.Random(4)
    acknowledged: set[int] = set()
    for turn in range(_KILLS):
        child = subprocess.Popen(
            [sys.executable, str(_WRITER), str(path), str(feed_id), str(turn)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        for _ in range(rng.randrange(1, 25)):
            acknowledged.add(int(child.stdout.readline()))
        child.send_signal(signal.SIGKILL)
        acknowledged.update(int(line) for line in child.stdout if line.endswith("\n"))
        child.wait()
        child.stdout.close()
        there = {row[0] for row in db.rows("SELECT id FROM entry JOIN entry_state ON entry_id = id")}
        assert acknowledged <= there
        assert counted(db) == kept(db)
    assert integrity.ended_badly(db)
    assert integrity.check(db) == ()
    assert not integrity.ended_badly(db)
    owed = {row[0] for row in db.rows("SELECT entry_id FROM debt")}
    indexed = {row[0] for row in db.rows("SELECT entry_id FROM entry_text WHERE fold_version > 0")}
    assert {row[0] for row in db.rows("SELECT id FROM entry")} <= owed | indexed
    db.close()
