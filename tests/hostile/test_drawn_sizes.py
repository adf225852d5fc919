"""The real program in terminals that draw letters larger: what it sends for them is named, and strangers have no word in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.lexer import judge, lex
from tests.hostile.material import CANARY, SEQUENCES
from tests.hostile.pty_program import PtyProgram
from tests.hostile.test_screens import command
from tests.terminal.kept import settled

ASKED = b"\x1b]66;w=2"
SCALES = {
    ASKED: b"\x1b[1;1R\x1b[1;3R\x1b[1;5R\x1b[1;40R",
    b"\x1b[6n": b"",
    b"\x1b[>q": b"\x1bP>|kitty(0.42.2)\x1b\\",
}
"""Cursor positions of one that knows OSC 66: two cells on after a letter told to be two wide, and after one twice as large."""
SIGNS = {"osc66": ("osc", "66;s="), "dec": ("escape", "\x1b#3")}


@pytest.mark.parametrize("means", SIGNS)
@pytest.mark.hostile("H37", "H38", "H39", "H40", "H41", "H44", "H45", "H46")
def test_large_letters_of_hostile_titles_are_only_letters(tmp_path: Path, means: str) -> None:
    home, folder = tmp_path / "home", tmp_path / "texts"
    folder.mkdir()
    every = "".join(SEQUENCES).replace("/", "")
    paragraphs = "".join(f"<p>{one} BODY Chữ lớn cho người đọc.</p>" for one in SEQUENCES)
    (folder / "b.html").write_text(f"<title>Bài {every}</title><h2>{every}</h2>{paragraphs}", "utf-8")
    command(home, ("add", str(folder)), {})
    settled(home, 1)
    terminals = {"osc66": (SCALES, {}), "dec": ({}, {"TERM": "mlterm"})}
    answers, environment = terminals[means]
    with PtyProgram(home, columns=100, rows=30, answers=answers, environment=environment) as terminal:
        terminal.wait_for("Aa")
        terminal.press("\r")
        terminal.wait_for("c comments")
        kind, sign = SIGNS[means]
        terminal.press("F")
        terminal.press("+" if means == "dec" else "++++")  # of its steps the first is of double height
        terminal.wait_until(
            lambda _: any(one.kind == kind and sign in one.body for one in lex(terminal.written)), sign
        )
        terminal.press("G")
        terminal.press("Q")
        terminal.wait_for_end()
    assert judge(terminal.written, CANARY) == []
