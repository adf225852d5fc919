"""Suspended with large letters on screen: the shell's screen is clean, and ours is whole when it comes back (H71)."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.hostile.pty_program import PtyProgram
from tests.hostile.test_drawn_sizes import SCALES
from tests.hostile.test_ends import restored
from tests.terminal.kept import is_settled
from tests.ui.scaling.vt import SINGLE, Vt

COLUMNS, ROWS = 100, 30
LEAVE = "\x1b[?1049l"
MEANS = {
    "osc66": (SCALES, {}, "++++"),
    "dec": ({}, {"TERM": "mlterm"}, "+"),
    "blocks": ({}, {}, "++++"),
}
"""What the terminal answers, its environment, and the steps to large letters."""


class InShell(PtyProgram):
    """Started by a shell with job control; when it is stopped the shell says so, and brings it back after a line is typed."""

    def __enter__(self) -> InShell:
        ours = shlex.join(self._command)
        self._command = ["sh", "-c", f"set -m; {ours}; echo STOPPED; read line; fg >/dev/null; echo ENDED $?"]
        super().__enter__()
        return self


def drawn(written: bytes) -> Vt:
    """What such a terminal shows after all this; the alternate screen begins empty each time."""
    vt = Vt(COLUMNS, ROWS)
    text = written.decode("utf-8", "replace")
    vt.feed(text[text.rindex("\x1b[?1049h") :])
    return vt


def look(vt: Vt) -> list[tuple[str, int]]:
    return [(vt.row(y).rstrip(), vt.lines[y]) for y in range(3, ROWS - 2)]


@pytest.mark.hostile("H71")
@pytest.mark.parametrize("means", MEANS)
def test_large_letters_leave_nothing_to_the_shell_and_are_whole_when_it_comes_back(
    tmp_path: Path, means: str
) -> None:
    home = tmp_path / "home"
    answers, environment, larger = MEANS[means]
    if means == "blocks":
        (home / "config").mkdir(parents=True)
        (home / "config" / "config.toml").write_text('text_layer = "blocks"\n')
    with InShell(home, columns=COLUMNS, rows=ROWS, answers=answers, environment=environment) as terminal:
        terminal.wait_until(lambda seen: is_settled(home) and "Aa" in seen, "the bundled articles")
        terminal.press("\r")
        terminal.wait_for("c comments")
        terminal.press_and_see("F", lambda seen: "‹" in seen.splitlines()[0], "the article alone")
        terminal.press(larger)
        terminal.wait_until(lambda _: is_large(terminal.written, means), "large letters")
        before = quiet(terminal)
        letters = sorted((one.x, one.y, one.text) for one in before.all_letters())

        terminal.press("\x1a")
        terminal.wait_until(lambda _: b"STOPPED" in terminal.written, "the shell")
        left = terminal.written[: terminal.written.rindex(b"STOPPED")].decode("utf-8", "replace")
        assert LEAVE in left[left.rindex("\x1b[?1049h") :]
        vt = Vt(COLUMNS, ROWS)
        vt.feed(left)
        assert set(vt.lines) == {SINGLE}, "a row of double height outlives the alternate screen"
        assert restored(terminal) == []

        terminal.press("\r")
        terminal.wait_until(lambda _: terminal.written.rindex(b"\x1b[?1049h") > len(left), "the reader again")
        after = quiet(terminal)
        assert look(after) == look(before)
        assert sorted((one.x, one.y, one.text) for one in after.all_letters()) == letters
        assert after.errors == []
        terminal.press("Q")
        terminal.wait_until(lambda _: b"ENDED 0" in terminal.written, "the end")
        assert restored(terminal) == []


def is_large(written: bytes, means: str) -> bool:
    vt = drawn(written)
    if means == "osc66":
        return bool(vt.all_letters())
    return set(vt.lines) != {SINGLE} if means == "dec" else any("█" in vt.row(y) for y in range(ROWS))


def quiet(terminal: PtyProgram) -> Vt:
    """The screen when nothing more is written to it for a while."""
    length = -1
    while length != len(terminal.written):
        length = len(terminal.written)
        terminal.wait_a_moment(0.8)
    return drawn(terminal.written)
