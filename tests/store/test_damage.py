"""A store with random damage says so or works; it never ends the program with a bug, and nothing of it is overwritten."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tui_reader.model.action import Kind
from tui_reader.model.errors import ReaderError
from tui_reader.model.query import Words
from tui_reader.model.view import View
from tui_reader.store import content, entries, integrity, journal, lists, search, threads
from tui_reader.store.database import Database, open_database, start_over


def use(path: Path, now: datetime) -> tuple[str, ...]:
    db = open_database(path)
    try:
        screen = lists.first_screen(db, View())
        for row in screen.rows[:3]:
            entries.entry(db, row.id)
            content.document(db, row.id)
            threads.thread(db, row.id)
        search.find(db, Words("chung"), limit=9, now=now)
        journal.apply(db, Kind.MARK_READ, [row.id for row in screen.rows], now)
        return integrity.check(db) + tuple(db.notices)
    finally:
        db.close()


@pytest.mark.hostile("H60")
@pytest.mark.parametrize("seed", range(20))
def test_random_damage_is_told_or_harmless(
    db: Database, save: Callable[..., list[int]], convert: Callable[..., None], now: datetime, seed: int
) -> None:
    convert(dict.fromkeys(save(*map(str, range(150))), "chung một câu dài " * 40))
    db.close()
    sound = db.path.read_bytes()
    rng = random.Random(seed)
    bad = bytearray(sound)
    for _ in range(rng.choice((1, 3, 20))):
        at = rng.randrange(len(bad))
        size = rng.choice((1, 16, 8192))
        bad[at : at + size] = rng.randbytes(len(bad[at : at + size]))
    db.path.write_bytes(bad)
    try:
        use(db.path, now)
    except ReaderError as error:
        assert error.code  # noqa: PT017
    aside = list(db.path.parent.glob("reader.db.damaged-*"))
    assert not aside or [path.read_bytes() for path in aside if path.suffix[-4:] not in ("-wal", "-shm")] == [
        bad
    ]
    fresh = open_database(db.path.with_name("fresh.db"))  # for the fixture to close
    db.connection, db._opened = fresh.connection, fresh._opened


@pytest.mark.hostile("H60")
def test_a_store_found_damaged_in_use_is_moved_aside_whole(path: Path) -> None:
    open_database(path).close()
    before = path.read_bytes()
    db = start_over(path)
    assert (db.notices, db.set_aside is not None and db.set_aside.read_bytes()) == (["store.damaged"], before)
    assert lists.first_screen(db, View()).rows == ()
    db.close()
