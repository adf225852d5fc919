"""A store that is not sound is mended or kept aside; subscriptions come along, and the reader is told where it is."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.library.conftest import NOW, Fill, Open
from tui_reader.library import recovery
from tui_reader.model.errors import StoreError
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import backups, debt, integrity, search
from tui_reader.store.database import Database, open_database

KILLED = """
import os, sys, signal
from pathlib import Path
from tui_reader.store import memory
from tui_reader.store.database import open_database
db = open_database(Path(sys.argv[1]))
memory.remember(db, "x", "y")
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_writing(path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert ended.returncode == -signal.SIGKILL


def root_of(path: Path, name: str) -> tuple[int, int]:
    """Where a table or index begins in the file, and the size of a page."""
    raw = sqlite3.connect(path)
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    size = raw.execute("PRAGMA page_size").fetchone()[0]
    raw.close()
    return (root - 1) * size, size


def spoil(path: Path, *names: str) -> None:
    """Write rubbish over the first pages of tables or indexes."""
    places = [root_of(path, name) for name in names]
    with path.open("r+b") as file:
        for at, size in places:
            file.seek(at)
            file.write(os.urandom(size))


async def test_a_sound_store_is_not_spoken_of(fill: Fill, paths: Paths, reading: Open) -> None:
    fill("A")
    killed_while_writing(paths.store)
    async with reading() as one:
        assert await one.library.look_after() == ""
    database = open_database(paths.store)
    assert not integrity.ended_badly(database), "it was looked at, once"
    database.close()


async def test_a_spoilt_index_of_words_is_mended_after_a_bad_end(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    fill("Hà Nội", "Huế")
    db.execute("UPDATE search_data SET block = randomblob(length(block)) WHERE id > 10")
    db.close()
    killed_while_writing(paths.store)
    async with reading() as one:
        assert await one.library.look_after() == "store.mended"
        assert await one.library.look_after() == ""
        assert await one.titles() == ["Hà Nội", "Huế"]
        while ids := debt.take(one.library._thread.database, debt.INDEX, owner="test", now=NOW, limit=50):
            search.index(one.library._thread.database, ids)
        assert await one.titles(View(query="hue")) == ["Huế"]


async def test_what_cannot_be_mended_is_said_and_left_for_a_copy(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    fill("A")
    db.close()
    killed_while_writing(paths.store)
    spoil(paths.store, "comment")
    async with reading() as one:
        assert await one.library.look_after() == "store.not_mended"
        assert await one.titles() == ["A"], "what can be read is read"
        assert not list(paths.data.glob("*.damaged-*"))


async def test_nothing_is_looked_at_after_a_good_end(fill: Fill, db: Database, reading: Open) -> None:
    fill("A")
    db.close()
    async with reading() as one:
        assert await one.library.look_after() == ""


async def test_a_large_store_does_not_hold_up_the_reader(
    fill: Fill, paths: Paths, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("A")
    killed_while_writing(paths.store)
    monkeypatch.setattr(recovery, "LARGEST", 1)
    async with reading() as one:
        assert await one.library.look_after() == ""
        assert integrity.ended_badly(one.library._thread.database), "it is still to be looked at"


@pytest.mark.hostile("H60")
async def test_a_store_damaged_before_the_first_paint_is_kept_aside_and_the_feeds_come_along(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    fill("A", folder="Báo/Miền Bắc")
    db.close()
    spoil(paths.store, "entry_state", "entry")
    spoilt = paths.store.read_bytes()
    async with reading() as one:
        screen, article = one.library.first(View(Place.UNREAD)).result()
        assert (screen.rows, article) == ((), None)
        ((code, facts),) = one.library.notices
        assert code == "store.set_aside"
        assert Path(facts["path"]).read_bytes() == spoilt  # noqa: ASYNC240
        sources = await one.library.sources()
        assert [feed.location for feed in sources.feeds] == ["https://a.example"]
        assert [folder.title for folder in sources.folders] == ["Báo", "Miền Bắc"]


async def test_damage_found_in_use_is_kept_aside_and_reading_goes_on_with_the_engine(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    fill("A")
    db.close()
    async with reading(engine=True) as one:
        await one.until(lambda: one.events)
        before = one.library._engine.pid if one.library._engine else 0
        spoil(paths.store, "comment", "entry")
        (entry,) = (await one.library.snapshot(View())).ids
        one.library._thread.database.execute("PRAGMA shrink_memory")
        try:
            while not one.recovered:
                await one.library.article(entry)
                await one.library.thread(entry)
        except StoreError as error:
            assert error.code == "store.damaged"  # noqa: PT017
        await one.until(lambda: one.recovered)
        assert one.library.notices[0][0] == "store.set_aside"
        assert [feed.location for feed in (await one.library.sources()).feeds] == ["https://a.example"]
        assert one.library._engine is not None
        assert one.library._engine.pid not in (0, before), "another engine, on the fresh store"


async def test_one_bad_cell_is_no_reason_to_begin_anew(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    a, b = fill("A", "B", body="Một câu.")
    db.execute("UPDATE document SET document = X'00112233' WHERE entry_id = ?", (a,))
    async with reading() as one:
        bad = await one.library.article(a)
        assert bad is not None
        assert bad.document is None, "the engine is asked for it again"
        article = await one.library.article(b)
        assert article is not None
        assert article.document is not None
        assert one.recovered == 0
    assert not list(paths.data.glob("*.damaged-*"))


async def test_a_store_damaged_before_the_first_paint_goes_on_from_its_copy_with_what_came_since(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    fill("Xưa")
    backups.make(paths.store, NOW, 10**9)
    fill("Nay")
    db.close()
    spoil(paths.store, "comment", "feed_result")
    spoilt = paths.store.read_bytes()
    async with reading() as one:
        one.library.first(View(Place.UNREAD)).result()
        await one.library._thread.replace(lambda database: recovery.recover(database, NOW))
        ((code, facts),) = one.library.notices
        assert code == "store.rescued"
        assert Path(facts["path"]).read_bytes() == spoilt  # noqa: ASYNC240
        assert sorted(await one.titles()) == ["Nay", "Xưa"]


async def test_a_store_beyond_opening_goes_on_from_its_copy_and_says_of_when_it_is(
    fill: Fill, db: Database, paths: Paths, reading: Open
) -> None:
    fill("Xưa")
    made = backups.make(paths.store, NOW, 10**9)
    db.close()
    paths.store.write_bytes(b"\xff" * 60_000)
    async with reading() as one:
        assert await one.titles() == ["Xưa"]
        ((code, facts),) = one.library.notices
        assert code == "store.restored"
        assert made is not None
        assert facts["date"] == f"{made.at.astimezone():%d/%m/%Y}"
