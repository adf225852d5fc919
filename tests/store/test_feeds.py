"""Feeds are kept with their folders, found by where they are and where they were."""

from __future__ import annotations

from datetime import datetime

import pytest

from tui_reader.model.action import Kind
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import FeedEdit, FeedKind
from tui_reader.store import arranging, feeds, journal
from tui_reader.store.database import Database


def test_a_feed_is_added_once_into_folders_made_as_needed(db: Database, now: datetime) -> None:
    a = feeds.add_feed(db, "https://a.example", FeedKind.FEED, name="A", folder="Tin/ Sáng ", now=now)
    b = feeds.add_feed(db, "/home/x/tin", FeedKind.FOLDER, folder="Tin", now=now)
    assert feeds.add_feed(db, "https://a.example", "feed", name="other", now=now) == a
    sources = feeds.sources(db)
    assert [(f.title, f.parent_id) for f in sources.folders] == [
        ("Tin", None),
        ("Sáng", sources.folders[0].id),
    ]
    assert [(f.id, f.title, f.kind) for f in sources.feeds] == [
        (a, "A", "feed"),
        (b, "/home/x/tin", "folder"),
    ]
    arranging.edit_feed(db, a, FeedEdit(name="", folder=""), now)
    moved = feeds.feed(db, a)
    assert moved is not None
    assert (moved.folder_id, moved.title) == (None, "https://a.example")


def test_a_feed_that_moved_is_found_by_both_addresses_and_never_takes_anothers(
    db: Database, now: datetime
) -> None:
    a = feeds.add_feed(db, "https://a.example", "feed", now=now)
    b = feeds.add_feed(db, "https://b.example", "feed", now=now)

    def finish(target: str) -> None:
        for _ in range(3):
            feeds.finish(
                db,
                a,
                owner="x",
                now=now,
                data=None,
                validators=None,
                trouble=None,
                due_at=None,
                moved_to=target,
            )

    finish("https://b.example")
    assert [feed.location for feed in feeds.sources(db).feeds] == ["https://a.example", "https://b.example"]
    finish("https://new.example")
    for location in ("https://a.example", "https://new.example"):
        found = feeds.find_feed(db, location)
        assert found is not None
        assert found.id == a
    assert feeds.find_feed(db, "https://none.example") is None
    assert b != a


def test_a_feed_subscribed_by_hand_can_be_undone_and_added_again_whole(db: Database, now: datetime) -> None:
    a = feeds.add_feed(db, "https://a.example", "feed", now=now, undoable=True)
    undone = journal.undo(db, now)
    assert undone is not None
    assert undone.kind is Kind.SUBSCRIBE
    assert feeds.sources(db).feeds == ()
    assert feeds.add_feed(db, "https://a.example", "feed", now=now) == a
    assert feeds.feed(db, a) is not None


def test_naming_a_feed_that_is_not_there_says_so(db: Database, now: datetime) -> None:
    with pytest.raises(StoreError) as caught:
        arranging.edit_feed(db, 9, FeedEdit(name="x"), now)
    assert caught.value.code == "store.no_such_feed"
