"""Letting old articles go: what nobody touched, its texts alone; nothing of it ever comes back unread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.store.conftest import NOW
from tui_reader.model.action import Kind
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.query import Words
from tui_reader.model.update import Changed, Changes, New, keys_of
from tui_reader.model.view import Place, View
from tui_reader.store import content, entries, feeds, journal, lists, retention, search
from tui_reader.store.database import Database

Save = Callable[..., list[int]]


def go(db: Database, newest: int = 0, before: datetime | None = None, limit: int = 100) -> int:
    return retention.let_go(db, newest=newest, before=before, now=NOW, limit=limit)


def listed(db: Database) -> list[int]:
    return list(lists.ids(db, View(Place.ALL)))


def counts(db: Database) -> tuple[int, ...]:
    kept: tuple[int, ...] = db.one("SELECT total, unread, unread_words FROM feed")
    return kept


def test_the_newest_stay_and_the_others_leave_list_counts_texts_and_search(
    db: Database, save: Save, convert: Callable[..., None], feed_id: int
) -> None:
    ids = save("Một", "Hai", "Ba", "Bốn")
    convert({entry_id: f"thân bài {entry_id}" for entry_id in ids})
    assert go(db, newest=2) == 2
    assert listed(db) == [ids[3], ids[2]]
    assert counts(db) == (2, 2, 200)
    assert retention.gone_of(db, feed_id) == 2
    assert content.document(db, ids[0]) is None
    assert entries.delivered(db, ids[0]) is not None
    assert search.find(db, Words("thân bài"), limit=9, now=NOW) == [ids[3], ids[2]]
    db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    assert go(db, newest=2) == 0


def test_what_is_older_than_asked_leaves_whatever_its_rank(db: Database, save: Save) -> None:
    old = save("Cũ", start=NOW - timedelta(days=90))
    new = save("Mới")
    assert go(db, before=NOW - timedelta(days=30)) == 1
    assert listed(db) == new
    assert entries.delivered(db, old[0]) is not None


@pytest.mark.parametrize("touched", ["star", "later", "open", "place", "tag", "note"])
def test_what_the_reader_touched_stays(db: Database, save: Save, touched: str) -> None:
    kept, gone = save("Giữ", "Bỏ", start=NOW - timedelta(days=90))
    match touched:
        case "star":
            journal.apply(db, Kind.STAR, [kept], NOW)
        case "later":
            journal.apply(db, Kind.LATER, [kept], NOW)
        case "open":
            journal.opened(db, kept, NOW)
        case "place":
            journal.save_place(db, kept, "p", 30, NOW)
        case "tag":
            db.execute("INSERT INTO tag (name, key) VALUES ('của tôi', 'cua toi')")
            db.execute("INSERT INTO entry_tag SELECT ?, 1, id, 0 FROM tag", (kept,))
        case "note":
            db.execute(
                "INSERT INTO note (entry_id, parent, text, created, changed) VALUES (?, '', 'hay', 0, 0)",
                (kept,),
            )
    save("Mới nhất")
    assert go(db, newest=1, before=NOW - timedelta(days=30)) == 1
    assert kept in listed(db)
    assert gone not in listed(db)


def test_what_was_opened_by_hand_stays(db: Database) -> None:
    shelf = feeds.add_feed(db, "local:files", "files", now=NOW - timedelta(days=900))
    data = [EntryData(guid=str(n), title=str(n), content=Content("x")) for n in range(3)]
    changes = Changes(new=tuple(New(each, keys_of(each)) for each in data))
    entries.save(db, shelf, changes, NOW - timedelta(days=900))
    assert go(db, newest=1, before=NOW) == 0


def test_what_was_let_go_is_known_again_and_comes_back_neither_unread_nor_changed(
    db: Database, save: Save, feed_id: int
) -> None:
    (old,) = save("Cũ", start=NOW - timedelta(days=90))
    data = entries.delivered(db, old)
    assert data is not None
    go(db, before=NOW - timedelta(days=30))
    as_before = EntryData(guid=data.guid, link=data.link, title=data.title, content=Content("<p>Cũ</p>"))
    known = entries.known(db, feed_id, [keys_of(as_before)])
    assert known.by_guid == {data.guid: old}
    other = EntryData(guid=data.guid, link=data.link, title="Cũ, đã sửa", content=Content("<p>khác</p>"))
    saved = entries.save(db, feed_id, Changes(changed=(Changed(old, other, keys_of(other)),)), NOW)
    assert saved.updated == ()
    assert listed(db) == []
    assert counts(db) == (0, 0, 0)
    assert entries.known(db, feed_id, [keys_of(other)]).hashes[old] == keys_of(other).content_hash


def test_it_goes_in_bites(db: Database, save: Save) -> None:
    save(*map(str, range(7)), start=NOW - timedelta(days=90))
    assert [go(db, newest=2, limit=3) for _ in range(3)] == [3, 2, 0]


def test_texts_are_kept_deflated_and_read_the_same(db: Database, save: Save, feed_id: int) -> None:
    body = "<p>" + "Hà Nội mùa thu, cây cơm nguội vàng. " * 40 + "</p>"
    data = EntryData(guid="dài", title="Dài", content=Content(body))
    (entry_id,) = entries.save(db, feed_id, Changes(new=(New(data, keys_of(data)),)), NOW).new
    (size,) = db.one("SELECT length(value) FROM content WHERE entry_id = ?", (entry_id,))
    assert size < len(body) / 4
    found = entries.delivered(db, entry_id)
    assert found is not None
    assert found.content == data.content
