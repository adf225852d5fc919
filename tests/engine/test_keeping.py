"""Whole articles for a time without network, fetched by the real engine from a loopback server, whoever is killed or stops."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from tests.engine.conftest import Talk, talking
from tests.engine.fault_server import FaultServer
from tests.engine.trips import Store, begin, command, follow, over, publish
from tests.patience import wait_until
from tui_reader.model.action import Kind
from tui_reader.model.entry import Kept
from tui_reader.model.messages import (
    EntryReady,
    FetchPicture,
    Keeping,
    KeepOffline,
    SetOffline,
)
from tui_reader.model.trip import Standing, Trip
from tui_reader.paths import Paths
from tui_reader.store import debt, journal, keeping, lists

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
async def engine(paths: Paths) -> AsyncIterator[Talk]:
    async with talking(paths, command(paths)) as talk:
        yield talk


async def test_text_pictures_and_comments_of_every_article_come_and_are_told(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    publish(server, 4)
    await follow(engine, server, 4)
    ids = await begin(engine, paths)
    told = await engine.until(Keeping, over)
    assert told.standing == Standing.DONE
    assert (told.total, told.left) == (4, 0)
    lefts = [event.left for event in engine.heard(Keeping)]
    assert lefts == sorted(lefts, reverse=True)
    with Store(paths) as store:
        assert all(store.whole(entry_id) for entry_id in ids)
        rows = lists.rows(store.db, ids)
        assert all(row.kept & Kept.PICTURES and row.kept & Kept.COMMENTS for row in rows)
        known = keeping.trip(store.db)
        assert known is not None
        files = sum(path.stat().st_size for path in paths.pictures.glob("??/*.png"))
        assert files <= known.spent <= files + 100_000
    assert len(server.asked("/anh/0-0")) == 1


async def test_within_its_budget_and_no_further(engine: Talk, server: FaultServer, paths: Paths) -> None:
    publish(server, 6)
    await follow(engine, server, 6)
    ids = await begin(engine, paths, budget=12_000)
    told = await engine.until(Keeping, over)
    assert told.standing == Standing.FULL
    with Store(paths) as store:
        here = [bool(store.entry(entry_id).kept & Kept.PICTURES) for entry_id in ids]
        assert 0 < sum(here) < 6
        assert here == sorted(here, reverse=True), "the first articles first"
        assert not debt.owes(store.db, debt.KEEP)
    fetched = len([one for one in server.requests if one.path.startswith("/anh/")])
    assert fetched < 12


async def test_without_pictures_none_is_asked_for(engine: Talk, server: FaultServer, paths: Paths) -> None:
    publish(server, 2)
    await follow(engine, server, 2)
    ids = await begin(engine, paths, shown=False)
    await engine.until(Keeping, over)
    assert not [one for one in server.requests if one.path.startswith("/anh/")]
    with Store(paths) as store:
        assert all(store.entry(entry_id).kept & Kept.COMMENTS for entry_id in ids)


async def test_a_killed_engine_owes_what_was_left_and_its_successor_fetches_just_that(
    server: FaultServer, paths: Paths
) -> None:
    publish(server, 5, "held-picture")
    async with talking(paths, command(paths)) as engine:
        await follow(engine, server, 5)
        await begin(engine, paths)
        await engine.until(Keeping, lambda event: event.left == 3)
        await asyncio.to_thread(wait_until, lambda: server.running, "a picture in hand")
        process = engine.client._process
        assert process is not None
        process.kill()
        server.let_go.set()
        await engine.until(Keeping, over)  # the client starts another
    with Store(paths) as store:
        ids = store.ids
        assert all(store.whole(entry_id) for entry_id in ids)
        known = keeping.trip(store.db)
        assert known is not None
        assert known.standing is Standing.DONE
    times = [len(server.asked(f"/held-picture/{n}-{k}")) for n in range(5) for k in range(2)]
    assert sum(times) <= 10 + 4, "at most what was in hand is fetched again"
    assert sum(len(server.asked(f"/bai/{n}")) for n in range(5)) <= 6


async def test_stopped_it_stops_at_once_and_what_is_here_stays(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    publish(server, 8, "held-picture")
    await follow(engine, server, 8)
    ids = await begin(engine, paths)
    await engine.until(Keeping, lambda event: event.left == 6)
    await asyncio.to_thread(wait_until, lambda: server.running, "a picture in hand")
    with Store(paths) as store:
        keeping.stop(store.db)
    await engine.ask(KeepOffline)
    told = await engine.until(Keeping, over)
    assert told.standing == Standing.STOPPED
    server.let_go.set()
    asked = len(server.requests)
    await engine.ask(lambda number: SetOffline(number, False))
    with Store(paths) as store:
        assert not debt.owes(store.db, debt.KEEP)
        assert [store.whole(entry_id) for entry_id in ids] == [True] * 2 + [False] * 6
        last = store.entry(ids[-1]).data.guid
    # Another trip, of the last article alone: had the first one gone on, its articles would come with it.
    heard = len(engine.events)
    await begin(engine, paths, only=ids[-1:])
    await engine.until(
        Keeping, lambda event: event in engine.events[heard:] and event.standing == Standing.DONE
    )
    assert {re.sub("[^0-9]", " ", one.path).split()[0] for one in server.requests[asked:]} == {last}


async def test_offline_nothing_is_asked_for_and_it_goes_on_when_there_is_a_network(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    publish(server, 2)
    await follow(engine, server, 2)
    await engine.ask(lambda number: SetOffline(number, True))
    asked = len(server.requests)
    ids = await begin(engine, paths)
    assert [one.path for one in server.requests[asked:]] == []
    await engine.ask(lambda number: SetOffline(number, False))
    assert (await engine.until(Keeping, over)).standing == Standing.DONE
    with Store(paths) as store:
        assert all(store.whole(entry_id) for entry_id in ids)


async def test_one_article_asked_for_by_hand_comes_before_the_trip_and_is_told(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    publish(server, 3)
    await follow(engine, server, 3)
    with Store(paths) as store:
        last = store.ids[-1]
        keeping.want(store.db, [last])
    await engine.ask(KeepOffline)
    told = await engine.until(Keeping, lambda event: event.entry == last)
    assert told.total == 0
    with Store(paths) as store:
        assert store.whole(last)
        assert keeping.trip(store.db) == Trip(0) or keeping.trip(store.db) is None


async def test_offline_everything_of_a_trip_is_read_and_nothing_is_connected_to(
    server: FaultServer, paths: Paths
) -> None:
    publish(server, 2)
    async with talking(paths, command(paths)) as engine:
        await follow(engine, server, 2)
        await begin(engine, paths)
        await engine.until(Keeping, over)
    asked = len(server.requests)
    async with talking(paths, command(paths, "offline")) as engine:
        with Store(paths) as store:
            entry_id = store.ids[0]
            (url, *_) = keeping.picture_urls(store.db, entry_id)
        answer = await engine.ask(lambda number: FetchPicture(number, entry_id, url))
        assert answer.code == ""
    assert [one.path for one in server.requests[asked:]] == []


async def test_what_is_put_aside_for_later_comes_whole_and_what_no_longer_is_does_not(
    server: FaultServer, paths: Paths
) -> None:
    publish(server, 3)
    unasked = [one.replace("Options(\n", "Options(pages_unasked=True,\n") for one in command(paths)]
    async with talking(paths, unasked) as engine:
        await engine.ask(lambda number: SetOffline(number, False))
        await follow(engine, server, 3)
        with Store(paths) as store:
            dropped, later, _ = store.ids
            journal.apply(store.db, Kind.LATER, [later], NOW)
            keeping.put_aside(store.db, [later, dropped])
        await engine.ask(KeepOffline)
        with Store(paths) as store:
            await engine.until(
                EntryReady, lambda one: one.entry == later and not debt.owes(store.db, debt.KEEP)
            )
            assert store.whole(later)
            assert not store.entry(dropped).kept & Kept.PICTURES
        assert engine.heard(Keeping) == [], "nobody waits for a word of it"
