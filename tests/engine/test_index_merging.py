"""Joining the index in idle time: the engine's own pieces over a real store."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.engine.pieces import NOW, Idle, pieces
from tui_reader.engine.index_merging import IndexMerger
from tui_reader.model.entry import EntryData
from tui_reader.model.query import Words
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import entries, feeds, search
from tui_reader.store.database import Database

PARTS = 12


def filled(database: Database) -> None:
    """Each article goes into the index by itself, as it does where articles trickle in."""
    feed = feeds.add_feed(database, "https://news.example/feed", "feed", now=NOW)
    for number in range(PARTS):
        data = EntryData(guid=str(number), title=f"cầu đường số {number}")
        new = entries.save(database, feed, Changes(new=(New(data, keys_of(data)),)), NOW).new
        with database.transaction():
            search.index(database, new)


def parts_of_index(database: Database) -> int:
    return int(database.one("SELECT COUNT(DISTINCT segid) FROM search_idx")[0])


def found(database: Database) -> list[int]:
    return search.find(database, Words("duo", prefix=True), limit=50, now=NOW) + search.find(
        database, Words("cau"), limit=50, now=NOW
    )


async def test_parts_of_the_index_are_joined_once_nothing_else_is_to_be_done(tmp_path: Path) -> None:
    async with pieces(tmp_path, filled) as parts:
        idle, keeper = Idle(), parts.keeper
        before = await keeper.read(found)
        merging = asyncio.create_task(IndexMerger(parts, idle).merge())
        await idle.waited_for()
        assert await keeper.read(parts_of_index) == PARTS
        idle.over.set()
        await merging
        assert await keeper.read(parts_of_index) < 4
        assert await keeper.read(found) == before
        assert len(before) == PARTS * 2
