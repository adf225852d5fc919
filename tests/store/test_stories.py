"""Stories in a real store: one row for several articles, counted once, taken apart for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.store.conftest import NOW, news
from tui_reader.model.action import Kind
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.feed import FeedEdit
from tui_reader.model.story import Surplus, Together
from tui_reader.model.view import Place, View
from tui_reader.store import (
    arranging,
    counters,
    entries,
    feeds,
    journal,
    lists,
    stories,
    story_joining,
    story_splitting,
    surplus,
)
from tui_reader.store.database import Database
from tui_reader.store.story_joining import MOST, Told

UNREAD, ADDRESS, TITLES = View(Place.UNREAD), Together.ADDRESS, Together.TITLES


def put(
    db: Database, feed: int, number: int, *, link: str = "", title: str = "", language: str = "vi"
) -> int:
    """An article of a feed, each a minute newer than the one before."""
    location = f"https://{feed}.example/feed"
    feed_id = feeds.add_feed(db, location, "feed", name=f"Báo {feed}", now=NOW)
    data = EntryData(
        guid=f"{feed}-{number}",
        link=link or f"https://{feed}.example/{number}",
        title=title or f"Bài {number} của báo {feed}",
        published=NOW - timedelta(hours=5) + timedelta(minutes=number),
        language=language,
        content=Content("<p>một hai ba bốn</p>"),
    )
    [entry_id] = entries.save(db, feed_id, news([data]), NOW).new
    return entry_id


def told(db: Database, like: Mapping[int, Sequence[int]] | None = None) -> list[int]:
    """Look at all that arrived since; ``like``: what the engine found by title."""
    fresh = story_joining.arrived(db, story_joining.up_to(db) or 0, 1000)
    wanted = [Told(one, (like or {}).get(one.id, ())) for one in fresh]
    return story_joining.settle(db, wanted, fresh[-1].id if fresh else 0)


def shown(db: Database, together: Together, view: View = UNREAD) -> list[int]:
    return list(lists.snapshot(db, view, together=together, now=NOW).ids)


def sound(db: Database) -> None:
    """What is kept is what counting finds, at every level."""
    assert counters.miscounted(db) == 0
    for level in Together:
        assert feeds.sources(db, level).counts.unread == len(shown(db, level))
        assert feeds.sources(db, level).counts.total == len(shown(db, level, View(Place.ALL)))


PAGE = "https://www.a.example/bai?utm_source=rss"


def test_one_page_of_several_feeds_is_one_row_and_counts_once(db: Database) -> None:
    first, alone, again = (
        put(db, 1, 1, link=PAGE),
        put(db, 1, 2),
        put(db, 2, 3, link="http://m.a.example/bai/"),
    )
    told(db)
    assert shown(db, ADDRESS) == shown(db, TITLES) == [again, alone]
    assert shown(db, Together.OFF) == [again, alone, first]
    sound(db)
    counts = feeds.sources(db, ADDRESS).counts
    assert (counts.unread, feeds.sources(db).counts.unread) == (2, 3)
    [row] = lists.rows(db, [again], ADDRESS)
    assert row.others == 1
    assert lists.rows(db, [again])[0].others == 0


def test_titles_stand_together_only_where_that_is_wished(db: Database) -> None:
    a, b, c = put(db, 1, 1), put(db, 2, 2), put(db, 3, 3)
    told(db, {b: [a], c: [b, a]})
    assert shown(db, ADDRESS) == [c, b, a]
    assert shown(db, TITLES) == [c]
    assert [one.id for one in stories.tellings(db, b, TITLES)] == [c, b, a]
    assert stories.tellings(db, b, ADDRESS) == []
    sound(db)


def test_a_feed_stands_with_itself_only_under_one_address_and_one_title(db: Database) -> None:
    put(db, 1, 1)
    like = put(db, 1, 2)
    other_title = put(db, 1, 3, link=PAGE, title="Sáng nay")
    told(db, {like: [1], other_title: [1]})
    again, changed = put(db, 1, 4, link=PAGE, title="Sáng nay"), put(db, 1, 5, link=PAGE, title="Trưa nay")
    told(db)
    assert shown(db, TITLES) == [changed, again, like, 1]
    two = put(db, 2, 6)
    told(db, {two: [1]})
    three = put(db, 1, 7)
    told(db, {three: [two]})
    assert shown(db, TITLES) == [three, two, changed, again, like]


def test_an_address_of_many_articles_or_of_a_host_alone_is_nobodys(db: Database) -> None:
    for n in range(story_joining.AT_ONE_ADDRESS + 5):
        put(db, n % 7 + 1, n, link=f"https://a.example/log#{n}")
    put(db, 1, 90, link="https://b.example/")
    put(db, 2, 91, link="https://b.example")
    told(db)
    assert len(shown(db, TITLES)) == story_joining.AT_ONE_ADDRESS + 7


def test_languages_never_stand_together(db: Database) -> None:
    put(db, 1, 1, link=PAGE, language="vi")
    put(db, 2, 2, link=PAGE, language="en-GB", title="The minister visits the northern province today")
    told(db)
    assert len(shown(db, TITLES)) == 2


def test_a_story_holds_so_many_and_the_next_begins_another(db: Database) -> None:
    ids = [put(db, n, n) for n in range(1, MOST + 4)]
    told(db, {one: [before] for before, one in pairwise(ids)})
    assert len(shown(db, TITLES)) == 2
    sound(db)


def test_reading_one_is_reading_all_of_them_and_undone_as_one(db: Database) -> None:
    a, b, c = put(db, 1, 1), put(db, 2, 2), put(db, 3, 3)
    told(db, {b: [a]})
    wanted = stories.with_others(db, [b], TITLES)
    assert list(wanted) == [b, a]
    assert list(stories.with_others(db, [b], ADDRESS)) == [b]
    journal.apply(db, Kind.MARK_READ, wanted, NOW)
    assert shown(db, TITLES) == [c]
    sound(db)
    journal.undo(db, NOW)
    assert shown(db, TITLES) == [c, b]
    sound(db)


def test_the_next_one_that_is_unread_stands_for_the_story_where_one_alone_was_read(db: Database) -> None:
    a, b, c = put(db, 1, 1), put(db, 2, 2), put(db, 3, 3)
    told(db, {c: [a]})
    journal.apply(db, Kind.MARK_READ, [c], NOW)
    assert shown(db, TITLES) == [b, a]
    sound(db)


def test_what_is_read_here_stays_and_what_stands_behind_is_passed_over(db: Database) -> None:
    a, b, c = put(db, 1, 1), put(db, 2, 2), put(db, 3, 3)
    told(db, {c: [b]})
    assert lists.next_unread(db, UNREAD, c, together=TITLES) == a
    assert lists.next_unread(db, UNREAD, c) == b
    assert list(lists.snapshot(db, UNREAD, keep=[b], together=TITLES).ids) == [c, b, a]
    assert list(lists.first_screen(db, UNREAD, together=TITLES).snapshot.ids) == shown(db, TITLES)


@pytest.mark.parametrize("place", [Place.ALL, Place.UNREAD, Place.TODAY, Place.FOLDER])
def test_every_list_of_all_feeds_has_one_row_a_story(db: Database, place: Place) -> None:
    a, b = put(db, 1, 1), put(db, 2, 2)
    for feed_id in (1, 2):
        arranging.edit_feed(db, feed_id, FeedEdit(folder="Báo"), NOW)
    told(db, {b: [a]})
    assert shown(db, TITLES, View(place, 1 if place is Place.FOLDER else None)) == [b]


@pytest.mark.parametrize("view", [View(Place.FEED, 1), View(Place.STARRED), View(Place.LATER)])
def test_in_a_feed_and_among_what_was_put_aside_each_stands_alone(db: Database, view: View) -> None:
    a, b = put(db, 1, 1, link=PAGE), put(db, 2, 2, link=PAGE)
    told(db)
    for kind in (Kind.STAR, Kind.LATER):
        journal.apply(db, kind, [a, b], NOW)
    expected = [a] if view.place is Place.FEED else [b, a]
    assert shown(db, TITLES, view) == expected


def test_a_muted_feed_and_one_that_is_left_count_for_no_story(db: Database) -> None:
    a, b, c = put(db, 1, 1), put(db, 2, 2), put(db, 3, 3)
    told(db, {b: [a], c: [a]})
    arranging.edit_feed(db, 2, FeedEdit(muted=True), NOW)
    assert surplus.kept(db, TITLES) == Surplus(1, 1, 4)
    sound(db)
    feeds.unsubscribe(db, 3, NOW)
    assert shown(db, TITLES) == [a]
    sound(db)
    journal.undo(db, NOW)
    journal.undo(db, NOW)
    assert shown(db, TITLES) == [c]
    sound(db)


def test_what_was_taken_apart_stays_apart_also_when_everything_is_looked_at_anew(db: Database) -> None:
    a, b, c = put(db, 1, 1), put(db, 2, 2), put(db, 3, 3)
    like = {b: [a], c: [b, a]}
    told(db, like)
    action = story_splitting.split(db, b, NOW)
    assert (action.kind, action.count) == (Kind.SPLIT, 1)
    assert shown(db, TITLES) == [c, b]
    sound(db)
    db.execute("UPDATE entry SET cluster = NULL")
    surplus.recount(db)
    db.execute("DELETE FROM memory WHERE key = 'stories_up_to'")
    told(db, like)
    assert shown(db, TITLES) == [c, b]
    sound(db)


def test_taking_apart_is_undone_and_done_again(db: Database) -> None:
    a, b = put(db, 1, 1, link=PAGE), put(db, 2, 2, link=PAGE)
    told(db)
    story_splitting.split(db, b, NOW)
    for _ in range(2):
        assert shown(db, ADDRESS) == [b, a]
        sound(db)
        undone = journal.undo(db, NOW)
        assert undone is not None
        assert undone.kind is Kind.SPLIT
        assert shown(db, ADDRESS) == [b]
        sound(db)
        journal.redo(db, NOW)
    assert story_splitting.split(db, b, NOW).id == 0


def test_a_page_read_in_another_feed_is_told_so_and_can_come_back(db: Database) -> None:
    from tui_reader.store import ruled

    put(db, 1, 1, link=PAGE)
    told(db)
    journal.apply(db, Kind.MARK_READ, [1], NOW)
    again = put(db, 2, 2, link=PAGE)
    alike = put(db, 3, 3)
    assert told(db, {alike: [1]}) == [again]
    ruled.read_before(db, [again], NOW)
    assert shown(db, TITLES) == [alike]
    sound(db)
    [line] = [one for one in journal.history(db, 9) if one.kind is Kind.RULE_STORY]
    ruled.take_back(db, line.id, NOW)
    assert shown(db, ADDRESS) == [alike, again]
    sound(db)


def test_the_index_alone_answers_whatever_there_is(db: Database) -> None:
    """A million articles without stories, or in a thousand: no table is walked."""
    asked: list[str] = []
    put(db, 1, 1, link=PAGE)
    put(db, 2, 2, link=PAGE)
    db.connection.set_trace_callback(asked.append)
    told(db)
    stories.tellings(db, 1, TITLES)
    stories.collapsed(db, [2, 1], TITLES)
    stories.with_others(db, [1], ADDRESS)
    lists.rows(db, [2], TITLES)
    feeds.sources(db, TITLES)
    lists.next_unread(db, UNREAD, None, together=TITLES)
    db.connection.set_trace_callback(None)
    walked = [
        (line, plan[3])
        for line in asked
        if line.lstrip().startswith(("SELECT", "UPDATE entry")) and "outbox" not in line
        for plan in db.rows(f"EXPLAIN QUERY PLAN {line}")
        if plan[3].startswith("SCAN") and "INDEX" not in plan[3]
        if plan[3].split()[1] in ("e", "entry", "s", "entry_state", "o", "t")
    ]
    assert walked == []
