"""kill -9 of the reader and of its engine, at awkward moments: nothing kept is lost, and the next start is clean."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.engine.fault_server import FaultServer
from tests.patience import wait_until
from tests.terminal.feeds import subscribe, twenty
from tests.terminal.kept import ask, complaints, is_sound, number, settled
from tests.terminal.rows import put_cursor_on
from tests.terminal.tmux import Terminal, engine_of, family, needs_tmux

pytestmark = pytest.mark.skipif(bool(needs_tmux()), reason=needs_tmux())

RESTARTED = "stopped and was started again"
ARTICLES = "SELECT count(*) FROM entry"


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def gone(pids: list[int]) -> bool:
    """Whether none of the processes runs any more (what nobody has waited for yet counts as gone)."""
    return not any(
        Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids
    )


def test_a_mark_made_a_moment_before_the_kill_is_kept(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline", lang="en") as terminal:
        settled(home)
        put_cursor_on(terminal, "Read the log")
        reader = terminal.pid()
        everyone = family(reader)
        terminal.press("s", "m")
        wait_until(
            lambda: number(home, "SELECT count(*) FROM entry_state WHERE starred AND read"), "the mark"
        )
        kill(reader)
        wait_until(lambda: gone(everyone), "engine and workers gone with their reader")
    assert is_sound(home)
    with Terminal(home, "--offline", lang="en") as terminal:
        screen = terminal.wait_for("Unread", "15")
        assert "Traceback" not in screen
        terminal.press("g", "s")
        terminal.wait_for("★", "Read the log")
        terminal.press("Q")
        terminal.wait_for("[ended 0]")


def test_sqlite_finds_nothing_wrong_after_a_kill(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline", lang="en") as terminal:
        settled(home)
        everyone = family(terminal.pid())
        for pid in everyone:
            with suppress(ProcessLookupError):  # workers go with their engine
                kill(pid)
        wait_until(lambda: gone(everyone), "their end")
    assert complaints(home) == []


@pytest.mark.hostile("H63")
@pytest.mark.parametrize("articles", [17, 30, 60])
def test_a_reader_killed_during_a_refresh_loses_nothing(
    tmp_path: Path, server: FaultServer, articles: int
) -> None:
    home = tmp_path / "home"
    subscribe(home, tmp_path, twenty(server))
    with Terminal(home, lang="en") as terminal:
        settled(home)
        reader = terminal.pid()
        everyone = family(reader)
        terminal.press("R")
        wait_until(lambda: number(home, ARTICLES) >= articles, f"{articles} articles")
        kill(reader)
        kept = number(home, ARTICLES)
        wait_until(lambda: gone(everyone), "engine and workers gone with their reader")
    assert is_sound(home)
    assert number(home, ARTICLES) >= kept
    with Terminal(home, lang="en") as terminal:
        terminal.wait_for("Unread", "Read the log")
        terminal.press("R")
        wait_until(lambda: ask(home, "SELECT count(*) FROM debt") == [(0,)], "nothing owed")
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
    assert number(home, ARTICLES) >= kept
    assert number(home, "SELECT count(*) - count(DISTINCT feed_id || ' ' || guid) FROM entry") == 0
    assert is_sound(home)


def test_a_killed_engine_is_started_again_and_goes_on(tmp_path: Path, server: FaultServer) -> None:
    home = tmp_path / "home"
    subscribe(home, tmp_path, {name: url for name, url in twenty(server).items() if name != "Slow"})
    with Terminal(home, lang="en", columns=120, rows=40) as terminal:
        settled(home)
        reader = terminal.pid()
        terminal.press("R")
        wait_until(lambda: number(home, ARTICLES) >= 20, "the first articles of the refresh")
        first = engine_of(reader)
        kill(first)
        kept = number(home, ARTICLES)
        wait_until(lambda: engine_of(reader) not in (0, first), "another engine")
        terminal.wait_for("Read the log", gone=["Refreshing"])
        wait_until(lambda: ask(home, "SELECT count(*) FROM debt") == [(0,)], "nothing owed")
        assert number(home, ARTICLES) >= kept
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
    assert is_sound(home)


def test_what_a_killed_engine_had_claimed_is_fetched_by_the_next(tmp_path: Path, server: FaultServer) -> None:
    home = tmp_path / "home"
    subscribe(home, tmp_path, {"Silent": server.url("silent"), "Here": server.url("feed/here")})
    with Terminal(home, lang="en") as terminal:
        settled(home)
        reader = terminal.pid()
        terminal.press("R")
        wait_until(lambda: server.asked("/silent"), "the silent feed asked")
        kill(engine_of(reader))
        wait_until(lambda: len(server.asked("/silent")) > 1, "it asked again by the next engine", patience=30)


def test_the_reader_says_that_the_engine_was_started_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, lang="en", columns=120, rows=40) as terminal:
        settled(home)
        kill(wait_until(lambda: engine_of(terminal.pid()), "the engine"))
        terminal.wait_for(RESTARTED)


def test_an_engine_that_dies_again_and_again_is_left_until_asked_for(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, lang="en", columns=120, rows=40) as terminal:
        settled(home)
        reader = terminal.pid()
        killed: set[int] = set()
        for _ in range(3):
            engine = wait_until(
                lambda: engine_of(reader) not in (0, *killed) and engine_of(reader), "an engine"
            )
            kill(engine)
            killed.add(engine)
        terminal.wait_for("has stopped. r tries again.")
        terminal.press("Enter")
        terminal.wait_for("c comments")
        terminal.press("q")  # Escape and r at once would be Alt-r
        terminal.wait_for("m read", gone=["c comments"])
        terminal.press("r")
        wait_until(lambda: engine_of(reader) not in (0, *killed), "an engine again")
        terminal.wait_for(gone=["has stopped. r tries again."])
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
