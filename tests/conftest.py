"""What every room's tests may use: the user's document, a home of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui_reader.paths import Paths

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def user_document() -> Path:
    """The newspaper page it all started from."""
    return ROOT / "seeds" / "000_46c361403cd36819.txt"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """An empty home."""
    made = Paths.of(tmp_path / "home", {})
    made.ensure()
    return made


@pytest.fixture(autouse=True)
def _no_home_but_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the home of who runs it."""
    for name in [name for name in os.environ if name.startswith("XDG_") or name == "TUI_READER_HOME"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))


@pytest.fixture(autouse=True)
def _one_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """All apps of a run draw for a terminal of the same colours, whoever runs it: Rich keeps in a style the codes of the
    first console it was drawn on, and styles outlive an app."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In CI a test that needs a terminal is never skipped for want of one: the script installs them."""
    for item in items:
        if "terminal" in Path(str(item.fspath)).parts[-3:]:
            item.add_marker(pytest.mark.terminal)
