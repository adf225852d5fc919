"""The short form of ``make soak``: a kill of each kind, always the same ones."""

from __future__ import annotations

from pathlib import Path

from tests.soak.judging import Journal, faults
from tests.soak.kills import LATEST, Kills
from tests.soak.site import served
from tui_reader.store.database import open_database


def test_a_kill_of_each_kind_loses_nothing(tmp_path: Path) -> None:
    with served() as site:
        kills = Kills(tmp_path, site, 7)
        told = kills.run(len(LATEST))
        kills.finish()
    assert told.failures == []
    assert told.kills.total() == len(LATEST)
    assert told.acknowledged > 0


def test_the_judge_sees_what_was_lost(tmp_path: Path) -> None:
    with served() as site:
        home = tmp_path / "home"
        Kills(tmp_path, site, 7)
        db = open_database(home / "data" / "reader.db")
        location, count = db.one(
            "SELECT location, COUNT(*) FROM entry JOIN feed ON feed.id = feed_id GROUP BY feed_id"
        )
        entry = db.one("SELECT MIN(id) FROM entry")[0]
        assert faults(home, Journal({location: count}, {entry: (0, 0)})) == []
        assert faults(home, Journal({location: count + 1})) == [
            f"{location}: {count} of {count + 1} acknowledged articles"
        ]
        assert faults(home, Journal(marks={entry: (1, 0)})) == ["1 acknowledged marks lost"]
        db.execute("UPDATE feed SET unread = unread + 1 WHERE location = ?", (location,))
        assert faults(home, Journal()) == ["counts wrong for 1 feeds"]
        db.execute("UPDATE feed SET unread = unread - 1 WHERE location = ?", (location,))
        db.execute("INSERT INTO search (search) VALUES ('delete-all')")
        assert len(faults(home, Journal())) == 1
        db.close()
