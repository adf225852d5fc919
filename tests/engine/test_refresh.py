"""Refreshing many feeds through the real engine process: each gets its own result, none waits for another."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tests.engine.conftest import Talk, command, talking
from tests.engine.fault_server import FaultServer
from tests.patience import wait_until
from tui_reader.engine.run import refresh_once, run_once
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.messages import (
    Add,
    Cancel,
    DebtLeft,
    FeedChanged,
    Finished,
    Progress,
    Ready,
    Refresh,
    Unreachable,
)
from tui_reader.model.view import View
from tui_reader.paths import Paths
from tui_reader.store import content, feeds, lists
from tui_reader.store.database import Database, open_database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def subscribe(paths: Paths, *locations: str) -> dict[str, int]:
    """Feeds in the store, put there by another process, as it were."""
    database = open_database(paths.store)
    ids = {location: feeds.add_feed(database, location, FeedKind.FEED, now=NOW) for location in locations}
    database.close()
    return ids


def kept(paths: Paths) -> dict[str, Feed]:
    database = open_database(paths.store, read_only=True)
    try:
        return {feed.location: feed for feed in feeds.sources(database).feeds}
    finally:
        database.close()


def rows(paths: Paths) -> list[tuple[str, str]]:
    database: Database = open_database(paths.store, read_only=True)
    try:
        ids = lists.snapshot(database, View()).ids
        return [(row.feed_title, row.title) for row in lists.rows(database, list(ids))]
    finally:
        database.close()


async def test_twenty_feeds_one_broken_one_slow_one_moved_one_unchanged(
    paths: Paths, server: FaultServer
) -> None:
    good = [server.url(f"feed/{n}") for n in range(15)]
    broken, page = server.url("status/500"), server.url("page/2")
    slow, moved, gone = server.url("drip"), server.url("to/301?u=/feed/moved"), server.url("status/410")
    ids = subscribe(paths, *good, broken, page, slow, moved, gone)
    async with talking(paths, command(paths, seconds=2.0)) as talk:
        await talk.until(Ready)
        started = time.monotonic()
        await talk.client.send(Refresh(talk.client.next_id()))
        await talk.until(Progress, lambda event: event.done >= 19)
        quick = time.monotonic() - started
        finished = await talk.until(Finished)
        total = time.monotonic() - started
        print(f"19 of 20 feeds: {quick:.2f} s, the slow one: {total:.2f} s")
        assert (finished.new, finished.failed) == (16 * 3, 4)
        assert quick < total
        assert [event.done for event in talk.heard(Progress)] == list(range(21))
        told = {event.feed: event.trouble for event in talk.heard(FeedChanged)}
        assert told[ids[good[0]]] == ""
        assert told[ids[slow]] == "too_slow"
        await talk.until(DebtLeft, lambda event: event.left == 0)
        again = await talk.ask(lambda number: Refresh(number, tuple(ids[url] for url in good)))
        assert (again.new, again.updated, again.failed) == (0, 0, 0)
        assert all(request.headers.get("if-none-match") for request in server.requests[-15:])
    found = kept(paths)
    assert found[good[3]].data.title == "Nguồn 3"
    assert found[good[3]].trouble is None
    for url, code in ((broken, "server_trouble"), (page, "not_a_feed"), (slow, "too_slow"), (gone, "gone")):
        trouble = found[url].trouble
        assert trouble is not None
        assert trouble.code == code
        assert found[url].due_at is not None
    assert len(rows(paths)) == 16 * 3


async def test_a_permanent_redirect_is_believed_at_the_third_time(paths: Paths, server: FaultServer) -> None:
    old, new = server.url("to/308?u=/feed/new"), server.url("feed/new")
    subscribe(paths, old)
    async with talking(paths, command(paths)) as talk:
        for times in range(1, 4):
            await talk.ask(Refresh)
            assert (new in kept(paths)) == (times == 3)


async def test_an_asked_for_wait_is_kept(paths: Paths, server: FaultServer) -> None:
    url = server.url("status/429?after=7200")
    subscribe(paths, url)
    async with talking(paths, command(paths)) as talk:
        await talk.ask(Refresh)
        feed = kept(paths)[url]
        assert feed.trouble is not None
        assert feed.trouble.code == "too_many"
        assert feed.due_at is not None
        assert (feed.due_at - datetime.now(UTC)).total_seconds() > 7000
        before = len(server.requests)
        for force in (False, True):
            answer = await talk.ask(lambda number, force=force: Refresh(number, force=force))  # type: ignore[misc]
            assert answer.failed == 0
        insisting = await talk.ask(lambda number: Refresh(number, (feed.id,)))
        assert insisting.failed == 1
        assert talk.heard(FeedChanged)[-1].trouble == "too_many"
        assert len(server.requests) == before


async def test_a_host_that_is_asked_too_much_is_asked_no_more_in_the_same_run(
    paths: Paths, server: FaultServer
) -> None:
    first = server.url("status/429?after=120")
    others = [server.url(f"feed/{n}") for n in range(30)]
    elsewhere = server.url("feed/elsewhere", "localhost")
    subscribe(paths, first, *others, elsewhere)
    async with talking(paths, command(paths)) as talk:
        answer = await talk.ask(Refresh)
    found = kept(paths)
    assert found[elsewhere].trouble is None
    held = [url for url in others if found[url].trouble is not None]
    assert len(held) > 25, "but for those that were asked at the same moment"
    assert answer.failed == len(held) + 1
    assert len(server.requests) == 32 - len(held)
    for url in held:
        trouble, due = found[url].trouble, found[url].due_at
        assert trouble is not None
        assert trouble.code == "too_many"
        assert due is not None
        assert int(trouble.facts["time"]) == int(due.timestamp())


async def test_an_updated_article_is_updated_and_not_new(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    server.pages["/changing"] = ("text/xml", rss("x"))
    added = await engine.ask(lambda number: Add(number, server.url("changing")))
    assert added.new == 3
    server.pages["/changing"] = ("text/xml", rss("x").replace("Nội dung số 1".encode(), "Đã sửa".encode()))
    again = await engine.ask(lambda number: Refresh(number, (added.feed,)))
    assert (again.new, again.updated) == (0, 1)
    server.pages["/changing"] = ("text/xml", rss("x", items=0))
    assert (await engine.ask(lambda number: Refresh(number, (added.feed,)))).failed == 0
    server.pages["/changing"] = ("text/xml", rss("x", items=4))
    back = await engine.ask(lambda number: Refresh(number, (added.feed,)))
    assert (back.new, back.updated) == (1, 1)
    assert len(rows(paths)) == 4


async def test_a_hundred_and_more_entries_come_in_bites(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    server.pages["/long"] = ("text/xml", rss("long", items=350))
    added = await engine.ask(lambda number: Add(number, server.url("long")))
    assert added.new == 350
    await engine.until(DebtLeft, lambda event: event.left == 0)
    database = open_database(paths.store, read_only=True)
    ids = list(lists.snapshot(database, View()).ids)
    assert all(content.document(database, number) is not None for number in ids)
    database.close()


async def test_cancel_is_answered_at_once(paths: Paths, server: FaultServer) -> None:
    subscribe(paths, server.url("silent"))
    async with talking(paths, command(paths, seconds=60)) as talk:
        number = talk.client.next_id()
        await talk.client.send(Refresh(number))
        await talk.until(Progress)
        started = time.monotonic()
        await talk.client.send(Cancel(talk.client.next_id(), number))
        finished = await talk.until(Finished, lambda event: event.id == number)
        assert finished.code == "cancelled"
        assert time.monotonic() - started < 2


async def test_without_a_network_it_is_said_once_and_no_feed_is_to_blame(
    paths: Paths, server: FaultServer
) -> None:
    dead = ["http://127.0.0.1:1/a", "http://localhost:1/b"]
    subscribe(paths, *dead)
    async with talking(paths, command(paths)) as talk:
        for _ in range(2):
            assert (await talk.ask(Refresh)).failed == 2
        assert talk.heard(Unreachable) == [Unreachable()]
        assert all(feed.trouble is None for feed in kept(paths).values())
        subscribe(paths, server.url("feed/a"))
        await talk.ask(Refresh)
        assert talk.heard(Unreachable) == [Unreachable(), Unreachable(reachable=True)]
    troubles = [feed.trouble.code for feed in kept(paths).values() if feed.trouble is not None]
    assert troubles == ["no_answer", "no_answer"]


async def test_two_engines_never_fetch_a_feed_twice(paths: Paths, server: FaultServer) -> None:
    subscribe(paths, *(server.url(f"feed/{n}") for n in range(8)))
    async with talking(paths, command(paths)) as one, talking(paths, command(paths)) as two:
        await one.until(Ready)
        await two.until(Ready)
        await one.client.send(Refresh(one.client.next_id(), force=False))
        await two.client.send(Refresh(two.client.next_id(), force=False))
        first, second = await one.until(Finished), await two.until(Finished)
    assert first.new + second.new == 24
    assert len(server.requests) == 8


@pytest.mark.parametrize("moment", [1, 6, 12])
async def test_an_engine_killed_in_a_refresh_loses_nothing_and_doubles_nothing(
    paths: Paths, server: FaultServer, moment: int
) -> None:
    subscribe(paths, *(server.url(f"plain/{n}") for n in range(15)))
    async with talking(paths, command(paths)) as talk:
        await talk.until(Ready)
        await talk.client.send(Refresh(talk.client.next_id()))
        await talk.until(Progress, lambda event: event.done >= moment)
        workers = _children(talk.client.pid)
        os.kill(talk.client.pid, signal.SIGKILL)
        seen = len(talk.events)
        await talk.until(Ready, lambda event: event in talk.events[seen:])
        await talk.until(Finished)
        for pid in workers:
            await asyncio.to_thread(_gone, pid)
    database = open_database(paths.store)
    with database.transaction():
        database.execute("UPDATE feed SET claimed_until = 0")
        database.execute("UPDATE debt SET claimed_until = 0")
    assert database.one("PRAGMA quick_check")[0] == "ok"
    database.close()
    async with talking(paths, command(paths)) as talk:
        await talk.ask(Refresh)
    found = rows(paths)
    assert len(found) == len(set(found)) == 45
    await asyncio.to_thread(run_once, paths, [])
    database = open_database(paths.store, read_only=True)
    assert all(content.document(database, number) for number in lists.snapshot(database, View()).ids)
    database.close()


async def test_refresh_once_is_the_same_engine_in_the_foreground(
    paths: Paths, server: FaultServer, tmp_path: Path
) -> None:
    subscribe(paths, server.url("feed/a"), server.url("status/404"))
    heard: list[object] = []
    finished = await asyncio.to_thread(refresh_once, paths, on_event=heard.append)
    assert (finished.new, finished.failed) == (3, 1)
    assert sum(isinstance(event, FeedChanged) for event in heard) == 2
    database = open_database(paths.store, read_only=True)
    assert all(content.document(database, number) for number in lists.snapshot(database, View()).ids)
    database.close()


def _children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            child = int(status.parent.name)
            found += [child, *_children(child)]
    return found


def _gone(pid: int) -> None:
    """Wait until a process that is none of ours has ended."""
    wait_until(lambda: not Path(f"/proc/{pid}").exists(), f"the end of {pid}, which outlives its engine")
