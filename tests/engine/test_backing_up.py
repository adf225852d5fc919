"""The weekly copy: made by the engine when nothing else is to be done, and not before."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tests.engine.test_tidying import NOW, filled
from tui_reader.engine.backing_up import BackupMaker
from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts, Wishes
from tui_reader.engine.workers import Workers
from tui_reader.sources.retrieve import Retriever
from tui_reader.store import backups


@asynccontextmanager
async def kept(path: Path, now: list[datetime], wishes: Wishes) -> AsyncIterator[Parts]:
    keeper, door = Keeper(path), Door()
    await keeper.open()
    await keeper.write(filled)
    parts = Parts(
        keeper,
        Workers(1),
        Retriever("tests", door.is_shut),
        door,
        lambda event: None,
        wishes=wishes,
        now=lambda: now[0],
    )
    yield parts
    parts.workers.close()
    await keeper.close()


async def at_once() -> None:
    """Nothing is owed."""


async def test_a_copy_is_made_after_the_first_day_then_once_a_week(tmp_path: Path) -> None:
    now = [NOW]
    async with kept(tmp_path / "reader.db", now, Wishes()) as parts:
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
    now = [NOW + timedelta(days=2)]
    idle, asked = asyncio.Event(), asyncio.Event()

    async def owed() -> None:
        asked.set()
        await idle.wait()

    wishes = Wishes(backup_bytes=0)
    async with kept(tmp_path / "reader.db", now, wishes) as parts:
        assert not await BackupMaker(parts, at_once).look()
        wishes.backup_bytes = 10**9
        looking = asyncio.create_task(BackupMaker(parts, owed).look())
        async with asyncio.timeout(20):
            await asked.wait()
        assert not backups.kept(parts.keeper.path)
        idle.set()
        assert await looking


async def test_a_maker_told_to_stop_leaves_no_half_copy(tmp_path: Path) -> None:
    async with kept(tmp_path / "reader.db", [NOW + timedelta(days=2)], Wishes()) as parts:
        looking = asyncio.create_task(BackupMaker(parts, at_once).look())
        for _ in range(4):
            await asyncio.sleep(0)
        looking.cancel()
        await asyncio.wait([looking])
        await asyncio.get_running_loop().shutdown_default_executor()
        folder = backups.folder_of(parts.keeper.path)
        left = [path.name for path in folder.glob("*")] if folder.exists() else []
        assert not [name for name in left if ".part" in name]
