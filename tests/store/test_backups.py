"""Copies of the store: made while others write, sound or not at all, few, and put back without losing what was there."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tui_reader.model.errors import StoreError
from tui_reader.model.view import View
from tui_reader.store import backups, copying, feeds, integrity, lists, memory, replacing
from tui_reader.store.database import Database, open_database

MB = 2**20
COPIER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tui_reader.store import backups
while True:
    print("begin", flush=True)
    backups.make(Path(sys.argv[1]), datetime.now(UTC), 2**40)
    print("made", flush=True)
"""


def titles(path: Path) -> list[str]:
    db = open_database(path)
    found = [row.title for row in lists.first_screen(db, View()).rows]
    db.close()
    return found


def test_a_copy_is_of_one_moment_while_others_write(
    db: Database, save: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "_PAGES", 8)
    save(*map(str, range(600)))
    before = db.one("SELECT COUNT(*) FROM entry")[0]
    writer = open_database(db.path)
    looks = 0

    def write_between() -> bool:
        nonlocal looks
        looks += 1
        memory.remember(writer, "written", "meanwhile")
        return True

    made = copying.copy_store(db.path, db.path.with_name("copy.db"), write_between)
    writer.close()
    assert looks > 3
    assert made is not None
    assert made.articles == before
    copy = open_database(made.path)
    assert memory.recall(copy, "written") is None
    assert integrity.check(copy) == ()
    assert not integrity.ended_badly(copy), "nobody was writing to the copy"
    copy.close()


def test_who_is_told_to_stop_leaves_nothing(db: Database, save: Callable[..., list[int]]) -> None:
    save("a")
    assert copying.copy_store(db.path, db.path.with_name("copy.db"), lambda: False) is None
    assert not list(db.path.parent.glob("copy*"))


def test_damage_is_never_copied_over_a_good_copy(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    save(*map(str, range(300)))
    good = backups.make(db.path, now, 100 * MB)
    assert good is not None
    db.execute("PRAGMA writable_schema = ON")
    db.execute("DELETE FROM sqlite_master WHERE name = 'state_later'")  # its pages now belong to nobody
    with pytest.raises(StoreError):
        backups.make(db.path, now + timedelta(days=8), 100 * MB)
    assert [path for _, path in backups.kept(db.path)] == [good.path]


def test_one_is_due_a_week_after_the_last_whatever_the_clock_did(
    db: Database, feed_id: int, now: datetime
) -> None:
    assert backups.is_due(db.path, now, 100 * MB)
    backups.make(db.path, now, 100 * MB)
    assert not backups.is_due(db.path, now + timedelta(days=6), 100 * MB)
    assert backups.is_due(db.path, now + timedelta(days=7), 100 * MB)
    assert backups.is_due(db.path, now - timedelta(days=3650), 100 * MB), "made by a clock that was wrong"
    assert not backups.is_due(db.path, now + timedelta(days=7), 1000), "larger than what it may take"


def test_only_two_are_kept_and_only_as_large_as_allowed(db: Database, feed_id: int, now: datetime) -> None:
    for week in range(4):
        backups.make(db.path, now + timedelta(weeks=week), 100 * MB)
    assert [at for at, _ in backups.kept(db.path)] == [now + timedelta(weeks=3), now + timedelta(weeks=2)]
    made = backups.make(db.path, now + timedelta(weeks=4), 1)
    assert made is not None
    assert [path for _, path in backups.kept(db.path)] == [made.path], "the newest stays"


def test_the_first_day_has_nothing_to_copy(db: Database, now: datetime) -> None:
    assert backups.is_young(db, now)
    feeds.add_feed(db, "https://example.org/feed", "feed", now=now)
    assert backups.is_young(db, now + timedelta(hours=23))
    assert not backups.is_young(db, now + timedelta(hours=25))


def test_copiers_killed_at_any_moment_leave_whole_copies_only(
    db: Database, save: Callable[..., list[int]]
) -> None:
    for batch in range(8):
        save(*(f"{batch}-{n}" for n in range(90)))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    dice = random.Random(7)
    for _ in range(8):
        child = subprocess.Popen(
            [sys.executable, "-c", COPIER, str(db.path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _ in range(dice.randrange(1, 4)):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        for _, path in backups.kept(db.path):
            assert copying.look_over(path).articles == 720
    backups.make(db.path, datetime.fromisoformat("2030-01-01T00:00:00+00:00"), 100 * MB)
    assert not list(backups.folder_of(db.path).glob("*.part*")), "what the killed left is swept"


def test_putting_one_back_keeps_what_was_there(
    db: Database, save: Callable[..., list[int]], now: datetime, path: Path
) -> None:
    save("then")
    copy = backups.make(path, now, 100 * MB)
    assert copy is not None
    save("since")
    with pytest.raises(StoreError, match=r"store\.in_use"):
        replacing.put_in_place(path, copy.path, kind="replaced")
    db.close()
    aside = replacing.put_in_place(path, copy.path, kind="replaced")
    assert aside is not None
    assert titles(path) == ["then"]
    assert sorted(titles(aside)) == ["since", "then"]
    assert titles(copy.path) == ["then"], "the copy itself stays"
    db.connection = open_database(path).connection  # for the fixture to close


@pytest.mark.parametrize("kind", ["not there", "foreign", "truncated", "text", "newer"])
def test_what_is_no_copy_never_takes_the_place(path: Path, db: Database, feed_id: int, kind: str) -> None:
    bad = path.with_name("bad.db")
    copying.copy_store(path, bad)
    if kind == "not there":
        bad.unlink()
    elif kind == "truncated":
        bad.write_bytes(bad.read_bytes()[:30_000])
    elif kind == "text":
        bad.write_text("no database " * 900)
    else:
        import sqlite3

        with sqlite3.connect(bad) as raw:
            raw.execute("PRAGMA application_id = 5" if kind == "foreign" else "PRAGMA user_version = 99")
        raw.close()
    with pytest.raises(StoreError):
        copying.look_over(bad)


HURTS: dict[str, Callable[[bytes], bytes]] = {
    "garbage in the header": lambda body: b"\xa5" * 100 + body[100:],
    "truncated": lambda body: body[:5000],
    "another kind of file": lambda body: b"not a database at all " * 400,
}


@pytest.mark.parametrize("hurt", HURTS)
def test_a_store_damaged_beyond_opening_goes_on_from_the_copy(
    db: Database, save: Callable[..., list[int]], now: datetime, path: Path, hurt: str
) -> None:
    save("kept")
    copy = backups.make(path, now, 100 * MB)
    db.close()
    bad = HURTS[hurt](path.read_bytes())
    path.write_bytes(bad)
    again = open_database(path)
    assert [row.title for row in lists.first_screen(again, View()).rows] == ["kept"]
    assert copy is not None
    assert again.restored == copy.at
    assert again.set_aside is not None
    assert again.set_aside.read_bytes() == bad
    memory.remember(again, "a", "b")
    again.close()
    db.connection = open_database(path).connection


def test_a_damaged_copy_is_passed_over_for_the_one_before(
    db: Database, save: Callable[..., list[int]], now: datetime, path: Path
) -> None:
    save("first")
    first = backups.make(path, now, 100 * MB)
    second = backups.make(path, now + timedelta(days=8), 100 * MB)
    assert first is not None
    assert second is not None
    shutil.copyfile(Path(__file__), second.path)
    found = backups.newest_sound(path)
    assert found is not None
    assert found.path == first.path


class _Killed(BaseException):
    """As if the process ended here."""


def test_whoever_is_killed_while_one_takes_the_place_leaves_a_store_there(
    db: Database, save: Callable[..., list[int]], now: datetime, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save("then")
    copy = backups.make(path, now, 100 * MB)
    assert copy is not None
    save("since")
    db.close()

    def killed(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        with pytest.raises(_Killed):
            replacing.put_in_place(path, copy.path, kind="replaced")
    assert sorted(titles(path)) == ["since", "then"]
    db.connection = open_database(path).connection  # for the fixture to close


def test_a_damaged_store_stays_until_its_copy_was_looked_over(
    db: Database, save: Callable[..., list[int]], now: datetime, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moved away first, a kill while a large copy is checked began the next start with nothing."""
    save("then")
    backups.make(path, now, 100 * MB)
    db.close()
    path.write_bytes(b"\xa5" * 40_000)

    def killed(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(copying, "look_over", killed)
        patched.setattr(backups, "look_over", killed)
        with pytest.raises(_Killed):
            open_database(path)
    again = open_database(path)
    assert again.notices == ["store.damaged"]
    assert again.restored is not None
    assert [row[0] for row in again.rows("SELECT title FROM entry")] == ["then"]
    db.connection = again.connection  # for the fixture to close
