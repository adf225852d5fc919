"""Actions on very many articles: in bites, each killable, together what one transaction would have done."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

from tui_reader.library.acting import Acting
from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.action import Kind
from tui_reader.model.errors import StoreError
from tui_reader.store import counters, journal, many
from tui_reader.store.database import Database

Save = Callable[..., list[int]]


@pytest.fixture(autouse=True)
def _small_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "BITE", 3)


def unread(db: Database) -> list[int]:
    return [row[0] for row in db.rows("SELECT entry_id FROM entry_state WHERE read = 0 ORDER BY entry_id")]


T = TypeVar("T")


def with_desk(db: Database, now: datetime, deed: Callable[[Acting], Awaitable[T]]) -> T:
    async def done() -> T:
        return await deed(Acting(thread, lambda: now))

    thread = DatabaseThread()
    thread.open(db.path).result()
    try:
        return asyncio.run(done())
    finally:
        thread.close()


def test_all_of_many_articles_are_marked_as_one_entry_and_taken_back_as_one(
    db: Database, save: Save, now: datetime
) -> None:
    ids = save(*(f"Bài {n}" for n in range(8)))
    action = with_desk(db, now, lambda acting: acting.act(Kind.MARK_READ, ids))
    assert (action.count, unread(db), counters.miscounted(db)) == (8, [], 0)
    assert [one.count for one in journal.history(db, 10)] == [8]
    with_desk(db, now, lambda acting: acting.take(back=True))
    assert (unread(db), counters.miscounted(db)) == (ids, 0)
    with_desk(db, now, lambda acting: acting.take(back=False))
    assert (unread(db), counters.miscounted(db)) == ([], 0)


@pytest.mark.parametrize("bites", [0, 1, 2])
def test_what_a_process_died_in_the_middle_of_is_finished_before_anything_else(
    db: Database, save: Save, now: datetime, bites: int
) -> None:
    ids = save(*(f"Bài {n}" for n in range(8)))
    done = many.begin(db, Kind.MARK_READ, ids, now)
    assert done is not None
    for bite in range(bites):
        many.advance(db, done, bite * many.BITE, now, back=False)
    assert unread(db) == ids[bites * many.BITE :]
    with_desk(db, now, lambda acting: acting.act(Kind.STAR, ids[:1]))
    assert (unread(db), many.unfinished(db), counters.miscounted(db)) == ([], None, 0)


def test_an_undo_that_was_cut_short_is_finished_as_an_undo(db: Database, save: Save, now: datetime) -> None:
    ids = save(*(f"Bài {n}" for n in range(8)))
    journal.apply(db, Kind.MARK_READ, ids, now)
    done = many.begin_again(db, back=True)
    assert done is not None
    many.advance(db, done, 0, now, back=True)
    with_desk(db, now, lambda acting: acting.resume())
    assert (unread(db), [one.undone for one in journal.history(db, 10)]) == (ids, [True])


def test_what_was_marked_otherwise_meanwhile_stays_so(db: Database, save: Save, now: datetime) -> None:
    ids = save(*(f"Bài {n}" for n in range(8)))
    done = many.begin(db, Kind.MARK_READ, ids, now)
    assert done is not None
    for start in range(0, 8, many.BITE):
        many.advance(db, done, start, now, back=False)
    many.finish(db, done, now, back=False)
    journal.apply(db, Kind.MARK_UNREAD, ids[:1], now)
    journal.apply(db, Kind.MARK_READ, ids[:1], now)
    with_desk(db, now, lambda acting: acting.take(back=True))
    assert unread(db) == ids[:1]


def test_rows_near_are_known_before_the_store_has_taken_it_back(
    db: Database, save: Save, now: datetime, path: Path
) -> None:
    ids = save(*(f"Bài {n}" for n in range(8)))
    journal.apply(db, Kind.MARK_READ, ids[:5], now)
    assert many.coming(db, ids[3:], back=True) == (ids[3:5], {"read": 0})
    assert many.coming(db, ids[3:], back=False) == ([], {})


def test_what_an_error_left_in_the_middle_is_finished_with_the_next_action(
    db: Database, save: Save, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = save(*(f"Bài {n}" for n in range(8)))
    advance = many.advance

    def full_disk(*given: object, **named: object) -> None:
        monkeypatch.setattr(many, "advance", advance)
        raise StoreError("store.no_room")

    async def twice(acting: Acting) -> None:
        with pytest.raises(StoreError):
            await acting.act(Kind.MARK_READ, ids)
        await acting.act(Kind.STAR, ids[:1])

    monkeypatch.setattr(many, "advance", full_disk)
    with_desk(db, now, twice)
    assert (unread(db), many.unfinished(db), counters.miscounted(db)) == ([], None, 0)
