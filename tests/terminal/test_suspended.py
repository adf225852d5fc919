"""Ctrl-Z to the shell and fg back, as by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.kept import settled
from tests.terminal.rows import put_cursor_on
from tests.terminal.tmux import Terminal, needs_tmux

pytestmark = pytest.mark.skipif(bool(needs_tmux()), reason=needs_tmux())


@pytest.mark.hostile("H71")
def test_ctrl_z_gives_the_shell_and_fg_the_reader_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline", lang="en", in_shell=True) as terminal:
        settled(home)
        terminal.wait_for("Read the log")
        terminal.press("C-z")
        terminal.wait_for("prompt>", gone=["Read the log"])
        assert terminal.told("alternate_on", "cursor_flag", "mouse_any_flag") == ["0", "1", "0"]
        terminal.type("echo in the shell")
        terminal.press("Enter")
        terminal.wait_for("\nin the shell")
        terminal.resize(120, 40)
        terminal.type("fg")
        terminal.press("Enter")
        terminal.wait_for("Read the log", "Unread")
        assert terminal.told("alternate_on", "cursor_flag", "mouse_any_flag") == ["1", "0", "1"]
        put_cursor_on(terminal, "Read the log")
        terminal.press("Enter")
        terminal.wait_for("c comments")
        terminal.press("Q")
        terminal.wait_for("prompt>", gone=["c comments"])
        assert terminal.told("alternate_on", "cursor_flag", "mouse_any_flag") == ["0", "1", "0"]
        assert "Traceback" not in terminal.screen()
