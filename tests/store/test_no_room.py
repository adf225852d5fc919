"""A store where nothing more can be written, or that is no file: what can be read is read, the rest is said."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.small_disk import SmallDisk, small_disk
from tui_reader.model.errors import StoreError
from tui_reader.store import feeds, memory
from tui_reader.store.database import open_database


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


@pytest.fixture
def kept(disk: SmallDisk, now: datetime) -> Path:
    """A store that was closed well, on a disk that is full since."""
    path = disk.root / "reader.db"
    db = open_database(path)
    feeds.add_feed(db, "https://example.org/a", "feed", now=now)
    db.close()
    disk.fill()
    return path


@pytest.mark.hostile("H61")
def test_a_good_store_on_a_full_disk_is_read_and_says_why_nothing_is_kept(kept: Path) -> None:
    db = open_database(kept)
    assert db.read_only
    assert db.notices == ["store.disk_full"]
    assert [feed.location for feed in feeds.sources(db).feeds] == ["https://example.org/a"]
    with pytest.raises(StoreError) as caught:
        memory.remember(db, "a", "b")
    assert caught.value.code == "store.disk_full"
    db.close()


def test_it_is_read_where_there_is_no_room_for_a_copy_either(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(kept.parent))
    db = open_database(kept)
    assert db.notices == ["store.disk_full"]
    assert [feed.location for feed in feeds.sources(db).feeds] == ["https://example.org/a"]
    another = open_database(kept)
    assert len(feeds.sources(another).feeds) == 1, "nobody is kept out by it"
    another.close()
    db.close()


@pytest.mark.hostile("H61")
def test_it_is_written_again_as_soon_as_there_is_room(kept: Path, disk: SmallDisk) -> None:
    db = open_database(kept)
    disk.free()
    memory.remember(db, "a", "b")
    assert not db.read_only
    db.close()
    again = open_database(kept)
    assert not again.read_only
    assert memory.recall(again, "a") == "b"
    again.close()


def test_a_first_start_on_a_full_disk_is_an_empty_store(disk: SmallDisk) -> None:
    disk.fill()
    db = open_database(disk.root / "reader.db")
    assert db.notices == ["store.disk_full"]
    assert feeds.sources(db).feeds == ()
    db.close()


def test_a_disk_that_fills_up_before_the_end_does_not_hold_the_connection(disk: SmallDisk) -> None:
    db = open_database(disk.root / "reader.db")
    memory.remember(db, "a", "b")
    disk.fill()
    with pytest.raises(StoreError) as caught:
        db.close()
    assert caught.value.code == "store.disk_full"
    disk.free()
    again = open_database(disk.root / "reader.db")
    assert memory.recall(again, "a") == "b"
    again.close()


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_nothing(path: Path) -> None:
    path.symlink_to(path.parent / "elsewhere" / "reader.db")


@pytest.mark.parametrize("make", [folder, pipe, link_to_nothing])
def test_what_is_no_file_is_left_alone_and_named(path: Path, make: Callable[[Path], None]) -> None:
    path.parent.mkdir()
    make(path)
    with pytest.raises(StoreError) as caught:
        open_database(path)
    assert caught.value.code == "store.not_a_file"
    assert caught.value.facts["path"] == str(path)
    assert os.path.lexists(path)
