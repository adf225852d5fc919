"""What the first frame costs, counted and not timed: modules, rules, layouts and widgets. Speed itself is `make bench`.

Who comes here because a bound was passed: import it when it is first asked for (see ``LATE`` in tests/test_start.py), or
raise the bound knowingly; a module is a sixth of a millisecond, a widget half of one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from tests.bench.store import FIRST_TITLE, LAST_WORDS, filled_home
from tests.bench.terminal import start
from tui_reader.ui.lean_toolkit import PUT_OFF

BROUGHT = ("concurrent.futures", "msgspec", "sqlite3", "_sqlite3", "textual", "rich", "gc")
"""What is there beyond our own rooms and what the bare toolkit has: the first names of packages, or whole names."""
NOT_NEEDED = (
    *PUT_OFF,
    "ssl",
    "hashlib",
    "json",
    "shlex",
    "tomllib",
    "httpx",
    "lxml",
    "PIL",
    "babel",
    "textual.widgets._input",
)
MODULES, RULES, WIDGETS = 149, 41, 10


@pytest.fixture(scope="module")
def frame(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of one real start on a terminal of 120x40, whose first frame shows list, counts and article."""
    folder = tmp_path_factory.mktemp("first-frame")
    home, report = filled_home(folder, 2_000), folder / "report.json"
    command = [sys.executable, "-m", "tests.ui.first_frame", str(report), "--home", str(home)]
    start([*command, "--lang", "vi", "--offline"], (FIRST_TITLE, LAST_WORDS, "200 "))
    told: dict[str, Any] = json.loads(report.read_text())
    return told


def test_the_first_frame_shows_everything_after_one_layout(frame: dict[str, Any]) -> None:
    assert frame["layouts"] == 1


def test_few_rules_and_widgets_are_there_for_the_first_frame(frame: dict[str, Any]) -> None:
    assert frame["rules"] <= RULES
    assert frame["widgets"] <= WIDGETS


def test_the_first_frame_brings_few_modules_of_ours(frame: dict[str, Any]) -> None:
    ours = [name for name in frame["modules"] if name.startswith("tui_reader")]
    assert len(ours) <= MODULES, ours


def test_the_first_frame_brings_nothing_of_others_but_what_is_named(frame: dict[str, Any]) -> None:
    known = _of_the_bare_toolkit() | {"runpy", "tests", "tests.ui", "tests.ui.first_frame"}
    foreign = [name for name in frame["modules"] if name not in known and not _named(name, ("tui_reader",))]
    assert [name for name in foreign if not _named(name, BROUGHT)] == []


def test_what_the_reader_never_needs_to_start_is_not_there(frame: dict[str, Any]) -> None:
    assert [name for name in frame["modules"] if _named(name, NOT_NEEDED)] == []


def _of_the_bare_toolkit() -> set[str]:
    program = (
        "import sys, importlib.util, textual.app, textual.pilot, textual.drivers.linux_driver;"
        " from textual.widgets import Static; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def _named(name: str, names: Sequence[str]) -> bool:
    return any(name == one or name.startswith(one + ".") for one in names)
