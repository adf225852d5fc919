"""Tidying in idle time: the engine's own pieces over a real store."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts, Wishes
from tui_reader.engine.tidying import Tidier
from tui_reader.engine.workers import Workers
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.sources.retrieve import Retriever
from tui_reader.store import entries, feeds
from tui_reader.store.database import Database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


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
    keeper, door = Keeper(tmp_path / "reader.db"), Door()
    await keeper.open()
    await keeper.write(filled)
    idle = asyncio.Event()

    async def owed() -> None:
        await idle.wait()

    parts = Parts(
        keeper,
        Workers(1),
        Retriever("tests", door.is_shut),
        door,
        lambda event: None,
        wishes=Wishes(newest_per_feed=25, keep_days=20),
        now=lambda: NOW,
    )
    tidying = asyncio.create_task(Tidier(parts, owed).tidy())
    await asyncio.sleep(0)
    assert await keeper.read(listed) == 30
    idle.set()
    await tidying
    assert await keeper.read(listed) == 21
    parts.workers.close()
    await keeper.close()
