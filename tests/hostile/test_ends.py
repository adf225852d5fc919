"""However the program ends, the terminal is as it was: the bytes and the driver's settings say so (promise P9)."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.hostile.lexer import judge, lex
from tests.hostile.material import CANARY, CONTROLS, SEQUENCES
from tests.hostile.pty_program import PtyProgram
from tests.patience import wait_until
from tests.terminal.inside import changed
from tests.terminal.kept import is_settled, is_sound
from tests.terminal.tmux import children

SECRET = "a sentence of an article"
_MODE = re.compile(r"\?(\d+)([hl])")
SHOWN = {"25": "h", "7": "h"}
"""The cursor, and lines that wrap: on in a terminal at rest. All other modes are off there."""


def restored(terminal: PtyProgram) -> list[str]:
    """What was left switched; nothing when the terminal is as it was."""
    modes: dict[str, str] = {}
    keyboard = titles = 0
    for token in lex(terminal.written):
        if token.kind != "csi":
            continue
        if mode := _MODE.fullmatch(token.body):
            modes[mode[1]] = mode[2]
        keyboard += token.body.startswith(">") - (token.body == "<u")
        titles += (token.body == "22;2t") - (token.body == "23;2t")
    left = [f"?{mode}{value}" for mode, value in modes.items() if value != SHOWN.get(mode, "l")]
    left += ["keyboard"] * (keyboard != 0) + ["title"] * (titles != 0)
    return left + ["settings"] * (terminal.settings() != terminal.cooked)


def ready(terminal: PtyProgram, home: Path) -> None:
    terminal.wait_until(lambda seen: is_settled(home) and "Read the log" in seen, "the bundled articles")


@pytest.mark.parametrize("keys", ["Q", "\x11", "q"], ids=["Q", "ctrl-q", "q"])
def test_quitting_gives_the_terminal_back(tmp_path: Path, keys: str) -> None:
    home = tmp_path / "home"
    with PtyProgram(home) as terminal:
        ready(terminal, home)
        terminal.press(keys)
        assert terminal.wait_for_end() == 0
        assert restored(terminal) == []


@pytest.mark.hostile("H71")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda one: one.name)
def test_a_signal_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    home = tmp_path / "home"
    with PtyProgram(home) as terminal:
        ready(terminal, home)
        everyone = children(terminal.pid)
        terminal.press("\r")
        terminal.wait_for("c comments")
        terminal.kill(number)
        if number is signal.SIGINT:  # Ctrl-C is a key here: the program says how to leave, and goes on
            terminal.press("Q")
        terminal.wait_for_end()
        assert restored(terminal) == []
        assert b"Traceback" not in terminal.written
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everyone), "the engine's end")
    assert is_sound(home)


@pytest.mark.parametrize(
    ("change", "where"), [("crash_on_redraw", "redraw"), ("crash_on_input", "feed"), ("crash_on_mark", "act")]
)
def test_a_crash_gives_the_terminal_back_says_one_sentence_and_tells_no_article(
    tmp_path: Path, change: str, where: str
) -> None:
    home = tmp_path / "home"
    environment = changed(tmp_path / "site", f"{change}({SECRET + SEQUENCES[8] + CONTROLS[3]!r})")
    with PtyProgram(home, environment=environment, columns=200, rows=50) as terminal:
        ready(terminal, home)
        terminal.press(
            "sss" if change == "crash_on_mark" else "\x0c"
        )  # an error that comes again is told once
        status = terminal.wait_for_end()
        assert status == 1
        assert restored(terminal) == []
        last = terminal.written.rpartition(b"\x1b")[2].decode()
    reports = list((home / "state").glob("crash-*.txt"))
    assert len(reports) == 1
    assert "The program met an error and closed safely." in last
    assert str(reports[0]) in last.replace("\r\n", "")
    assert len(last.strip().splitlines()) <= 2
    report = reports[0].read_text()
    assert where in report
    assert "RuntimeError" in report
    assert SECRET not in report
    assert SECRET.encode() not in terminal.written
    assert judge(terminal.written, CANARY) == judge(report.encode(), CANARY) == []


def test_a_crash_after_which_something_never_ends_is_told_all_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    environment = changed(tmp_path / "site", f"crash_on_redraw({SECRET!r})", "never_close(1)")
    with PtyProgram(home, environment=environment, columns=200) as terminal:
        ready(terminal, home)
        terminal.press("\x0c")
        assert terminal.wait_for_end() == 1
        assert restored(terminal) == []
        assert b"The program met an error and closed safely." in terminal.written.rpartition(b"\x1b")[2]


@pytest.mark.hostile("H71")
@pytest.mark.parametrize(
    "keys",
    [b"\xe9j", b"\xff", b"\x1b[200~a \x9b b\x1b[201~"],
    ids=["a letter of Latin-1", "no letter", "pasted"],
)
def test_bytes_that_are_no_text_end_nothing(tmp_path: Path, keys: bytes) -> None:
    home = tmp_path / "home"
    with PtyProgram(home) as terminal:
        ready(terminal, home)
        terminal.press(keys)
        terminal.press("?")
        terminal.wait_for("Keys that work here")
        terminal.press("\x1b")
        terminal.wait_for(gone=["Keys that work here"])
        terminal.press("/")
        terminal.wait_for("esc close")
        terminal.press(keys)
        terminal.press("\x1b")
        terminal.wait_for(gone=["esc close"])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
        assert restored(terminal) == []
        assert judge(terminal.written, "KNR") == []


@pytest.mark.hostile("H71")
def test_a_terminal_that_goes_away_takes_the_program_with_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with PtyProgram(home) as terminal:
        ready(terminal, home)
        everyone = children(terminal.pid)
        terminal.hang_up()
        terminal.wait_for_end()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everyone), "the engine's end")
    assert is_sound(home)


@pytest.mark.hostile("H71")
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 2), (500, 200), (20, 5)])
def test_any_size_opens_reads_and_quits(tmp_path: Path, columns: int, rows: int) -> None:
    home = tmp_path / "home"
    with PtyProgram(home, columns=columns, rows=rows) as terminal:
        terminal.wait_until(lambda seen: is_settled(home), "the bundled articles")
        terminal.press("j\rc")
        terminal.press("cq?")
        terminal.resize(80, 24)
        terminal.wait_for("Keys that work here")
        terminal.press("\x1b")
        terminal.wait_for(gone=["Keys that work here"])
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
        assert restored(terminal) == []
        assert b"Traceback" not in terminal.written


@pytest.mark.hostile("H71")
def test_a_storm_of_sizes_leaves_the_screen_whole(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with PtyProgram(home) as terminal:
        ready(terminal, home)
        terminal.press("\r")
        terminal.wait_for("c comments")
        for step in range(120):
            terminal.resize(1 + (step * 37) % 260, 1 + (step * 13) % 90)
            terminal.shown()
        terminal.resize(120, 40)
        terminal.wait_for("c comments", "Aa")
        terminal.press("Q")
        assert terminal.wait_for_end() == 0
        assert restored(terminal) == []
        assert judge(terminal.written, "KNR") == []


def test_with_its_errors_sent_elsewhere_the_screen_is_still_drawn(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for elsewhere in ("2>&-", f"2>{tmp_path / 'errors'}"):
        with PtyProgram(home, shell=elsewhere) as terminal:
            ready(terminal, home)
            terminal.press("Q")
            assert terminal.wait_for_end() == 0
            assert restored(terminal) == []
    assert not (tmp_path / "errors").read_bytes()
