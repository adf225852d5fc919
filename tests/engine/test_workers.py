"""Workers: a hang, a crash or a hunger for memory costs one job, never the next."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tui_reader.engine.workers import Workers
from tui_reader.model.entry import ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.update import Retrieved

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FEED = Retrieved("https://news.example/feed", rss("a"))
# H07: quadratic in feedparser (feedparser#562), three quarters of a minute.
HANG = Retrieved(
    "https://news.example/feed",
    b"<rss version='2.0'><channel><item><author>" + b"a." * 100_000 + b"@</author></item></channel></rss>",
)


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    made = Workers(1)
    yield made
    made.close()


async def parses(workers: Workers, body: Retrieved = FEED, deadline: float = 10.0) -> ParsedFeed:
    result = await workers.run("parse_feed", body, NOW, 2000, deadline=deadline)
    assert isinstance(result, ParsedFeed)
    return result


async def test_a_feed_is_parsed_in_another_process(workers: Workers) -> None:
    parsed = await parses(workers)
    assert [entry.guid for entry in parsed.entries] == ["a-0", "a-1", "a-2"]
    assert workers.pids()[0] != os.getpid()


async def test_a_worker_that_has_done_feeds_does_all_other_work_too(workers: Workers) -> None:
    await parses(workers)
    page = Retrieved("https://news.example/", b"<!doctype html><html><body>hi</body></html>")
    assert await workers.run("sniff", page, deadline=10.0) == "html"
    await parses(workers)


async def test_the_errors_of_a_job_come_back_with_code_and_facts(workers: Workers) -> None:
    with pytest.raises(ParseError) as raised:
        await parses(
            workers, Retrieved("https://news.example/", b"<!doctype html><html><body>hi</body></html>")
        )
    assert raised.value.code == "not_a_feed"
    assert raised.value.facts == {"n": 0}


async def test_a_bug_in_a_job_comes_back_as_its_type_alone(workers: Workers) -> None:
    with pytest.raises(ParseError) as raised:
        await workers.run("parse_feed", "no Retrieved", NOW, 2000, deadline=5)
    assert raised.value.code == "unknown"
    assert raised.value.facts == {"why": "AttributeError"}


async def test_a_killed_worker_costs_its_job_and_the_next_one_works(workers: Workers) -> None:
    await workers.warm()
    before = workers.pids()
    os.kill(before[0], signal.SIGSTOP)
    job = asyncio.create_task(parses(workers))
    await asyncio.sleep(0)
    os.kill(before[0], signal.SIGKILL)
    with pytest.raises(ParseError) as raised:
        await job
    assert raised.value.code == "worker_died"
    started = time.perf_counter()
    assert (await parses(workers)).entries
    print(f"a new worker and a job: {time.perf_counter() - started:.3f} s")
    assert workers.pids() != before


@pytest.mark.hostile("H07", "H08", "H09", "H10")
async def test_a_job_over_its_deadline_is_killed_and_the_next_one_works(workers: Workers) -> None:
    await workers.warm()
    os.kill(workers.pids()[0], signal.SIGSTOP)
    with pytest.raises(ParseError) as raised:
        await parses(workers, deadline=0.2)
    assert raised.value.code == "took_too_long"
    assert (await parses(workers)).entries


async def test_what_lies_ready_behind_a_hanging_job_is_done_by_the_next_worker(workers: Workers) -> None:
    await workers.warm()
    os.kill(workers.pids()[0], signal.SIGSTOP)
    first, second, third = (
        asyncio.create_task(workers.run("sniff", FEED, deadline=deadline, light=True))
        for deadline in (0.3, 9, 9)
    )
    with pytest.raises(ParseError) as raised:
        await first
    assert raised.value.code == "took_too_long"
    assert [await second, await third] == ["feed", "feed"]


async def test_what_lies_ready_behind_a_cancelled_job_is_done_all_the_same(workers: Workers) -> None:
    await workers.warm()
    os.kill(workers.pids()[0], signal.SIGSTOP)
    first, second = (
        asyncio.create_task(workers.run("sniff", FEED, deadline=60, light=True)) for _ in range(2)
    )
    await asyncio.sleep(0)
    first.cancel()
    async with asyncio.timeout(20):
        assert await second == "feed"


@pytest.mark.hostile("H07")
async def test_a_known_hanging_feed_ends_within_the_deadline_one_way_or_other(workers: Workers) -> None:
    await workers.warm()
    started = time.monotonic()
    await asyncio.gather(parses(workers, HANG, deadline=2.0), return_exceptions=True)
    assert time.monotonic() - started < 5
    assert (await parses(workers)).entries


async def test_a_cancelled_job_frees_its_worker_at_once(workers: Workers) -> None:
    await workers.warm()
    os.kill(workers.pids()[0], signal.SIGSTOP)
    job = asyncio.create_task(parses(workers, deadline=60))
    await asyncio.sleep(0)
    job.cancel()
    with pytest.raises(asyncio.CancelledError):
        await job
    async with asyncio.timeout(20):
        assert (await parses(workers)).entries


async def test_urgent_jobs_go_first(workers: Workers) -> None:
    order: list[str] = []

    async def job(name: str, urgent: bool) -> None:
        await workers.run("sniff", FEED, deadline=10, urgent=urgent)
        order.append(name)

    await asyncio.gather(job("first", False), job("second", False), job("urgent", True))
    assert order == ["first", "urgent", "second"]


async def test_quiet_waits_for_those_who_wait(workers: Workers) -> None:
    jobs = [asyncio.create_task(parses(workers)) for _ in range(3)]
    await asyncio.sleep(0)
    await workers.quiet()
    assert sum(job.done() for job in jobs) >= 1
    await asyncio.gather(*jobs)


IN_A_WORKER = """
import sys, socket, os, multiprocessing
from tui_reader.engine.worker_process import _harden
_harden(1 << 30)
def refused(what):
    try: what()
    except OSError as error: return type(error).__name__
    return "allowed"
print(refused(lambda: socket.create_connection(("127.0.0.1", 9))))
print(refused(lambda: socket.getaddrinfo("localhost", 80)))
print(refused(lambda: socket.socket().bind(("127.0.0.1", 0))))
print(refused(lambda: open(sys.argv[1], "w")))
print(refused(lambda: os.open(sys.argv[1], os.O_RDWR)))
print(refused(lambda: __import__("subprocess").Popen(["true"])))
print(refused(lambda: open(sys.argv[2])))
"""


def test_a_worker_connects_to_nothing_writes_nothing_and_starts_nothing(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("x")
    ran = subprocess.run(
        [sys.executable, "-c", IN_A_WORKER, str(tmp_path / "new"), str(there)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["DoorShutError"] * 3 + ["PermissionError"] * 3 + ["allowed"]
    assert not (tmp_path / "new").exists()


async def test_a_worker_that_wants_too_much_memory_fails_alone() -> None:
    workers = Workers(1, memory=300 * 1024 * 1024)
    greedy = b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b"[]," * 4_500_000 + b"[]]}"
    try:
        with pytest.raises(ParseError) as raised:
            await parses(workers, Retrieved("https://news.example/feed", greedy), deadline=30)
        assert raised.value.code == "worker_died"
        assert (await parses(workers)).entries
    finally:
        workers.close()
