"""``trip`` on the command line: articles whole in the foreground, within a budget, and what was left when stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import tui_reader
from tests.engine.fault_server import fault_server
from tests.engine.trips import publish


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Ready for the trip: 2 articles"), ("vi", "Đã sẵn sàng đi xa: 2 bài")]
)
async def test_a_trip_brings_everything_and_says_so(tmp_path: Path, lang: str, said: str) -> None:
    async with fault_server() as server:
        publish(server, 2)
        await tui_reader(tmp_path, "add", server.url("feed"), "--all")
        done = await tui_reader(tmp_path, "trip", lang=lang)
        assert (done.status, said in done.out) == (0, True)
        asked = len(server.requests)
        assert server.asked("/anh/1-1")
    shown = await tui_reader(tmp_path, "--offline", "show", "1", "--format", "html")
    assert "data:image/" in shown.out
    assert len(server.requests) == asked


async def test_a_trip_is_for_a_query_within_a_budget_and_without_pictures(tmp_path: Path) -> None:
    async with fault_server() as server:
        publish(server, 3)
        await tui_reader(tmp_path, "add", server.url("feed"), "--all")
        done = await tui_reader(tmp_path, "trip", "title:1", "--no-pictures", "--budget", "1", "--json")
        assert [one["standing"] for one in done.lines] == ["done"]
        assert done.lines[0]["articles"] == 1
        assert not [one for one in server.requests if one.path.startswith("/anh/")]
        assert server.asked("/bai/1")
        assert server.asked("/y-kien/1")
        assert not server.asked("/y-kien/2")


async def test_offline_a_trip_is_still_owed(tmp_path: Path) -> None:
    async with fault_server() as server:
        publish(server, 2)
        await tui_reader(tmp_path, "add", server.url("feed"), "--all")
        owed = await tui_reader(tmp_path, "--offline", "trip", "--json")
        assert (owed.status, owed.lines[0]["standing"], owed.lines[0]["ready"]) == (1, "running", 0)
        stopped = await tui_reader(tmp_path, "trip", "--stop", "--json")
        assert (stopped.status, stopped.lines[0]["standing"]) == (0, "stopped")
        assert not server.asked("/bai/0")
