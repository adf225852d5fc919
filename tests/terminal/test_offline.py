"""With --offline no process of the program wants anything of a network; everything kept goes on working."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.fault_server import FaultServer
from tests.patience import wait_until
from tests.terminal.feeds import subscribe
from tests.terminal.inside import changed
from tests.terminal.kept import is_settled, number, settled
from tests.terminal.tmux import Terminal, children, engine_of, family, needs_tmux

pytestmark = pytest.mark.skipif(bool(needs_tmux()), reason=needs_tmux())


def wants(log: Path) -> list[str]:
    """What was wanted of a network."""
    return [line for line in log.read_text().splitlines() if not line.endswith(" began")]


def watched(log: Path) -> set[int]:
    """The processes that were watched."""
    return {int(line.split()[0]) for line in log.read_text().splitlines()}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where the watched processes write."""
    return tmp_path / "network.log"


def watching(tmp_path: Path, log: Path) -> dict[str, str]:
    return changed(tmp_path / "site", f"log_network({str(log)!r})")


def test_offline_no_process_wants_the_network(tmp_path: Path, log: Path, server: FaultServer) -> None:
    home, extra = tmp_path / "home", tmp_path / "mine.md"
    extra.write_text("# Ghi chép của tôi\n\nMột đoạn văn về *bến phà*, chưa ai đọc.\n")
    subscribe(home, tmp_path, {"Here": server.url("feed/here")})
    with Terminal(home, "--offline", str(extra), environment=watching(tmp_path, log), lang="en") as terminal:
        settled(home, 17)
        terminal.wait_for("bến phà")
        running = {*family(terminal.pid())}
        terminal.press("q")  # Escape and r at once would be Alt-r
        terminal.wait_for("m read", gone=["c comments"])
        terminal.press("r")
        terminal.wait_for("Offline: nothing is fetched now.")
        terminal.press("R")
        terminal.press("g", "/")
        terminal.wait_for("Search titles")
        terminal.type("ben pha chua ai")
        terminal.wait_for("Ghi chép của tôi", "1 result")
        terminal.press("Escape")
        terminal.wait_for("Offline, as asked")
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
    assert wants(log) == []
    pythons = {pid for pid in running if pid in watched(log)}
    assert len(pythons) >= 4, "reader, engine, two workers and their servers were all watched"
    assert server.requests == []


def test_the_same_watch_sees_a_refresh_that_is_not_offline(
    tmp_path: Path, log: Path, server: FaultServer
) -> None:
    home = tmp_path / "home"
    subscribe(home, tmp_path, {"Here": server.url("feed/here")})
    with Terminal(home, environment=watching(tmp_path, log), lang="en") as terminal:
        wait_until(lambda: is_settled(home), "the bundled articles")
        reader = terminal.pid()
        engine = engine_of(reader)
        terminal.press("R")
        wait_until(lambda: number(home, "SELECT count(*) FROM entry") == 19, "three articles from the feed")
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
    assert any("socket.connect AF_INET" in line for line in wants(log))
    assert {int(line.split()[0]) for line in wants(log)} == {engine}, "only the engine has a network"
    assert children(reader) == []
