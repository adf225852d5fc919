"""Kept searches are counted when nothing else is to be done: the engine's own pieces over a real store."""

from __future__ import annotations

from pathlib import Path

from tests.engine.pieces import NOW, at_once, pieces
from tui_reader.engine.counting import Counter
from tui_reader.model.action import Kind
from tui_reader.model.entry import EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import MOST_COUNTED
from tui_reader.store import entries, feeds, journal, smart_folders
from tui_reader.store.database import Database


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
    async with pieces(tmp_path, filled) as parts:
        keeper, counter = parts.keeper, Counter(parts, at_once)
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
