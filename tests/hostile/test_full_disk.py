"""A full disk: what is kept is read, what cannot be kept is said, and the program ends as ever (promise P8)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.pty_program import PtyProgram
from tests.hostile.test_ends import ready, restored
from tests.small_disk import small_disk
from tests.terminal.kept import is_sound, number


@pytest.mark.hostile("H61")
def test_a_full_disk_is_read_and_left_in_peace_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        home = disk.root / "home"
        with PtyProgram(home) as terminal:
            ready(terminal, home)
            disk.fill()
            terminal.press("\r")  # what is read was read, and cannot be kept
            terminal.wait_for("c comments")
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
            assert restored(terminal) == []
            assert b"Traceback" not in terminal.written
        kept = number(home, "SELECT count(*) FROM entry")
        with PtyProgram(home, columns=120) as terminal:
            terminal.wait_for("Read the log", "The disk is full")
            terminal.press("\r")
            terminal.wait_for("c comments")
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
            assert restored(terminal) == []
            assert b"Traceback" not in terminal.written
        disk.free()
        with PtyProgram(home, columns=120) as terminal:
            terminal.wait_for("Read the log")
            terminal.press("m")
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
        assert is_sound(home)
        assert number(home, "SELECT count(*) FROM entry") == kept
