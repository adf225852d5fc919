"""A person on a fresh machine: one command, an empty home, a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal.tmux import Terminal, needs_tmux

pytestmark = pytest.mark.skipif(bool(needs_tmux()), reason=needs_tmux())

TITLE = "Bộ trưởng Bộ Thông tin và Truyền thông"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 50), (48, 20)])
def test_the_users_document_is_the_first_article(tmp_path: Path, columns: int, rows: int) -> None:
    with Terminal(tmp_path / "home", columns=columns, rows=rows) as terminal:
        terminal.wait_for("Bộ trưởng Bộ T")
        terminal.press("Enter")
        screen = terminal.wait_for("Ngày 24/7")
        assert "Aa" in screen
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
