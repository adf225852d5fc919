"""Whatever state the file is in, it opens with what can be read, and nothing is ever overwritten."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tui_reader.model.action import Kind
from tui_reader.model.errors import StoreError
from tui_reader.model.view import View
from tui_reader.store import entries, feeds, integrity, journal, lists, memory
from tui_reader.store.database import open_database
from tui_reader.store.migrate import SCHEMA


def filled(path: Path, now: datetime) -> None:
    db = open_database(path)
    feeds.add_feed(db, "https://example.org/a", "feed", now=now)
    memory.remember(db, "kept", "yes")
    db.close()


def test_a_new_store_is_made_with_its_folder_and_opens_again(path: Path, now: datetime) -> None:
    filled(path, now)
    db = open_database(path)
    assert not db.read_only
    assert db.notices == []
    assert [feed.location for feed in feeds.sources(db).feeds] == ["https://example.org/a"]
    db.close()


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    db = open_database(path)
    memory.remember(db, "a", "b")
    assert memory.recall(db, "a") == "b"
    db.close()


@pytest.mark.hostile("H60")
@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"\x00" * 100 + body[100:],
        lambda body: b"this is not a database at all, " * 300,
        lambda body: body[:5000],
        lambda body: body[:100],
        lambda body: b"<html>" + body[6:],
    ],
    ids=["header overwritten", "another kind of file", "truncated", "header only", "first bytes overwritten"],
)
def test_a_damaged_file_is_moved_aside_byte_for_byte_and_a_fresh_store_begun(
    path: Path, now: datetime, damage: Callable[[bytes], bytes]
) -> None:
    filled(path, now)
    bad = damage(path.read_bytes())
    path.write_bytes(bad)
    db = open_database(path)
    assert db.notices == ["store.damaged"]
    assert db.set_aside is not None
    assert db.set_aside.name.startswith("reader.db.damaged-")
    assert db.set_aside.read_bytes() == bad
    feeds.add_feed(db, "https://example.org/b", "feed", now=now)
    db.close()


@pytest.mark.hostile("H60")
def test_a_database_of_another_program_is_moved_aside_unharmed(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = path.read_bytes()
    db = open_database(path)
    assert db.set_aside is not None
    assert db.set_aside.read_bytes() == before
    db.close()


@pytest.mark.hostile("H60")
def test_a_newer_schema_is_opened_to_read_and_left_alone(path: Path, now: datetime) -> None:
    filled(path, now)
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {SCHEMA + 5}")
    raw.execute("ALTER TABLE feed ADD COLUMN of_tomorrow")
    raw.close()
    db = open_database(path)
    assert db.read_only
    assert db.notices == ["store.newer_schema"]
    assert len(lists.first_screen(db, View()).sources.feeds) == 1
    with pytest.raises(StoreError) as caught:
        memory.remember(db, "a", "b")
    assert caught.value.code == "store.newer_schema"
    db.close()


def test_a_newer_schema_that_cannot_be_read_says_so(path: Path, now: datetime) -> None:
    filled(path, now)
    raw = sqlite3.connect(path)
    raw.execute("ALTER TABLE entry RENAME TO article")
    raw.execute(f"PRAGMA user_version = {SCHEMA + 5}")
    raw.close()
    with pytest.raises(StoreError) as caught:
        open_database(path)
    assert caught.value.code == "store.newer_schema"


@pytest.fixture
def read_only_home(path: Path, now: datetime, tmp_path: Path) -> Iterator[Path]:
    """A store on a system mounted read-only: a chmod would not stop root."""
    filled(path, now)
    home = tmp_path / "frozen"
    home.mkdir()
    if not shutil.which("mount") or os.getuid() != 0:
        pytest.skip("needs to mount a read-only file system")
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", home], capture_output=True
    ).returncode:
        pytest.skip("needs to mount a read-only file system")
    shutil.copy(path, home / "reader.db")
    subprocess.run(["mount", "-o", "remount,ro", home], check=True)
    yield home
    subprocess.run(["umount", "-l", home], check=True)


@pytest.mark.hostile("H62")
def test_a_read_only_home_is_read_and_says_so(read_only_home: Path) -> None:
    db = open_database(read_only_home / "reader.db")
    assert db.read_only
    assert db.notices == ["store.read_only"]
    assert len(feeds.sources(db).feeds) == 1
    db.close()


def test_a_read_only_home_without_a_store_is_an_empty_one(read_only_home: Path) -> None:
    db = open_database(read_only_home / "none" / "reader.db")
    assert db.read_only
    assert feeds.sources(db).feeds == ()
    db.close()


@pytest.mark.hostile("H61")
def test_a_full_disk_is_said_and_nothing_is_half_written(
    path: Path, now: datetime, feed_id: int, save: Callable[..., list[int]]
) -> None:
    db = open_database(path)
    pages = db.one("PRAGMA page_count")[0]
    db.execute(f"PRAGMA max_page_count = {pages + 2}")  # SQLite answers SQLITE_FULL, as for a full disk

    def two_things() -> None:
        with db.transaction():
            memory.remember(db, "small", "x")
            memory.remember(db, "large", "x" * 200_000)

    with pytest.raises(StoreError) as caught:
        two_things()
    assert caught.value.code == "store.disk_full"
    assert memory.recall(db, "small") is None
    db.execute("PRAGMA max_page_count = 1000000")
    memory.remember(db, "small", "x")
    assert memory.recall(db, "small") == "x"
    db.close()


@pytest.mark.hostile("H64")
def test_many_processes_may_begin_the_same_store_at_once(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tui_reader.store import memory;"
        " from tui_reader.store.database import open_database; sys.stdin.readline();"
        " db = open_database(Path(sys.argv[1])); memory.remember(db, sys.argv[2], 'here'); db.close()"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", program, str(path), str(n)], stdin=subprocess.PIPE, text=True)
        for n in range(5)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    assert [child.wait(60) for child in children] == [0] * 5
    db = open_database(path)
    assert all(memory.recall(db, str(n)) == "here" for n in range(5))
    assert not integrity.ended_badly(db)
    db.close()


def test_opening_imports_nothing_that_only_a_migration_needs(path: Path, now: datetime) -> None:
    filled(path, now)
    program = (
        "import sys; from pathlib import Path; from tui_reader.store.database import open_database;"
        " open_database(Path(sys.argv[1])).close(); print([m for m in ('filelock', 'asyncio', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_the_reader_does_is_written_through_to_the_disk(
    path: Path, now: datetime, save: Callable[..., list[int]]
) -> None:
    db = open_database(path)
    said: list[str] = []
    db.connection.set_trace_callback(said.append)
    journal.apply(db, Kind.STAR, save("One"), now)
    full, begun = said.index("PRAGMA synchronous = FULL"), said.index("BEGIN IMMEDIATE")
    assert full < begun
    assert said[-1] == "PRAGMA synchronous = NORMAL"
    assert entries.entry(db, 1) is not None
    db.close()


@pytest.mark.hostile("H60")
@pytest.mark.parametrize("number", [-1, -(2**31), 0])
def test_a_schema_of_no_number_is_damage_and_no_crash(path: Path, number: int) -> None:
    open_database(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {number}")
    db.commit()
    db.close()
    again = open_database(path)
    assert again.notices == ["store.damaged"]
    assert again.set_aside is not None
    again.close()
