"""The engine's writing: together where it can be, each by itself where one fails, out of the way of who else writes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.patience import wait_until
from tests.small_disk import small_disk
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.reading import read
from tui_reader.engine.saving import _first
from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import FeedData
from tui_reader.store import entries, feeds, memory
from tui_reader.store.database import Database, open_database
from tui_reader.store.turns import Turns

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[Keeper]:
    made = Keeper(tmp_path / "reader.db")
    await made.open()
    yield made
    await made.close()


def touch(database: Database, name: str) -> int:
    """Write something, and say under which number."""
    memory.remember(database, name, "x")
    return database.change() if database.connection.in_transaction else -1


async def test_what_waits_is_written_in_one_transaction(keeper: Keeper) -> None:
    numbers = await asyncio.gather(*(keeper.write(touch, f"name{n}") for n in range(20)))
    assert len(set(numbers)) < 5
    assert [await keeper.read(memory.recall, f"name{n}") for n in range(20)] == ["x"] * 20


async def test_one_that_fails_undoes_nothing_of_the_others(keeper: Keeper) -> None:
    def fail(database: Database) -> None:
        memory.remember(database, "half", "done")
        raise StoreError("store.unknown")

    results = await asyncio.gather(
        keeper.write(touch, "before"),
        keeper.write(fail),
        keeper.write(touch, "after"),
        return_exceptions=True,
    )
    assert isinstance(results[1], StoreError)
    assert await keeper.read(memory.recall, "before") == "x"
    assert await keeper.read(memory.recall, "after") == "x"


async def test_beside_one_that_fails_each_decides_and_writes_in_one_transaction(keeper: Keeper) -> None:
    def fail(database: Database) -> None:
        raise StoreError("store.unknown")

    def judge(database: Database) -> bool:
        return database.connection.in_transaction

    judged, failed, after = await asyncio.gather(
        keeper.write(judge), keeper.write(fail), keeper.write(judge), return_exceptions=True
    )
    assert (judged, after) == (True, True)
    assert isinstance(failed, StoreError)


async def test_two_engines_that_bring_the_same_thing_keep_it_once(keeper: Keeper, tmp_path: Path) -> None:
    other = Keeper(tmp_path / "reader.db")
    await other.open()
    feed_id = await keeper.durably(feeds.add_feed, "local:files", "files", now=NOW)
    parsed = ParsedFeed(FeedData("t"), (EntryData(guid="file:///a.txt", title="A"),))

    def fail(database: Database) -> None:
        raise StoreError("store.unknown")

    def save(database: Database) -> int:
        made = read(parsed, NOW)
        return len(_first(database, feed_id, made, NOW, False)[0].new)

    try:
        for _ in range(5):
            answers = await asyncio.gather(
                *(each.write(work) for each in (keeper, other) for work in (save, fail)),
                return_exceptions=True,
            )
            assert all(isinstance(one, (int, StoreError)) for one in answers)
        assert len((await keeper.read(entries.known, feed_id, read(parsed, NOW).keys)).hashes) == 1
    finally:
        await other.close()


async def test_a_full_disk_fails_what_waits_and_does_not_spin(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        keeper = Keeper(disk.root / "reader.db")
        await keeper.open()
        disk.fill()
        async with asyncio.timeout(20):
            answers = await asyncio.gather(
                *(keeper.write(touch, f"name{n}") for n in range(5)), return_exceptions=True
            )
        assert {str(answer).partition(" ")[0] for answer in answers} == {"store.disk_full"}
        disk.free()
        await keeper.write(touch, "then")
        assert await keeper.read(memory.recall, "then") == "x"
        await keeper.close()


async def test_what_is_cancelled_before_its_turn_is_not_done(keeper: Keeper) -> None:
    task = asyncio.create_task(keeper.write(touch, "never"))
    await asyncio.sleep(0)
    task.cancel()
    await keeper.write(touch, "then")
    assert await keeper.read(memory.recall, "never") is None


async def test_others_write_while_much_is_being_written(keeper: Keeper, tmp_path: Path) -> None:
    done = threading.Event()

    def other() -> None:
        database = open_database(tmp_path / "reader.db")
        for n in range(10):
            feeds.add_feed(database, f"https://news.example/{n}", "feed", now=NOW)
        database.close()
        done.set()

    thread = threading.Thread(target=other)
    thread.start()
    written = 0
    while not done.is_set():
        await asyncio.gather(*(keeper.write(touch, f"{written}-{n}") for n in range(50)))
        written += 1
    thread.join()
    kept = await keeper.read(feeds.sources)
    assert len(kept.feeds) == 10


async def test_the_log_grows_while_much_is_written_and_is_folded_back_when_it_is_quiet(
    keeper: Keeper, tmp_path: Path
) -> None:
    def much(database: Database) -> None:
        for n in range(20):
            memory.remember(database, f"much{n}", "x" * 1_000_000)

    def folded_back() -> bool:
        return (tmp_path / "reader.db").stat().st_size > 20_000_000

    await keeper.write(much)
    assert await keeper.read(Database.log_size) > 16 * 2**20
    await asyncio.to_thread(wait_until, folded_back, "the log to be folded back")


def test_a_wish_to_write_is_seen_by_others_and_not_by_oneself(tmp_path: Path) -> None:
    one, other = Turns(tmp_path / "reader.db"), Turns(tmp_path / "reader.db")
    assert not one.wanted()
    other.want()
    assert one.wanted()
    assert not other.wanted()
    other.done()
    assert not one.wanted()
    one.close()
    other.close()


async def test_one_who_writes_much_knows_whether_anybody_else_has_wanted_to_lately(
    keeper: Keeper, tmp_path: Path
) -> None:
    assert keeper.is_alone
    other = Turns(tmp_path / "reader.db")
    other.want()
    assert not keeper.is_alone
    writing = asyncio.create_task(keeper.write(touch, "while another waits"))
    await writing
    other.done()
    assert not keeper.is_alone
    other.close()
