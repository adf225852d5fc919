"""What is fetched unasked: feeds that are due, on a network that costs nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.engine.test_refresh import subscribe
from tui_reader.engine.due_watch import DueWatch
from tui_reader.engine.metered import is_metered
from tui_reader.engine.parts import Parts
from tui_reader.engine.run import Options, _parts
from tui_reader.paths import Paths
from tui_reader.store import feeds


@pytest.fixture
async def parts(paths: Paths) -> AsyncIterator[Parts]:
    """The engine's tools in this process; what is emitted is not looked at."""
    async with _parts(paths, Options(), lambda event: None) as made:
        yield made
        made.door.shut = False  # its hook stays in this process


class Asked:
    """Stands for the refresher: what it was asked for."""

    def __init__(self) -> None:
        self.feeds: list[list[int]] = []

    async def __call__(self, feed_ids: list[int]) -> None:
        self.feeds.append(feed_ids)


async def _yes() -> bool:
    return True


async def _no() -> bool:
    return False


async def test_what_is_due_on_the_web_is_fetched_unasked_and_nothing_else(paths: Paths, parts: Parts) -> None:
    ids = subscribe(paths, "https://a.example/", "https://b.example/", str(paths.data / "feed.xml"))
    asked = Asked()
    watch = DueWatch(parts, asked, lambda: False, metered=_no)
    await watch.look()
    assert asked.feeds == [[ids["https://a.example/"], ids["https://b.example/"]]]
    await _tried(parts, ids["https://a.example/"], due=timedelta(hours=1))
    await watch.look()
    assert asked.feeds[1:] == [[ids["https://b.example/"]]]
    parts.door.shut = True
    await watch.look()
    assert len(asked.feeds) == 2


async def test_a_metered_network_is_left_alone_unless_asked_for(paths: Paths, parts: Parts) -> None:
    subscribe(paths, "https://a.example/")
    asked = Asked()
    await DueWatch(parts, asked, lambda: False, metered=_yes).look()
    assert asked.feeds == []
    await DueWatch(parts, asked, lambda: False, metered=_yes, metered_too=True).look()
    assert len(asked.feeds) == 1


async def test_where_nobody_answered_only_a_few_feeds_feel_for_the_network(
    paths: Paths, parts: Parts
) -> None:
    subscribe(paths, *(f"https://{n}.example/" for n in range(50)))
    asked = Asked()
    await DueWatch(parts, asked, lambda: True, metered=_no).look()
    assert 0 < len(asked.feeds[0]) < 10


async def test_a_clock_set_back_ten_years_makes_a_feed_due_and_not_wait_ten_years(
    paths: Paths, parts: Parts
) -> None:
    [feed_id] = subscribe(paths, "https://a.example/").values()
    await _tried(parts, feed_id, due=timedelta(days=3650))
    past = datetime.now(UTC) - timedelta(days=3000)
    assert await parts.keeper.read(feeds.due_on_the_web, past, 9) == [feed_id]


async def _tried(parts: Parts, feed_id: int, due: timedelta) -> None:
    now = datetime.now(UTC)
    await parts.keeper.write(
        feeds.finish,
        feed_id,
        owner="x",
        now=now,
        data=None,
        validators=None,
        trouble=None,
        due_at=now + due,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the system asked is NetworkManager's")
@pytest.mark.parametrize(
    ("answer", "metered"),
    [("echo u 1", True), ("echo u 3", True), ("echo u 4", False), ("echo Failed >&2; exit 1", False)],
)
async def test_the_system_is_asked_whether_bytes_cost_money(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, metered: bool
) -> None:
    script = tmp_path / "busctl"
    script.write_text(f"#!/bin/sh\n{answer}\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert await is_metered() is metered


async def test_where_nobody_can_tell_a_network_is_not_metered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not await is_metered()
