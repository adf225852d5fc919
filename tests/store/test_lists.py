"""Every place shows what stands in it, in order, from an index alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui_reader.model.action import Kind
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.entry import EntryData
from tui_reader.model.feed import FeedEdit, FeedKind
from tui_reader.model.query import Is, Words
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import Place, View, Whereabouts
from tui_reader.store import (
    arranging,
    comment_pages,
    comments,
    entries,
    feeds,
    following,
    journal,
    lists,
    memory,
)
from tui_reader.store.database import Database, open_database
from tui_reader.store.places import listing

Save = Callable[..., list[int]]


def shown(db: Database, place: Place, **narrower: object) -> list[int]:
    return list(lists.ids(db, View(place, **narrower)))  # type: ignore[arg-type]


def test_lists_go_from_new_to_old_and_the_other_way_on_wish(db: Database, save: Save) -> None:
    a, b, c = save("A", "B", "C")
    assert shown(db, Place.ALL) == [c, b, a]
    assert shown(db, Place.ALL, oldest_first=True) == [a, b, c]


def test_each_place_holds_its_own(db: Database, save: Save, feed_id: int, now: datetime) -> None:
    a, b, c, d = save("A", "B", "C", "D")
    other = feeds.add_feed(db, "https://other.example", "feed", folder="Tin/Trong nước", now=now)
    (e,) = save("E", feed=other, start=now)
    journal.apply(db, Kind.MARK_READ, [a], now)
    journal.apply(db, Kind.STAR, [b], now)
    journal.apply(db, Kind.LATER, [c, a], now)
    comment_pages.save_comments(db, Discussion(d, "feed"), [(CommentData("1"), Document(), "x")], now)
    assert shown(db, Place.DISCUSSIONS) == [], "what was only looked at is not followed"
    following.toggle(db, d, now)
    folders = {folder.title: folder.id for folder in feeds.folders(db)}
    assert shown(db, Place.UNREAD) == [e, d, c, b]
    assert shown(db, Place.STARRED) == [b]
    assert shown(db, Place.LATER) == [c, a]
    assert shown(db, Place.LATER, unread_only=True) == [c]
    assert shown(db, Place.DISCUSSIONS) == [d]
    assert shown(db, Place.FEED, id=feed_id) == [d, c, b, a]
    assert shown(db, Place.FEED, id=feed_id, unread_only=True) == [d, c, b]
    assert (
        shown(db, Place.FOLDER, id=folders["Tin"]) == shown(db, Place.FOLDER, id=folders["Trong nước"]) == [e]
    )
    assert list(lists.ids(db, View(Place.SEARCH), query=Is("starred"))) == [b]
    assert shown(db, Place.SEARCH) == []


def test_a_file_opened_by_hand_stands_first_until_the_next_visit_and_then_at_its_date(
    db: Database, save: Save, now: datetime
) -> None:
    older, news = save("Older", "News", start=now - timedelta(hours=1))
    files = feeds.add_feed(db, "local:files", FeedKind.FILES, now=now)
    old = EntryData(
        guid="/home/x/page.txt", title="A page of 2019", published=datetime(2019, 7, 24, tzinfo=UTC)
    )
    (page,) = entries.save(db, files, Changes(new=(New(old, keys_of(old)),)), now).new
    kept = entries.entry(db, page)
    assert kept is not None
    assert kept.sort_at == old.published
    unread = View(Place.UNREAD)
    fresh = lists.snapshot(db, unread)
    assert (list(fresh.ids), fresh.added) == ([page, news, older], 1)
    assert [row.id for row in lists.first_screen(db, unread).rows] == [page, news, older]
    journal.apply(db, Kind.MARK_READ, [page], now)
    assert list(lists.snapshot(db, unread).ids) == [news, older]
    assert list(lists.snapshot(db, unread, keep=[page]).ids) == [page, news, older]
    memory.remember(db, memory.LAST_VISIT, str(int(now.timestamp()) + 1))
    assert list(lists.snapshot(db, View(Place.ALL)).ids) == [news, older, page]


def test_what_is_being_read_stays_in_its_place_in_the_list(db: Database, save: Save, now: datetime) -> None:
    made = save(*"ABCDE")[::-1]
    journal.apply(db, Kind.MARK_READ, [made[2]], now)
    for view in (View(Place.UNREAD), View(Place.UNREAD, oldest_first=True)):
        order = made if not view.oldest_first else made[::-1]
        assert list(lists.snapshot(db, view).ids) == [one for one in order if one != made[2]]
        assert list(lists.snapshot(db, view, keep=[made[2]]).ids) == order
    screen = lists.first_screen(db, View(), where=Whereabouts(View(Place.UNREAD), made[2], reading=True))
    assert [row.id for row in screen.rows] == made
    assert (screen.current, screen.reading) == (made[2], True)


def test_far_down_the_rows_around_the_place_come_with_the_first_screen(db: Database, save: Save) -> None:
    made = save(*(f"{n}" for n in range(90)))[::-1]
    screen = lists.first_screen(db, View(), limit=20, where=Whereabouts(View(), made[70]))
    assert list(screen.snapshot.ids) == made
    assert [row.id for row in screen.rows] == made[60:80]


def test_today_begins_at_midnight_where_the_reader_is(db: Database, save: Save) -> None:
    hanoi = timezone(timedelta(hours=7))
    midnight = datetime(2026, 11, 20, 0, 0, tzinfo=hanoi)
    before, after = save("before", "after", start=midnight.astimezone(UTC) - timedelta(seconds=30))
    now = midnight + timedelta(hours=3)
    assert list(lists.ids(db, View(Place.TODAY), now=now)) == [after]
    assert before not in lists.ids(db, View(Place.TODAY), now=now)


def test_a_folder_of_many_feeds_is_merged_as_if_sorted(db: Database, save: Save, now: datetime) -> None:
    for n in range(5):
        feed = feeds.add_feed(db, f"https://{n}.example", "feed", folder=f"All/{n}", now=now)
        save(*(f"{n} {i}" for i in range(7)), feed=feed, start=now - timedelta(minutes=n * 3))
    folder = next(f.id for f in feeds.folders(db) if f.title == "All")
    for oldest in (False, True):
        view = View(Place.FOLDER, folder, oldest_first=oldest)
        whole = list(lists.ids(db, view))
        assert len(whole) == 35
        pages: list[int] = []
        while page := lists.ids(db, view, limit=4, after=lists.key(db, view, pages[-1]) if pages else None):
            pages.extend(page)
        assert pages == whole


def test_chunks_by_key_give_the_whole_list_also_where_all_dates_are_equal(
    db: Database, save: Save, now: datetime
) -> None:
    for _ in range(3):
        save("x", "y", start=now - timedelta(days=_))
    db.execute("UPDATE entry_state SET sort_at = 1000 WHERE entry_id > 2")
    whole = shown(db, Place.ALL)
    pages: list[int] = []
    while page := lists.ids(db, View(), limit=2, after=lists.key(db, View(), pages[-1]) if pages else None):
        pages.extend(page)
    assert pages == whole


def test_rows_come_in_the_order_asked_without_the_missing(
    db: Database, save: Save, feed_id: int, convert: Callable[..., None], now: datetime
) -> None:
    a, b, c = save("A", "B", "C")
    convert({b: "Một câu."}, words=321)
    arranging.edit_feed(db, feed_id, FeedEdit(name="My feed"), now)
    rows = lists.rows(db, [c, 999, a, b, c])
    assert [row.title for row in rows] == ["C", "A", "B", "C"]
    assert (rows[2].excerpt, rows[2].words, rows[2].feed_title) == ("Một câu.", 321, "My feed")


def test_next_unread_goes_on_in_the_view_then_anywhere_then_says_all_is_read(
    db: Database, save: Save, now: datetime
) -> None:
    a, b, c = save("A", "B", "C")
    other = feeds.add_feed(db, "https://other.example", "feed", now=now)
    (far,) = save("far", feed=other, start=now - timedelta(days=9))
    view = View(Place.FEED, db.one("SELECT feed_id FROM entry WHERE id = ?", (a,))[0])
    assert lists.next_unread(db, view, None) == c
    assert lists.next_unread(db, view, c) == b
    assert lists.next_unread(db, view, a, back=True) == b
    journal.apply(db, Kind.MARK_READ, [b], now)
    assert lists.next_unread(db, view, c) == a
    assert lists.next_unread(db, view, a) == c
    journal.apply(db, Kind.MARK_READ, [a, c], now)
    assert lists.next_unread(db, view, c) == far
    journal.apply(db, Kind.MARK_READ, [far], now)
    assert lists.next_unread(db, view, c) is None


def test_what_another_process_changed_is_told_since_a_sequence(
    db: Database, save: Save, feed_id: int, now: datetime
) -> None:
    a, b = save("A", "B")
    since, version = lists.sequence(db), db.data_version()
    assert lists.changed_since(db, since) == lists.ChangedIds((), (), since)
    other = open_database(db.path)
    journal.apply(other, Kind.STAR, [b], now)
    other.close()
    assert db.data_version() != version
    changed = lists.changed_since(db, since)
    assert (changed.entries, changed.feeds) == ((b,), (feed_id,))
    assert lists.changed_since(db, changed.sequence).entries == ()
    assert lists.new_in(db, View(), since) == 0
    save("C", "D", feed=feed_id, start=now)
    assert lists.new_in(db, View(Place.FEED, feed_id), since) == 2
    assert lists.new_in(db, View(Place.STARRED), since) == 0
    assert a not in changed.entries


def test_the_first_screen_is_of_one_moment(db: Database, save: Save, feed_id: int, now: datetime) -> None:
    ids = save(*"ABCDE")
    memory.remember(db, memory.LAST_VISIT, str(int(now.timestamp())))
    screen = lists.first_screen(db, View(Place.UNREAD), limit=3)
    assert [row.id for row in screen.rows] == ids[:1:-1]
    assert (screen.sources.counts.unread, screen.sources.last_visit) == (5, now)
    assert not db.connection.in_transaction


@pytest.mark.parametrize(
    ("view", "index"),
    [
        (View(Place.ALL), "state_all"),
        (View(Place.UNREAD), "state_unread"),
        (View(Place.FEED, 1), "state_feed"),
        (View(Place.FEED, 1, unread_only=True), "state_feed_unread"),
        (View(Place.STARRED), "state_starred"),
        (View(Place.LATER), "state_later"),
        (View(Place.READ), "state_opened"),
        (View(Place.UNFINISHED), "state_opened"),
        (View(Place.DISCUSSIONS), "state_talked"),
        (View(Place.TODAY), "state_all"),
        (View(Place.ALL, oldest_first=True), "state_all"),
    ],
)
@pytest.mark.parametrize("analyzed", [False, True])
def test_first_screens_are_answered_by_an_index_in_its_order(
    db: Database, save: Save, now: datetime, view: View, index: str, analyzed: bool
) -> None:
    ids = save(*map(str, range(60)))
    for entry_id, kind in zip(ids, (Kind.STAR, Kind.LATER, Kind.MARK_READ), strict=False):
        journal.apply(db, kind, [entry_id], now)
    journal.opened(db, ids[0], now)
    comments.note(db, ids[1], "x", now)
    if analyzed:
        db.execute("ANALYZE")
    for after in (None, (10, 10)):
        statement, parameters = listing(db, view, None, None).statement(120, after, False)
        plan = " ".join(row[3] for row in db.rows(f"EXPLAIN QUERY PLAN {statement}", parameters))
        assert f"INDEX {index} " in plan + " "
        assert "TEMP B-TREE" not in plan


def test_a_search_view_is_listed_like_any_other(
    db: Database, save: Save, convert: Callable[..., None]
) -> None:
    a, b = save("A", "B")
    convert({a: "Hà Nội", b: "Huế"})
    assert list(lists.snapshot(db, View(Place.SEARCH, query="ha"), query=Words("ha", prefix=True)).ids) == [a]


def test_a_query_narrows_every_view_and_keeps_its_order(
    db: Database, save: Save, convert: Callable[..., None], feed_id: int, now: datetime
) -> None:
    a, b, c, d = save("A", "B", "C", "D")
    inside = feeds.add_feed(db, "https://inside.example", "feed", folder="News", now=now)
    also = feeds.add_feed(db, "https://also.example", "feed", folder="News/More", now=now)
    (e, f), (g,) = save("E", "F", feed=inside), save("G", feed=also)
    convert(dict.fromkeys((a, b, c, e, g), "Hà Nội") | dict.fromkeys((d, f), "Huế"))
    journal.apply(db, Kind.MARK_READ, [b], now)
    journal.apply(db, Kind.STAR, [c, d], now)
    folder = db.one("SELECT id FROM folder WHERE title = 'News'")[0]
    hanoi = Words("ha noi")

    def found(view: View, limit: int | None = None) -> list[int]:
        return list(lists.ids(db, view, query=hanoi, limit=limit))

    assert found(View(Place.FEED, feed_id)) == [c, b, a]
    assert found(View(Place.FEED, feed_id, unread_only=True)) == [c, a]
    assert found(View(Place.FEED, feed_id, oldest_first=True), limit=2) == [a, b]
    assert sorted(found(View(Place.FOLDER, folder), limit=9)) == sorted([e, g])
    assert found(View(Place.STARRED)) == [c]
    assert b not in found(View(Place.UNREAD))
    assert lists.next_unread(db, View(Place.FEED, feed_id), c, query=hanoi) == a
    assert lists.new_in(db, View(Place.FEED, feed_id), 0, query=hanoi) == 3
