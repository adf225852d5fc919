"""Followed discussions: ever more seldom for two weeks, and what the watch brings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.engine.letter_box import LetterBox
from tests.engine.letter_desk import Desk
from tui_reader.engine.door import Door
from tui_reader.engine.following import DAYS, FollowWatch, next_look
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts
from tui_reader.engine.workers import Workers
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.messages import FetchComments, Finished
from tui_reader.model.outbox import PostKind
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Retriever
from tui_reader.store import comments, following, lists
from tui_reader.store.comment_pages import save_comments

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


def wait(age: timedelta, **facts: object) -> timedelta:
    found = next_look(NOW - age, NOW, **facts)  # type: ignore[arg-type]  # by name
    assert found is not None
    return found - NOW


def test_looks_become_more_seldom_and_end_after_two_weeks() -> None:
    ages = [timedelta(0), HOUR, 12 * HOUR, timedelta(days=1), timedelta(days=7), timedelta(days=13)]
    waits = [wait(age) for age in ages]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=10)
    assert waits[3] == 2 * HOUR
    assert waits[-1] == 24 * HOUR
    assert next_look(NOW - DAYS, NOW) is None


def test_news_bring_the_next_look_nearer_and_failures_push_it_away() -> None:
    day = timedelta(days=1)
    assert wait(day, new=3) < wait(day) < wait(day, failed=True)


def test_a_discussion_followed_for_two_weeks_is_looked_at_some_ninety_times() -> None:
    at, looks = NOW, 0
    while (following_look := next_look(NOW, at)) is not None:
        at, looks = following_look, looks + 1
    assert 50 < looks < 120


def test_what_is_followed_or_written_in_is_due_and_stands_among_the_discussions(
    paths: Paths, box: LetterBox
) -> None:
    desk = Desk(paths, box)
    followed, joined, quiet, _ = (desk.ids[kind] for kind in PostKind)
    with desk.store() as db:
        for entry_id in (joined, quiet):
            talk = Discussion(entry_id, "feed", f"{box.url}/{entry_id}", fetched_at=NOW)
            save_comments(db, talk, [(CommentData("1", body="x"), Document(()), "x")], NOW)
        assert following.toggle(db, followed, NOW) is True
        comments.note(db, joined, "Ý kiến.", NOW + timedelta(seconds=1))
        assert {one.entry_id for one in following.due(db, NOW + HOUR)} == {followed, joined}
        assert list(lists.ids(db, View(Place.DISCUSSIONS))) == [joined, followed]
        assert following.toggle(db, followed, NOW) is False
        assert {one.entry_id for one in following.due(db, NOW + HOUR)} == {joined}
        assert list(lists.ids(db, View(Place.DISCUSSIONS))) == [joined]


async def test_the_watch_brings_what_is_due_once_and_leaves_the_rest(paths: Paths, box: LetterBox) -> None:
    desk, keeper = Desk(paths, box), Keeper(paths.store)
    await keeper.open()
    door = Door()
    parts = Parts(keeper, Workers(), Retriever("test", door.is_shut), door, lambda event: None)
    one, other = desk.ids[PostKind.ISSO], desk.ids[PostKind.WFW]
    asked: list[int] = []

    async def fetch(request: FetchComments) -> Finished:
        asked.append(request.entry)
        return Finished(0, entry=request.entry, new=2)

    with desk.store() as db:
        following.toggle(db, one, NOW - timedelta(days=1))
        following.toggle(db, other, NOW - DAYS)
    watch = FollowWatch(parts, fetch, metered_too=True)
    await watch.look()
    assert set(asked) == {one, other}
    await watch.look()
    assert len(asked) == 2, "the one is not due, the other is over"
    with desk.store() as db:
        assert [found.entry_id for found in following.due(db, NOW + timedelta(days=30))] == [one]
    parts.door.shut = True
    await watch.look()
    assert len(asked) == 2
    parts.workers.close()
    await parts.retriever.close()
    await keeper.close()
