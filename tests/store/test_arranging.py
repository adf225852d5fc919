"""Feeds and folders are arranged by hand: each deed is one action, taken back whole, and only where nothing else came since."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tui_reader.model.action import Kind
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import Feed, FeedEdit, Trouble
from tui_reader.model.feed_settings import FeedSettings, FullText
from tui_reader.model.pace import Pace
from tui_reader.model.rule import Deed, Rule
from tui_reader.model.view import Place, View
from tui_reader.store import arranging, feeds, journal, lists, rules, smart_folders, tagging
from tui_reader.store.database import Database

from .conftest import Save


def kept(db: Database, feed_id: int) -> Feed:
    found = feeds.feed(db, feed_id)
    assert found is not None
    return found


def shape(db: Database) -> dict[str, list[str]]:
    """Folders by path, and which feeds lie in them."""
    sources = feeds.sources(db)
    by_id = {folder.id: folder for folder in sources.folders}

    def path(folder_id: int | None) -> str:
        folder = by_id.get(folder_id or 0)
        return "" if folder is None else f"{path(folder.parent_id)}/{folder.title}".strip("/")

    found: dict[str, list[str]] = {path(folder.id): [] for folder in sources.folders}
    for feed in sources.feeds:
        found.setdefault(path(feed.folder_id), []).append(feed.title)
    return found


def test_everything_of_a_feed_is_changed_at_once_and_taken_back_at_once(
    db: Database, feed_id: int, now: datetime
) -> None:
    before = kept(db, feed_id)
    settings = FeedSettings(3600, FullText.ALWAYS, pictures=False, headers={"X-Key": "1"})
    edit = FeedEdit("Báo tôi", "Tin/Sáng", True, settings, "https://new.example/rss")
    action = arranging.edit_feed(db, feed_id, edit, now)
    assert action.kind is Kind.EDIT_FEED
    after = kept(db, feed_id)
    assert (after.title, after.muted, after.settings, after.location) == (
        "Báo tôi",
        True,
        settings,
        "https://new.example/rss",
    )
    assert shape(db)["Tin/Sáng"] == ["Báo tôi"]
    assert journal.undo(db, now) is not None
    undone = kept(db, feed_id)
    assert (undone.name, undone.folder_id, undone.muted, undone.settings, undone.location) == (
        before.name,
        None,
        False,
        before.settings,
        before.location,
    )
    assert journal.redo(db, now) is not None
    assert kept(db, feed_id).settings == settings


def test_what_is_as_it_was_is_no_action(db: Database, feed_id: int, now: datetime) -> None:
    edit = FeedEdit(
        name="", folder="", muted=False, settings=FeedSettings(), location="https://example.org/feed"
    )
    assert arranging.edit_feed(db, feed_id, edit, now).id == 0
    assert journal.undo(db, now) is None


def test_undo_leaves_what_was_changed_again(db: Database, feed_id: int, now: datetime) -> None:
    arranging.edit_feed(db, feed_id, FeedEdit(name="A", muted=True), now)
    db.execute("UPDATE feed SET name = 'B' WHERE id = ?", (feed_id,))
    journal.undo(db, now)
    assert (kept(db, feed_id).name, kept(db, feed_id).muted) == ("B", False)


def test_another_address_is_fetched_anew_and_never_anothers(
    db: Database, feed_id: int, now: datetime
) -> None:
    other = feeds.add_feed(db, "https://b.example", "feed", name="B", now=now)
    feeds.finish(
        db,
        feed_id,
        owner="x",
        now=now,
        data=None,
        validators=None,
        trouble=Trouble("gone"),
        due_at=now + timedelta(days=7),
        pace=Pace(),
    )
    arranging.edit_feed(db, feed_id, FeedEdit(location="https://c.example"), now)
    moved = kept(db, feed_id)
    assert (moved.trouble, moved.due_at) == (None, None)
    with pytest.raises(StoreError) as caught:
        arranging.edit_feed(db, feed_id, FeedEdit(name="X", location="https://b.example"), now)
    assert (caught.value.code, caught.value.facts) == ("store.feed_exists", {"name": "B"})
    assert kept(db, feed_id).name == ""
    assert kept(db, other).location == "https://b.example"


def test_a_shorter_interval_holds_at_once(db: Database, feed_id: int, now: datetime) -> None:
    db.execute(
        "UPDATE feed SET tried_at = ?, due_at = ? WHERE id = ?",
        (int(now.timestamp()), int(now.timestamp()) + 86400, feed_id),
    )
    arranging.edit_feed(db, feed_id, FeedEdit(settings=FeedSettings(interval=600)), now)
    assert kept(db, feed_id).due_at == now + timedelta(minutes=10)


def test_a_muted_feed_is_seen_only_where_one_goes_for_it(db: Database, save: Save, now: datetime) -> None:
    loud = feeds.add_feed(db, "https://loud.example", "feed", folder="Tin", now=now)
    calm = feeds.add_feed(db, "https://calm.example", "feed", folder="Tin", now=now)
    noise, starred = save("Ồn", "Sao", feed=loud)
    (quiet,) = save("Yên", feed=calm)
    journal.apply(db, Kind.STAR, [starred], now)
    folder = feeds.sources(db).folders[0].id
    arranging.edit_feed(db, loud, FeedEdit(muted=True), now)
    for view in (View(Place.ALL), View(Place.UNREAD), View(Place.FOLDER, folder)):
        assert list(lists.ids(db, view)) == [quiet], view
        assert [row.id for row in lists.first_screen(db, view).rows] == [quiet]
    assert set(lists.ids(db, View(Place.FEED, loud))) == {noise, starred}
    assert list(lists.ids(db, View(Place.STARRED))) == [starred]
    assert lists.next_unread(db, View(Place.UNREAD), quiet) is None
    counts = feeds.sources(db).counts
    assert (counts.total, counts.unread, counts.starred) == (1, 1, 1)
    undone = journal.undo(db, now)
    assert undone is not None
    assert undone.kind is Kind.MUTE
    assert len(lists.ids(db, View(Place.UNREAD))) == 3
    assert feeds.sources(db).counts.unread == 3


def test_a_folder_is_named_and_moved_and_back(db: Database, now: datetime) -> None:
    feeds.add_feed(db, "https://a.example", "feed", name="A", folder="Tin/Sáng", now=now)
    feeds.add_feed(db, "https://b.example", "feed", name="B", folder="Báo", now=now)
    morning, press = (
        next(f.id for f in feeds.sources(db).folders if f.title == name) for name in ("Sáng", "Báo")
    )
    before = shape(db)
    arranging.edit_folder(db, morning, now, title="Sớm", inside="Báo")
    assert shape(db) == {"Tin": [], "Báo": ["B"], "Báo/Sớm": ["A"]}
    journal.undo(db, now)
    assert shape(db) == before
    journal.redo(db, now)
    assert "Báo/Sớm" in shape(db)
    assert press


def test_a_folder_goes_neither_into_itself_nor_over_another(db: Database, now: datetime) -> None:
    feeds.add_feed(db, "https://a.example", "feed", folder="Tin/Sáng", now=now)
    feeds.add_feed(db, "https://b.example", "feed", folder="Báo", now=now)
    news = next(f.id for f in feeds.sources(db).folders if f.title == "Tin")
    for change, code in (
        ({"inside": "Tin/Sáng"}, "store.folder_circle"),
        ({"title": "Báo"}, "store.folder_exists"),
    ):
        with pytest.raises(StoreError) as caught:
            arranging.edit_folder(db, news, now, **change)
        assert caught.value.code == code
    with pytest.raises(StoreError):
        arranging.edit_folder(db, 99, now, title="x")
    assert arranging.edit_folder(db, news, now, title=" Tin ").id == 0
    assert sorted(shape(db)) == ["Báo", "Tin", "Tin/Sáng"]


def test_what_is_in_a_folder_that_is_taken_apart_moves_up_and_back(db: Database, now: datetime) -> None:
    for name, folder in (("A", "Tin/Sáng"), ("B", "Tin/Sáng/Sớm"), ("C", "Tin")):
        feeds.add_feed(db, f"https://{name.lower()}.example", "feed", name=name, folder=folder, now=now)
    morning = next(f.id for f in feeds.sources(db).folders if f.title == "Sáng")
    before = shape(db)
    arranging.delete_folder(db, morning, now)
    assert shape(db) == {"Tin": ["A", "C"], "Tin/Sớm": ["B"]}
    journal.undo(db, now)
    assert shape(db) == before
    journal.redo(db, now)
    assert shape(db) == {"Tin": ["A", "C"], "Tin/Sớm": ["B"]}
    journal.undo(db, now)
    assert shape(db) == before


def test_a_name_is_one_line_of_text_whoever_typed_it(
    db: Database, feed_id: int, save: Save, now: datetime
) -> None:
    """The terminal sends what it likes, and a shell passes what it is given."""
    typed, [entry] = "a\x7f\x1b[31m\nb\u202e", save("One")
    arranging.edit_feed(db, feed_id, FeedEdit(name=typed, folder=f"{typed}/in"), now)
    tagging.tag(db, typed, [entry], now, on=True)
    smart_folders.keep(db, typed, "is:unread", now)
    rules.keep(db, [Rule(typed, "is:unread", (Deed.TAG,), typed)], "rules", now)
    other = feeds.add_feed(db, "https://example.org/b", "feed", name=typed, now=now)
    clean = "a[31m b"
    assert kept(db, feed_id).title == kept(db, other).title == clean
    assert set(shape(db)) == {"", clean, f"{clean}/in"}
    assert tagging.own_tags(db) == [(clean, 1)]
    assert [one.title for one in feeds.sources(db).smart] == [clean]
    assert [(one.name, one.tag) for one in rules.listed(db)] == [(clean, clean)]
