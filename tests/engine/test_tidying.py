"""Tidying in idle time: the engine's own pieces over a real store."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.engine.pieces import NOW, Idle, at_once, pieces
from tui_reader.engine.parts import Wishes
from tui_reader.engine.tidying import Tidier
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import entries, feeds, integrity, memory, shrinking
from tui_reader.store.database import Database, open_database


def filled(database: Database) -> None:
    feed = feeds.add_feed(database, "https://news.example/feed", "feed", now=NOW)
    for day in range(30):
        data = EntryData(
            guid=str(day), title=str(day), published=NOW - timedelta(days=day), content=Content("a " * 400)
        )
        entries.save(database, feed, Changes(new=(New(data, keys_of(data)),)), NOW)


def listed(database: Database) -> int:
    (count,) = database.one("SELECT COUNT(*) FROM entry_state WHERE hidden = 0")
    return int(count)


async def test_old_articles_go_once_nothing_else_is_to_be_done(tmp_path: Path) -> None:
    wishes = Wishes(newest_per_feed=25, keep_days=20)
    async with pieces(tmp_path, filled, wishes=wishes) as parts:
        idle = Idle()
        tidying = asyncio.create_task(Tidier(parts, idle).tidy())
        await idle.waited_for()
        assert await parts.keeper.read(listed) == 30
        idle.over.set()
        await tidying
        assert await parts.keeper.read(listed) == 21


async def test_what_was_let_go_of_is_given_back_to_the_disk_and_what_lay_behind_it_stays(
    tmp_path: Path,
) -> None:
    def emptied(database: Database) -> None:
        """Some 20 MB are free in the middle of the file."""
        database.execute("CREATE TABLE ballast (x)")
        database.execute("INSERT INTO ballast VALUES (zeroblob(20000000))")
        memory.remember(database, "behind", "x" * 2_000_000)
        database.execute("DROP TABLE ballast")

    async with pieces(tmp_path, emptied) as parts:
        await Tidier(parts, at_once).tidy()
        kept = await parts.keeper.read(memory.recall, "behind")
        pages, free = await parts.keeper.read(
            lambda db: (db.one("PRAGMA page_count")[0], db.one("PRAGMA freelist_count")[0])
        )
        assert await parts.keeper.read(integrity.check) == ()
    assert kept == "x" * 2_000_000
    assert free == 1024, "room for what comes next"
    assert (tmp_path / "reader.db").stat().st_size == pages * 8192 < 14_000_000


def test_a_store_not_made_for_it_gives_nothing_back_and_is_not_asked_for_ever(tmp_path: Path) -> None:
    with closing(open_database(tmp_path / "reader.db")) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA auto_vacuum = NONE")
        database.execute("VACUUM")
        database.execute("CREATE TABLE ballast (x)")
        database.execute("INSERT INTO ballast VALUES (zeroblob(20000000))")
        database.execute("DROP TABLE ballast")
        assert database.one("PRAGMA freelist_count")[0] > 2000
        assert not shrinking.shrink(database)
