"""H71: a megabyte is pasted at once, and a text that would command the terminal after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.lexer import judge
from tests.hostile.material import CANARY, SEQUENCES
from tests.hostile.pty_program import PtyProgram
from tests.hostile.test_ends import ready, restored
from tests.hostile.walk import pasted


@pytest.mark.hostile("H71")
def test_a_megabyte_pasted_at_once_and_escapes_after_it_stop_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with PtyProgram(home) as terminal:
        ready(terminal, home)
        terminal.press("/")
        terminal.wait_for("esc close")
        terminal.press_slowly(pasted("x đường " * 120_000))
        terminal.press_slowly(pasted("".join(SEQUENCES)))
        terminal.press("\x1b")
        terminal.wait_for(gone=["esc close"])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
        assert restored(terminal) == []
        assert judge(terminal.written, CANARY) == []
