"""Whatever is done is done wholly, counted, and can be taken back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model.action import Kind
from tui_reader.model.document import Converted, Document
from tui_reader.model.entry import EntryData
from tui_reader.model.feed import FeedEdit
from tui_reader.model.story import Together
from tui_reader.model.update import Changed, Changes, New, keys_of
from tui_reader.model.view import Place, View
from tui_reader.store import (
    arranging,
    content,
    counters,
    entries,
    feeds,
    journal,
    lists,
    story_joining,
    story_splitting,
    tagging,
)
from tui_reader.store.database import Database, open_database
from tui_reader.store.story_joining import Told

NOW = datetime.fromisoformat("2026-11-20T08:00:00+00:00")
DEEDS = [Kind.MARK_READ, Kind.MARK_UNREAD, Kind.STAR, Kind.UNSTAR, Kind.LATER, Kind.UNLATER]


def counted(db: Database) -> list[tuple[int, ...]]:
    return db.rows(
        "SELECT f.id, COUNT(s.entry_id), IFNULL(SUM(read = 0), 0), IFNULL(SUM(s.later), 0), IFNULL(SUM(s.starred), 0),"
        " IFNULL(SUM((read = 0) * words), 0) FROM feed f LEFT JOIN entry_state s ON s.feed_id = f.id AND hidden = 0"
        " GROUP BY f.id ORDER BY f.id"
    )


def kept(db: Database) -> list[tuple[int, ...]]:
    return db.rows("SELECT id, total, unread, later, starred, unread_words FROM feed ORDER BY id")


def states(db: Database) -> list[tuple[Any, ...]]:
    return db.rows(
        "SELECT entry_id, read, starred, later, hidden FROM entry_state UNION ALL"
        " SELECT -id, deleted_at IS NULL, muted, name, 0 FROM feed UNION ALL"
        " SELECT entry_id, 1000, name, 0, 0 FROM entry_tag JOIN tag ON tag.id = tag_id WHERE own = 1 ORDER BY 1, 2, 3"
    )


def saved(db: Database, feed_id: int, *names: str) -> tuple[int, ...]:
    data = [EntryData(guid=name, title=name) for name in names]
    return entries.save(db, feed_id, Changes(new=tuple(New(d, keys_of(d)) for d in data)), NOW).new


DEED = st.tuples(st.sampled_from(DEEDS), st.lists(st.integers(1, 8), max_size=5))
STEP = st.one_of(
    DEED,
    st.just(("undo", None)),
    st.just(("redo", None)),
    st.tuples(st.just("unsubscribe"), st.integers(1, 2)),
    st.tuples(st.just("subscribe"), st.integers(1, 2)),
    st.tuples(st.just("edit"), st.integers(1, 2)),
    st.tuples(st.sampled_from(["tag", "untag"]), st.lists(st.integers(1, 8), max_size=3)),
    st.tuples(st.just("convert"), st.integers(1, 8)),
    st.tuples(st.just("change"), st.integers(1, 8)),
    st.tuples(st.just("new"), st.integers(1, 2)),
    st.tuples(st.just("story"), st.tuples(st.integers(1, 8), st.integers(1, 8))),
    st.tuples(st.just("split"), st.integers(1, 8)),
)


def tell(db: Database, one: int, other: int) -> None:
    """The engine finds that two articles tell the same story; each is looked at once, and what was split stays alone."""
    placed = db.one("SELECT cluster FROM entry WHERE id = ?", (one,))
    apart = db.rows("SELECT key FROM memory WHERE key LIKE 'apart:%'")
    alone = not any(str(n) in key.split(":") for (key,) in apart for n in (one, other))
    if one != other and placed == (None,) and alone and (found := story_joining.arrived(db, one - 1, 1)):
        story_joining.settle(db, [Told(found[0], [other])] if found[0].id == one else [], 0)


def clusters(db: Database) -> dict[int, int]:
    return dict(db.rows("SELECT id, cluster FROM entry WHERE cluster IS NOT NULL"))


def sound(db: Database) -> None:
    """Every kept count is what counting finds, and what the list of it shows."""
    assert kept(db) == counted(db)
    assert counters.miscounted(db) == 0
    for level in Together:
        told = feeds.sources(db, level).counts
        for place, count in ((Place.UNREAD, told.unread), (Place.ALL, told.total)):
            assert len(lists.snapshot(db, View(place), together=level).ids) == count


@given(st.lists(STEP, max_size=14))
@settings(max_examples=80, deadline=None)
def test_counts_are_what_counting_finds_and_everything_undone_is_as_before(
    steps: list[tuple[Any, Any]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "reader.db")
        for n in (1, 2):
            feed_id = feeds.add_feed(db, f"https://example.org/{n}", "feed", now=NOW)
            saved(db, feed_id, *(f"{n}-{i}" for i in range(4)))
        before, engines = states(db), dict[int, int]()
        for number, (what, on) in enumerate(steps, 1):
            if isinstance(what, Kind):
                journal.apply(db, what, on, NOW)
            elif what in ("tag", "untag"):
                tagging.tag(db, f"t{number % 2}", on, NOW, on=what == "tag")
            elif what == "undo":
                journal.undo(db, NOW)
            elif what == "redo":
                journal.redo(db, NOW)
            elif what == "unsubscribe" and feeds.feed(db, on):
                feeds.unsubscribe(db, on, NOW)
            elif what == "edit" and feeds.feed(db, on):
                arranging.edit_feed(db, on, FeedEdit(name=f"n{number}", muted=bool(number % 2)), NOW)
            elif what == "subscribe":
                feeds.add_feed(db, f"https://example.org/{on}", "feed", now=NOW, undoable=True)
            elif what == "convert":
                content.save_converted(
                    db, [(on, Converted(Document(), "", "", "", number * 10))], version=1, now=NOW
                )
            elif what == "change":
                data = EntryData(guid="c", title=f"changed {number}")
                entries.save(db, 1, Changes(changed=(Changed(on, data, keys_of(data)),)), NOW)
            elif what == "new":
                saved(db, on, f"new {number}")
            elif what == "story":
                now_are = clusters(db)
                tell(db, *on)
                engines |= {n: cluster for n, cluster in clusters(db).items() if n not in now_are}
            elif what == "split":
                story_splitting.split(db, on, NOW)
            sound(db)
        while journal.undo(db, NOW):
            sound(db)
        assert clusters(db) == engines
        old = {row[0] for row in before}
        assert [row for row in states(db) if row[0] in old] == before
        db.close()


def test_only_what_really_changes_is_in_the_action(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    a, b, c = save("A", "B", "C")
    journal.apply(db, Kind.MARK_READ, [a], now)
    action = journal.apply(db, Kind.MARK_READ, [a, b, c, 999], now)
    assert action.count == 2
    assert journal.apply(db, Kind.MARK_READ, [a, b, c], now).count == 0
    assert len(journal.history(db, 10)) == 2
    journal.undo(db, now)
    assert list(lists.ids(db, View(Place.UNREAD))) == [c, b]


def test_undo_leaves_a_field_that_was_changed_since(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    a, b = save("A", "B")
    journal.apply(db, Kind.MARK_READ, [a, b], now)
    db.execute("UPDATE entry_state SET read = 0 WHERE entry_id = ?", (a,))  # as a sync would
    db.execute("UPDATE feed SET unread = 1, unread_words = 1")
    journal.redo(db, now)
    journal.undo(db, now)
    assert kept(db) == counted(db)
    assert db.rows("SELECT read FROM entry_state") == [(0,), (0,)]


def test_redo_ends_when_something_else_is_done(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    a, b = save("A", "B")
    journal.apply(db, Kind.STAR, [a], now)
    journal.apply(db, Kind.LATER, [a], now)
    journal.undo(db, now)
    undone = journal.undo(db, now)
    assert undone is not None
    assert (undone.kind, undone.title, undone.undone) == (Kind.STAR, "A", True)
    again = journal.redo(db, now)
    assert again is not None
    assert again.kind is Kind.STAR
    journal.apply(db, Kind.MARK_READ, [b], now)
    assert journal.redo(db, now) is None
    assert [(a.kind, a.undone) for a in journal.history(db, 9)] == [
        (Kind.MARK_READ, False),
        (Kind.LATER, True),
        (Kind.STAR, False),
    ]


def test_unsubscribing_hides_all_but_starred_and_put_aside_and_undo_brings_it_back(
    db: Database, save: Callable[..., list[int]], feed_id: int, now: datetime
) -> None:
    a, b, c, _d = save("A", "B", "C", "D")
    journal.apply(db, Kind.STAR, [a], now)
    journal.apply(db, Kind.LATER, [b], now)
    journal.apply(db, Kind.MARK_READ, [c], now)
    action = feeds.unsubscribe(db, feed_id, now)
    assert action.title == "https://example.org/feed"
    assert list(lists.ids(db, View(Place.ALL))) == [b, a]
    sources = feeds.sources(db)
    assert (sources.feeds, sources.counts.total, sources.counts.starred) == ((), 2, 1)
    assert feeds.feed(db, feed_id) is None
    journal.undo(db, now)
    assert len(lists.ids(db, View(Place.ALL))) == 4
    assert list(lists.ids(db, View(Place.UNREAD))) == [_d, b, a]


def test_what_belongs_to_an_account_is_owed_to_it_once_with_the_newest_value(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    mine, theirs = save("A", "B")
    db.execute("INSERT INTO account (id, kind) VALUES (1, 'miniflux')")
    db.execute("UPDATE entry_state SET account = 1 WHERE entry_id = ?", (theirs,))
    journal.apply(db, Kind.MARK_READ, [mine, theirs], now)
    journal.apply(db, Kind.STAR, [theirs], now)
    journal.undo(db, now)
    assert db.rows("SELECT account, entry_id, field, value FROM pending_op ORDER BY field") == [
        (1, theirs, "read", "1"),
        (1, theirs, "starred", "0"),
    ]


def test_place_and_opening_are_remembered_without_an_action(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    a, b = save("A", "B")
    journal.opened(db, a, now)
    journal.opened(db, b, now + timedelta(minutes=1))
    journal.save_place(db, a, "abc:0:12", 38, now)
    journal.save_place(db, b, "end:0:0", 100, now)
    found = entries.entry(db, a)
    assert found is not None
    assert (found.state.opened, found.state.progress, found.state.place) == (True, 38, "abc:0:12")
    assert list(lists.ids(db, View(Place.UNFINISHED))) == [a]
    assert list(lists.ids(db, View(Place.READ))) == [b, a]
    assert journal.history(db, 9) == []


def test_counting_anew_mends_wrong_counts(
    db: Database, save: Callable[..., list[int]], now: datetime
) -> None:
    save("A", "B")
    db.execute("UPDATE feed SET unread = 77, total = -1")
    counters.recount(db)
    assert kept(db) == counted(db)


def test_an_action_that_fails_half_way_changes_nothing(
    db: Database, save: Callable[..., list[int]], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = save("A", "B")
    before = (states(db), kept(db))

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tui_reader.store.actions.record", fail)
    with pytest.raises(RuntimeError):
        journal.apply(db, Kind.MARK_READ, ids, now)
    assert (states(db), kept(db)) == before
