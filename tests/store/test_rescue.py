"""A damaged store gives up every row that can still be read, onto an earlier copy of it where there is one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tui_reader.model.action import Kind
from tui_reader.store import backups, comments, debt, integrity, journal, rescue, search
from tui_reader.store.database import Database, open_database

MB = 2**20
ALL = "SELECT id, title, link FROM entry ORDER BY id"
MARKS = "SELECT entry_id, read, starred FROM entry_state ORDER BY entry_id"


def pages_of(path: Path, table: str) -> list[int]:
    """Offsets of the leaves a table's rows lie in."""
    raw = sqlite3.connect(path)
    try:
        found = raw.execute(
            "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno", (table,)
        ).fetchall()
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    except sqlite3.OperationalError:
        pytest.skip("this SQLite has no dbstat")
    finally:
        raw.close()
    return [(number - 1) * size for (number,) in found]


def tear(path: Path, *places: int) -> None:
    dice = random.Random(1)
    with path.open("r+b") as file:
        for place in places:
            file.seek(place)
            file.write(dice.randbytes(8192))


@pytest.fixture
def kept(
    db: Database, save: Callable[..., list[int]], convert: Callable[..., None], now: datetime
) -> Database:
    """Three hundred articles, some read, some starred, one with a note."""
    ids = save(*(f"Tin {n}" for n in range(300)))
    convert(dict.fromkeys(ids[:50], "Một câu chung."))
    journal.apply(db, Kind.MARK_READ, ids[:100], now)
    journal.apply(db, Kind.STAR, ids[50:60], now)
    comments.note(db, ids[0], "Ý kiến của tôi", now)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return db


def test_one_torn_page_costs_the_rows_of_that_page_only(kept: Database, path: Path) -> None:
    whole, marks = kept.rows(ALL), kept.rows(MARKS)
    torn = path.with_name("torn.db")
    torn.write_bytes(path.read_bytes())
    leaves = pages_of(path, "entry")
    tear(torn, leaves[len(leaves) // 2])
    fresh = open_database(path.with_name("fresh.db"))
    articles = rescue.rescue(torn, fresh)
    assert 300 * 0.8 < articles < 300
    assert set(fresh.rows(ALL)) <= set(whole)
    assert set(fresh.rows(MARKS)) <= set(marks)
    assert fresh.rows("SELECT text FROM note") == [("Ý kiến của tôi",)]
    assert integrity.check(fresh) == ()
    assert not integrity.foreign_rows(fresh)
    while ids := debt.take(fresh, debt.INDEX, owner="t", now=datetime.now().astimezone(), limit=200):
        search.index(fresh, ids)
        debt.take(fresh, debt.INDEX, owner="t", now=datetime.now().astimezone(), limit=0)
        fresh.execute(f"DELETE FROM debt WHERE kind = 'index' AND entry_id IN ({','.join(map(str, ids))})")
    assert integrity.check(fresh) == ()
    fresh.close()


def test_onto_a_copy_nothing_of_the_copy_is_lost_and_what_came_since_comes_along(
    kept: Database, path: Path, save: Callable[..., list[int]], now: datetime
) -> None:
    copy = backups.make(path, now, 100 * MB)
    assert copy is not None
    since = save(*(f"Mới {n}" for n in range(40)))
    journal.apply(kept, Kind.MARK_READ, since[:20], now)
    kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole, marks = kept.rows(ALL), kept.rows(MARKS)
    torn = path.with_name("torn.db")
    torn.write_bytes(path.read_bytes())
    leaves = pages_of(path, "entry")
    tear(torn, *leaves[:2])  # articles the copy has
    assert rescue.same_store(torn, copy.path)
    fresh = open_database(copy.path)
    assert rescue.rescue(torn, fresh) == 340
    assert fresh.rows(ALL) == whole
    assert fresh.rows(MARKS) == marks
    assert integrity.check(fresh) == ()
    fresh.close()


def test_another_store_is_told_from_an_earlier_state(kept: Database, path: Path, now: datetime) -> None:
    copy = backups.make(path, now, 100 * MB)
    assert copy is not None
    kept.execute("UPDATE feed SET added_at = added_at + 5")
    assert not rescue.same_store(path, copy.path)


@pytest.mark.parametrize("table", ["feed", "entry_state"])
def test_articles_outlive_their_feed_and_their_state(kept: Database, path: Path, table: str) -> None:
    torn = path.with_name("torn.db")
    torn.write_bytes(path.read_bytes())
    tear(torn, *pages_of(path, table))
    fresh = open_database(path.with_name("fresh.db"))
    assert rescue.rescue(torn, fresh) == 300
    assert fresh.one("SELECT COUNT(*) FROM entry_state")[0] == 300
    assert not integrity.foreign_rows(fresh)
    assert fresh.one("SELECT SUM(total) FROM feed")[0] == 300
    fresh.close()


@pytest.mark.parametrize("seed", range(6))
def test_random_damage_never_makes_an_unsound_store(kept: Database, path: Path, seed: int) -> None:
    dice = random.Random(seed)
    body = bytearray(path.read_bytes())
    for _ in range(dice.choice((1, 4, 30))):
        at = dice.randrange(4096, len(body))
        body[at : at + 500] = dice.randbytes(len(body[at : at + 500]))
    torn = path.with_name("torn.db")
    torn.write_bytes(body)
    fresh = open_database(path.with_name("fresh.db"))
    try:
        rescue.rescue(torn, fresh)
    except Exception as error:
        assert type(error).__name__ == "StoreError"  # noqa: PT017
    assert integrity.check(fresh) == ()
    assert not integrity.foreign_rows(fresh)
    fresh.close()
