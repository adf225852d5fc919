"""Kept searches are counted when nothing else is to be done: the engine's own pieces over a real store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tui_reader.engine.counting import Counter
from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts
from tui_reader.engine.workers import Workers
from tui_reader.model.action import Kind
from tui_reader.model.entry import EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import MOST_COUNTED
from tui_reader.sources.retrieve import Retriever
from tui_reader.store import entries, feeds, journal, smart_folders
from tui_reader.store.database import Database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def filled(database: Database) -> None:
    feed = feeds.add_feed(database, "https://news.example/feed", "feed", now=NOW)
    data = [EntryData(guid=str(n), title=f"Article {n}") for n in range(MOST_COUNTED + 5)]
    entries.save(database, feed, Changes(new=tuple(New(one, keys_of(one)) for one in data)), NOW)
    smart_folders.keep(database, "Everything", "is:unread", NOW)
    smart_folders.keep(database, "Starred", "is:starred", NOW)
    smart_folders.keep(database, "Nonsense", "is:nothing", NOW)
    journal.apply(database, Kind.STAR, [1, 2, 3], NOW)
    journal.apply(database, Kind.MARK_READ, [3], NOW)


async def test_unread_articles_are_counted_up_to_a_thousand_and_anew_after_a_change(tmp_path: Path) -> None:
    async def idle() -> None:
        return None

    keeper, door = Keeper(tmp_path / "reader.db"), Door()
    await keeper.open()
    await keeper.write(filled)
    parts = Parts(
        keeper, Workers(1), Retriever("tests", door.is_shut), door, lambda event: None, now=lambda: NOW
    )
    counter = Counter(parts, idle)
    await counter.count()
    folders = await keeper.read(feeds.smart_folders)
    assert [(one.title, one.unread) for one in folders] == [
        ("Everything", MOST_COUNTED),
        ("Starred", 2),
        ("Nonsense", None),
    ]
    await keeper.write(journal.apply, Kind.MARK_READ, [1], NOW)
    await counter.count()
    assert (await keeper.read(feeds.smart_folders))[1].unread == 1
