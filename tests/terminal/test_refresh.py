"""Refreshing twenty feeds from the screen: what is new is announced, nothing moves, the bad ones say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.fault_server import FaultServer
from tests.patience import wait_until
from tests.terminal.feeds import PER_FEED, subscribe, twenty
from tests.terminal.kept import ask, is_settled, number, settled
from tests.terminal.rows import chosen_line, cursor_is_on, put_cursor_on, step_to, titles
from tests.terminal.tmux import Terminal, needs_tmux

pytestmark = pytest.mark.skipif(bool(needs_tmux()), reason=needs_tmux())

GOOD = 17
"""Sixteen honest feeds and the one that passes on."""


def test_twenty_feeds_are_refreshed_and_nothing_jumps(tmp_path: Path, server: FaultServer) -> None:
    home = tmp_path / "home"
    subscribe(home, tmp_path, twenty(server))
    with Terminal(home, lang="en", columns=120, rows=40) as terminal:
        settled(home)
        terminal.wait_for("Read the log")
        before = put_cursor_on(terminal, "Read the log")
        terminal.press("R")
        terminal.wait_for("Refreshing")
        wait_until(lambda: is_settled(home, 16 + GOOD * PER_FEED), "the articles of the good feeds")
        during = terminal.wait_for("Refreshing", "▌")  # the silent one is still waited for
        assert chosen_line(during, "Read the log") == chosen_line(before, "Read the log")
        after = terminal.wait_for(f"{GOOD * PER_FEED} new", gone=["Refreshing"])
        assert chosen_line(after, "Read the log") == chosen_line(before, "Read the log")
        terminal.wait_for("new · gg shows them")
        explained(terminal, "Gone", "There is no feed at this address any more (404).")
        terminal.press("g", "g")
        terminal.wait_until(lambda seen: cursor_is_on(titles(seen)[0], seen), "the cursor on the newest")
        terminal.wait_for(f"{16 + GOOD * PER_FEED}")
        assert number(home, "SELECT count(*) FROM entry") == 16 + GOOD * PER_FEED

        explained(terminal, "Broken", "The site asks for a login (401).")
        explained(terminal, "Gone", "There is no feed at this address any more (404).")
        explained(terminal, "Slow", "answered too slowly")
        assert ask(home, "SELECT count(*) FROM feed WHERE trouble_code != ''") == [(3,)]
        assert ask(home, "SELECT total FROM feed WHERE name = 'Moved'") == [(PER_FEED,)]

        terminal.press("R")
        terminal.wait_for("Refreshing")
        wait_until(lambda: any("if-none-match" in one.headers for one in server.asked("/feed/h00")), "a 304")
        terminal.press("Q")
        terminal.wait_for("[ended 0]")


def explained(terminal: Terminal, feed: str, sentence: str) -> None:
    """The source has a mark, and under the cursor its sentence."""
    terminal.press("Tab")
    terminal.wait_for("E edit")
    terminal.press("g", "g")
    terminal.wait_until(lambda seen: cursor_is_on("All articles", seen), "the first source")
    step_to(terminal, feed)
    terminal.wait_for(sentence)
    row = next(line for line in terminal.screen().splitlines() if "▌" in line and feed in line)
    assert "!" in row or "⚠" in row, row
    terminal.press("Escape")
    terminal.wait_for(gone=["E edit"])  # Escape and the next key at once would be Alt and that key
