"""What the front desk says where the store cannot be opened, and how it leaves where nothing can be written."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.small_disk import small_disk
from tui_reader.library import Library, front_desk
from tui_reader.model import messages
from tui_reader.model.errors import StoreError
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import memory
from tui_reader.store.database import open_database


async def test_a_store_that_cannot_be_opened_says_so_to_all_who_ask(paths: Paths) -> None:
    paths.store.mkdir(parents=True)
    library = Library(paths)
    library.open()
    for first in (library.first(View(Place.UNREAD)), library.recall_first("x")):
        with pytest.raises(StoreError, match=r"store\.not_a_file"):
            first.result()
    with pytest.raises(StoreError, match=r"store\.not_a_file"):
        await library.snapshot(View())
    library.shut()


async def test_a_disk_full_at_the_start_has_its_engine_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_desk, "_LOOKS", 0.0)
    with small_disk(tmp_path / "disk", 12) as disk:
        paths = Paths.of(disk.root / "home", {})
        paths.ensure()
        database = open_database(paths.store)
        memory.remember(database, "seeded", "1")
        database.close()
        disk.fill()
        library = Library(paths, engine_arguments=["--home", str(disk.root / "home")])
        ready = asyncio.Event()
        library.open()
        await library.start(lambda event: ready.set() if isinstance(event, messages.Ready) else None)
        assert library.why_read_only == "store.disk_full"
        await library.changed()
        assert library.read_only
        assert not ready.is_set()
        disk.free()
        await library.changed()
        assert not library.read_only
        async with asyncio.timeout(60):
            await ready.wait()
        await library.remember("kept", "yes")
        await library.close()


async def test_a_disk_full_at_the_end_keeps_nobody_here_and_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        paths = Paths(*(disk.root / name for name in ("config", "data", "cache", "state")))
        library = Library(paths)
        library.open()
        await library.remember("kept", "yes")
        disk.fill()
        with pytest.raises(StoreError, match=r"store\.disk_full"):
            await library.remember("more", "x" * 20_000)
        await library.close()
        disk.free()
        database = open_database(paths.store)
        assert memory.recall(database, "kept") == "yes"
        database.close()
