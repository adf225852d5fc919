"""Feeds made to hang or to fill the memory, in a worker as the engine has it: within the bounds, and the next feed is read."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tui_reader.engine.workers import Workers
from tui_reader.model.entry import ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.update import Retrieved

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HERE = "https://host.example/feed"
DEADLINE = 10.0
"""Seconds by the wall, what the engine gives a feed."""
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
ITEM = "<rss version='2.0'><channel><title>{0}</title><item><guid>1</guid><title>{0}</title>{1}</item></channel></rss>"
SMALL = {
    "H01 billion laughs": f"<!DOCTYPE rss [{LAUGHS}]>" + ITEM.format("&e11;", ""),
    "H02 quadratic blow-up": f"<!DOCTYPE rss [<!ENTITY x '{'a' * 60_000}'>]>"
    + ITEM.format("&x;" * 6_000, ""),
    "H03 entities from elsewhere": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM'
    ' "http://127.0.0.1:9/p">%p;]>' + ITEM.format("&x;", ""),
}
LARGE = {
    "H07 author": ITEM.format("t", f"<author>{'a.' * 50_000}@</author>&nbsp;"),
    "H08 style": ITEM.format("t", f'<description>&lt;p style="{"a" * 60_000}"></description>&nbsp;'),
    "H09 attributes": ITEM.format("t", "<x " + " ".join(f"a{n}='1'" for n in range(40_000)) + "/>&nbsp;"),
    "H10 an attribute of 14 MB": ITEM.format("t", f"<x a='{'x' * 14_000_000}'/>&nbsp;"),
    "H10 a comment of 14 MB": ITEM.format("t", f"<!--{'x' * 14_000_000}-->&nbsp;"),
}


async def parsed(workers: Workers, body: str | bytes) -> ParsedFeed | ParseError:
    """What comes of a body in a worker."""
    raw = body if isinstance(body, bytes) else body.encode()
    try:
        result = await workers.run("parse_feed", Retrieved(HERE, raw), NOW, 2000, deadline=DEADLINE)
    except ParseError as error:
        return error
    assert isinstance(result, ParsedFeed)
    return result


def cpu(pid: int) -> float:
    """Seconds of processor a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> int:
    """The most memory it ever had, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


@pytest.mark.parametrize("body", SMALL.values(), ids=SMALL)
async def test_entities_cost_next_to_nothing_and_name_nothing_outside(body: str) -> None:
    workers = Workers(1)
    try:
        assert isinstance(await parsed(workers, rss("a")), ParsedFeed)
        [pid] = workers.pids()
        before, memory = cpu(pid), peak(pid)
        came = await parsed(workers, body)
        assert workers.pids() == [pid], "it is still the same worker"
        assert cpu(pid) - before < 4  # hostile.md asks 2 s where nothing else runs; here 0.1
        assert peak(pid) - memory < 150
        assert "root:" not in repr(came)
        assert isinstance(await parsed(workers, rss("b")), ParsedFeed)
    finally:
        workers.close()


@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE)
async def test_what_hangs_other_readers_is_read_or_ended_and_the_next_feed_is_read(body: str) -> None:
    workers = Workers(1)
    try:
        came = await parsed(workers, body)
        if isinstance(came, ParseError):
            assert came.code in ("took_too_long", "worker_died", "not_understood")
        else:
            assert [entry.title for entry in came.entries] == ["t"]
        assert isinstance(await parsed(workers, rss("b")), ParsedFeed)
        assert all(peak(pid) < 512 for pid in workers.pids())
    finally:
        workers.close()
