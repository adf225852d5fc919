"""The page about safety promises nothing that cannot be run: its commands are there, in both languages alike."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.entries import ENTRIES

PAGES = [ROOT / "tui_reader" / "docs" / name for name in ("safety.md", "safety.vi.md")]
PROMISES = ["P1", "P2", "P3", "P4", "P5", "P7", "P8", "P9"]
"""As hostile.md numbers them; there is no P6."""
_ROW = re.compile(r"^\| (P\d) \|.*\| (.*) \|$", re.MULTILINE)
_COMMAND = re.compile(r"`([^`]+)`")


def commands(page: str) -> dict[str, list[list[str]]]:
    """The commands of each promise."""
    return {row[1]: [shlex.split(one) for one in _COMMAND.findall(row[2])] for row in _ROW.finditer(page)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_promise_has_a_command_that_exists(page: Path) -> None:
    told = commands(page.read_text("utf-8"))
    assert list(told) == PROMISES
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for program, *arguments in (command for several in told.values() for command in several):
        if program == "make":
            assert arguments[0] in targets
            continue
        assert program == ".venv/bin/pytest"
        files = [one for one in arguments if not one.startswith("-")]
        assert files
        assert [file for file in files if not (ROOT / file).exists()] == []


def test_both_languages_promise_the_same() -> None:
    english, vietnamese = (commands(page.read_text("utf-8")) for page in PAGES)
    assert english == vietnamese


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_figures_name_every_entry_point(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [name for name in ENTRIES if f"| {name} |" not in text] == []
