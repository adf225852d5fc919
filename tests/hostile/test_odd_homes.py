"""Homes and terminals as nobody wants them: the real program starts, or says in one line why not (H60, H62, H64, H71)."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.hostile.lexer import judge
from tests.hostile.pty_program import PtyProgram
from tests.hostile.test_ends import restored
from tests.terminal.kept import is_sound, number
from tests.terminal.tmux import program
from tests.unprivileged import unprivileged
from tui_reader.store.migrate import SCHEMA

FEED = ROOT / "seeds" / "feeds" / "rss2-vi.xml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with four articles, and a copy of it."""
    home = tmp_path / "home"
    for command in (["add", str(FEED)], ["backup"]):
        subprocess.run(program(home, *command), check=True, capture_output=True)
    db = sqlite3.connect(home / "data" / "reader.db")
    db.execute("INSERT OR REPLACE INTO memory (key, value) VALUES ('seeded', '1')")
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return home


def quit_cleanly(terminal: PtyProgram) -> None:
    terminal.press("Q")
    assert terminal.wait_for_end() == 0
    assert restored(terminal) == []
    assert b"Traceback" not in terminal.written
    assert judge(terminal.written, "KNR") == []


def turned_to(pages: bytes, at: int, size: int) -> bytes:
    return pages[:at] + b"\xa5" * size + pages[at + size :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "header garbage": lambda body: turned_to(body, 0, 100),
    "schema torn": lambda body: turned_to(body, 100, 8000),
    "truncated": lambda body: body[: len(body) // 3],
    "zero length": lambda body: b"",
    "another file": lambda body: b"GIF89a" * 4000,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_store_damaged_in_any_way_is_kept_aside_and_told_of(home: Path, kind: str) -> None:
    store = home / "data" / "reader.db"
    bad = DAMAGE[kind](store.read_bytes())
    store.write_bytes(bad)
    with PtyProgram(home, "--offline", columns=200) as terminal:
        if bad:
            terminal.wait_for("The database was damaged")
        else:  # an empty file was never a store: nothing is lost, and a new one is made
            terminal.wait_for("? help")
        quit_cleanly(terminal)
    aside = [path for path in store.parent.glob("*.damaged-*") if path.suffix[-4:] not in ("-wal", "-shm")]
    assert [path.read_bytes() for path in aside] == ([bad] if bad else [])
    assert is_sound(home)
    assert number(home, "SELECT COUNT(*) FROM entry") == (4 if bad else 0)


def test_garbage_in_the_log_beside_the_store_is_passed_over(home: Path) -> None:
    (home / "data" / "reader.db-wal").write_bytes(os.urandom(50_000))
    with PtyProgram(home, "--offline") as terminal:
        terminal.wait_for("? help")
        quit_cleanly(terminal)
    assert is_sound(home)
    assert number(home, "SELECT COUNT(*) FROM entry") == 4


def test_a_newer_store_is_read_and_left_as_it_is(home: Path) -> None:
    store = home / "data" / "reader.db"
    db = sqlite3.connect(store)
    db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.close()
    before = store.read_bytes()
    with PtyProgram(home, columns=200) as terminal:
        terminal.wait_for("newer version")
        terminal.press("m")
        quit_cleanly(terminal)
    assert store.read_bytes() == before


def test_two_readers_at_once_both_read_and_mark(home: Path) -> None:
    with PtyProgram(home, "--offline") as one, PtyProgram(home, "--offline") as other:
        for terminal in (one, other):
            terminal.wait_for("? help")
        one.press("s")
        one.wait_for("★")
        other.press("js")
        other.wait_for("★")
        assert "locked" not in one.shown() + other.shown()
        quit_cleanly(one)
        quit_cleanly(other)
    assert is_sound(home)
    assert number(home, "SELECT COUNT(*) FROM entry_state WHERE starred") == 2


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"TERM": "dumb"}],
    ids=["no language", "no UTF-8", "TERM=dumb"],
)
def test_a_poor_terminal_is_drawn_on_and_given_back(home: Path, environment: dict[str, str]) -> None:
    with PtyProgram(home, "--offline", environment=environment) as terminal:
        terminal.wait_for("? help")
        terminal.press("\r")
        terminal.wait_for("c comments")
        quit_cleanly(terminal)


def said(command: list[str], environment: dict[str, str] | None = None) -> tuple[int, str]:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **(environment or {})},
        check=False,
    )
    return done.returncode, done.stderr


def test_without_a_terminal_one_line_says_so(home: Path) -> None:
    status, told = said(program(home, lang="vi"))
    assert (status, told.count("\n"), "Traceback" in told) == (1, 1, False)


@pytest.mark.parametrize("name", ["cache", "data", "state"])
def test_a_file_where_a_folder_belongs_is_named(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / name).write_text("in the way")
    status, told = said(program(home, "add", str(FEED), lang="en"))
    assert (status, told.count("\n")) == (1, 1)
    assert f"{home / name} is in the way" in told
    assert (home / name).read_text() == "in the way"


@pytest.mark.parametrize("below", ["", "home", "a/b/home"])
def test_a_file_where_the_home_or_a_folder_above_it_belongs_is_named(tmp_path: Path, below: str) -> None:
    """With a command and with the reader itself; the file stays."""
    file = tmp_path / "file"
    file.write_text("in the way")
    status, told = said(program(file / below, "list", lang="en"))
    assert (status, told.count("\n")) == (1, 1)
    assert f"{file} is in the way" in told
    with PtyProgram(file / below, columns=200) as terminal:
        assert terminal.wait_for_end() == 1
        assert f"{file} is in the way" in terminal.shown()
        assert restored(terminal) == []
    assert file.read_text() == "in the way"


def test_a_home_that_is_not_there_is_made_with_all_above_it(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b" / "home"
    assert said(program(home, "add", str(FEED))) == (0, "")
    assert is_sound(home)
    assert number(home, "SELECT COUNT(*) FROM entry") == 4


def test_a_home_that_cannot_be_made_says_which_and_why(tmp_path: Path) -> None:
    home = tmp_path / ("x" * 300)
    status, told = said(program(home, "list", lang="en"))
    assert (status, told.count("\n")) == (1, 1)
    assert told.startswith(f"tui-reader: The folder {home / 'data'} cannot be made: ")


def test_a_home_that_cannot_be_written_is_read(home: Path) -> None:
    for path in sorted(home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    home.chmod(0o555)
    try:
        done = subprocess.run(
            unprivileged(program(home, "list")), capture_output=True, text=True, check=False
        )
        assert (done.returncode, len(done.stdout.splitlines()), "Traceback" in done.stderr) == (0, 4, False)
    finally:
        for path in (home, *home.rglob("*")):
            path.chmod(0o755)


def test_a_terminal_of_another_encoding_shows_letters_like_those_it_lacks(home: Path) -> None:
    bare = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with PtyProgram(home, "--offline", lang="vi", environment=bare) as terminal:
        shown = terminal.wait_for("Chua doc", "tro giup")
        assert "\\u" not in shown
        assert terminal.written.isascii()
        quit_cleanly(terminal)
