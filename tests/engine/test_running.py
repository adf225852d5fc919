"""Unasked, twice at once, stopped in the middle: refreshing as it is in daily use, with real processes."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable

import pytest

from tests.engine.conftest import ROOT, Talk, command, talking
from tests.engine.fault_server import FaultServer
from tests.engine.test_refresh import kept, rows, subscribe
from tests.patience import wait_until
from tui_reader.engine.run import Options, _parts
from tui_reader.engine.service import Service
from tui_reader.model.messages import Cancel, Event, FeedChanged, Finished, Progress, Refresh
from tui_reader.paths import Paths
from tui_reader.store.database import open_database


async def until(true: Callable[[], bool], what: str) -> None:
    """Wait for what another process does."""
    await asyncio.to_thread(wait_until, true, what, patience=30)


async def refreshing(paths: Paths, *arguments: str) -> Process:
    """``tui-reader refresh --json …``, started."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui_reader", "--home", str(paths.data.parent), "--lang", "en"),
        *("refresh", "--json", *arguments),
        stdout=PIPE,
        stderr=PIPE,
        cwd=ROOT,
    )


async def printed(process: Process) -> list[dict[str, object]]:
    """What it printed to its end, a JSON object a line."""
    out, err = await process.communicate()
    assert err == b""
    return [json.loads(line) for line in out.splitlines()]


def claims(paths: Paths) -> list[tuple[str, int]]:
    """Who holds which feed."""
    database = open_database(paths.store, read_only=True)
    try:
        return database.rows("SELECT claimed_by, claimed_until FROM feed WHERE claimed_until > 0")
    finally:
        database.close()


async def test_a_second_program_fetches_nothing_that_the_first_one_is_fetching(
    paths: Paths, server: FaultServer
) -> None:
    subscribe(paths, *(server.url(f"held/{n}") for n in range(5)))
    first = await refreshing(paths)
    await until(lambda: bool(server.requests), "a first request")
    second = await printed(await refreshing(paths))
    assert second == [
        {
            "done": 0,
            "new": 0,
            "updated": 0,
            "failed": 0,
            "busy": 5,
            "stopped": False,
            "sent": 0,
            "waiting": 0,
        },
    ]
    server.let_go.set()
    lines = await printed(first)
    assert first.returncode == 0
    end = lines[-1]
    assert (end["done"], end["busy"], end["stopped"]) == (5, 0, False)
    # a slow machine holds the answers for longer than a fetch may last
    assert int(str(end["new"])) == 3 * (5 - int(str(end["failed"])))
    assert sorted(request.path for request in server.requests) == [f"/held/{n}" for n in range(5)]


async def test_two_programs_started_together_fetch_what_is_due_once(
    paths: Paths, server: FaultServer
) -> None:
    subscribe(paths, *(server.url(f"feed/{n}") for n in range(12)))
    both = [await refreshing(paths, "--due") for _ in range(2)]
    ends = [lines[-1] for lines in await asyncio.gather(*map(printed, both))]
    assert sum(int(str(end["done"])) for end in ends) == 12
    assert sum(int(str(end["new"])) for end in ends) == 36
    assert len(server.requests) == 12
    again = await printed(await refreshing(paths, "--due"))
    assert again[-1]["done"] == 0
    assert len(server.requests) == 12


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
async def test_a_refresh_told_to_stop_says_what_was_done_and_lets_go_of_the_rest(
    paths: Paths, server: FaultServer, told: signal.Signals
) -> None:
    ids = subscribe(paths, server.url("feed/quick"), server.url("held/1"), server.url("held/2", "localhost"))
    process = await refreshing(paths)
    assert process.stdout is not None
    done = json.loads(await process.stdout.readline())
    assert (done["feed"], done["new"], done["trouble"]) == (ids[server.url("feed/quick")], 3, None)
    await until(lambda: len(server.requests) == 3, "three requests")
    process.send_signal(told)
    [summary] = await printed(process)
    assert process.returncode == 130
    assert summary == {
        "done": 1,
        "new": 3,
        "updated": 0,
        "failed": 0,
        "busy": 0,
        "stopped": True,
        "sent": 0,
        "waiting": 0,
    }
    await until(lambda: len(server.hung_up) == 2, "two that are let go")
    assert claims(paths) == []
    assert [feed.trouble for feed in kept(paths).values()] == [None, None, None]


async def test_cancelling_closes_every_connection_keeps_what_is_whole_and_frees_the_feeds(
    paths: Paths, server: FaultServer
) -> None:
    waiting = [server.url("held/1"), server.url("held/2"), server.url("held/3", "localhost")]
    subscribe(paths, server.url("feed/whole", "localhost"), *waiting)
    async with talking(paths, command(paths, seconds=60)) as engine:
        number = engine.client.next_id()
        await engine.client.send(Refresh(number))
        await engine.until(Progress, lambda event: event.done == 1)
        await until(lambda: len(server.requests) == 4, "four requests")
        await engine.client.send(Cancel(engine.client.next_id(), number))
        finished = await engine.until(Finished, lambda event: event.id == number)
        assert finished.code == "cancelled"
        assert claims(paths) == []
        await until(lambda: len(server.hung_up) == 3, "three that are let go")
        assert len(rows(paths)) == 3
        found = kept(paths)
        for url in waiting:
            assert (found[url].validators.etag, found[url].refreshed_at, found[url].trouble) == (
                "",
                None,
                None,
            )
        server.let_go.set()
        again = await engine.ask(lambda number: Refresh(number, force=False))
        assert (again.new, again.failed) == (9, 0)


async def test_each_feed_is_told_with_the_facts_of_its_trouble(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    ids = subscribe(paths, server.url("status/503"), server.url("feed/a"))
    await engine.ask(Refresh)
    told = {event.feed: event for event in engine.heard(FeedChanged)}
    bad = told[ids[server.url("status/503")]]
    assert (bad.trouble, bad.facts["code"]) == ("server_trouble", "503")
    assert {event.feed for event in engine.heard(Progress)} == {0, *ids.values()}


async def test_an_open_reader_s_engine_fetches_by_itself_and_says_how_far_it_is(
    paths: Paths, server: FaultServer
) -> None:
    ids = subscribe(paths, server.url("feed/a"), server.url("feed/b"))
    events: list[Event] = []
    async with _parts(paths, Options(), events.append) as parts:
        service = Service(parts)
        service.start(automatic="on", look_seconds=0.01)
        await until(lambda: Progress(0, 2, 2) in [_without_feed(event) for event in events], "both feeds")
        await service.stop()
    assert {event.feed for event in events if isinstance(event, FeedChanged)} == set(ids.values())
    assert not [event for event in events if isinstance(event, Finished)]
    assert len(server.requests) == 2


def _without_feed(event: Event) -> Event:
    return Progress(event.id, event.done, event.total) if isinstance(event, Progress) else event
