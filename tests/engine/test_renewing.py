"""What an older converter made, owed anew: the engine's own pieces over a real store."""

from __future__ import annotations

from pathlib import Path

import pytest

import tui_reader.engine.debt as working
from tests.engine.pieces import NOW, pieces
from tui_reader.content.document import CONVERTER_VERSION
from tui_reader.engine.debt import DebtWorker
from tui_reader.model.entry import EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import debt, entries, feeds
from tui_reader.store.database import Database


def filled(database: Database) -> None:
    """Three articles: one made by this converter, one by the one before, one that is owed already."""
    feed = feeds.add_feed(database, "https://news.example/feed", "feed", now=NOW)
    made = [EntryData(guid=str(number), title=f"bài số {number}") for number in range(3)]
    ids = entries.save(database, feed, Changes(new=tuple(New(data, keys_of(data)) for data in made)), NOW).new
    debt.clear(database, debt.CONVERT, ids[:2])
    with database.transaction():
        for version, entry_id in zip((CONVERTER_VERSION, CONVERTER_VERSION - 1), ids, strict=False):
            database.execute("UPDATE entry SET converter_version = ? WHERE id = ?", (version, entry_id))


async def test_what_an_older_converter_made_is_owed_anew_and_no_worker_is_asked_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "_LATER", 0.0)
    async with pieces(tmp_path, filled) as parts:
        assert await parts.keeper.read(debt.count, debt.CONVERT) == 1
        await DebtWorker(parts).renew()
        assert await parts.keeper.read(debt.count, debt.CONVERT) == 2
        assert not parts.workers.pids(), (
            "all that converts would be imported, and a refresh would wait for it"
        )
