"""The weekly copy: made by the engine when nothing else is to be done, and not before."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.engine.pieces import NOW, Idle, at_once, pieces
from tui_reader.engine.backing_up import BackupMaker
from tui_reader.engine.parts import Wishes
from tui_reader.model.entry import EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import backups, entries, feeds
from tui_reader.store.database import Database

LATER = NOW + timedelta(days=2)


def filled(database: Database) -> None:
    feed = feeds.add_feed(database, "https://news.example/feed", "feed", now=NOW)
    data = [EntryData(guid=str(n), title=str(n)) for n in range(30)]
    entries.save(database, feed, Changes(new=tuple(New(one, keys_of(one)) for one in data)), NOW)


async def test_a_copy_is_made_after_the_first_day_then_once_a_week(tmp_path: Path) -> None:
    now = [NOW]
    async with pieces(tmp_path, filled, now=lambda: now[0]) as parts:
        maker = BackupMaker(parts, at_once)
        made = []
        for hours in (0, 25, 26, 24 * 7, 24 * 9):
            now[0] = NOW + timedelta(hours=hours)
            made.append(await maker.look())
        assert made == [False, True, False, False, True]
        assert len(backups.kept(parts.keeper.path)) == 2
        found = await asyncio.to_thread(backups.newest_sound, parts.keeper.path)
        assert found is not None
        assert found.articles == 30


async def test_none_is_made_while_there_is_work_nor_where_none_is_wanted(tmp_path: Path) -> None:
    idle, wishes = Idle(), Wishes(backup_bytes=0)
    async with pieces(tmp_path, filled, wishes=wishes, now=lambda: LATER) as parts:
        assert not await BackupMaker(parts, at_once).look()
        wishes.backup_bytes = 10**9
        looking = asyncio.create_task(BackupMaker(parts, idle).look())
        await idle.waited_for()
        assert not backups.kept(parts.keeper.path)
        idle.over.set()
        assert await looking


async def test_a_maker_told_to_stop_leaves_no_half_copy(tmp_path: Path) -> None:
    async with pieces(tmp_path, filled, now=lambda: LATER) as parts:
        looking = asyncio.create_task(BackupMaker(parts, at_once).look())
        for _ in range(4):
            await asyncio.sleep(0)
        looking.cancel()
        await asyncio.wait([looking])
        await asyncio.get_running_loop().shutdown_default_executor()
        folder = backups.folder_of(parts.keeper.path)
        left = [path.name for path in folder.glob("*")] if folder.exists() else []
        assert not [name for name in left if ".part" in name]
