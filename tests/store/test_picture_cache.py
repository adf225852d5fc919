"""Which pictures go where all of them are too many: never those somebody counts on before the others."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.store.conftest import Save
from tui_reader.model.action import Kind
from tui_reader.model.picture import Picture
from tui_reader.store import journal, keeping, pictures
from tui_reader.store.database import Database

SIZE = 100


def _with_picture(db: Database, entry_id: int, at: datetime) -> str:
    """A picture of an article, looked at last then; its address."""
    url = f"https://pictures.example/{entry_id}.jpg"
    with db.transaction():
        db.execute("INSERT INTO image VALUES (?, 'document', 0, ?, '', '', '', 10, 10)", (entry_id, url))
    pictures.save(db, Picture(url, f"{entry_id}.png", 10, 10), kind="image/jpeg", size=SIZE, now=at)
    return f"{entry_id}.png"


def test_pictures_of_a_trip_go_after_starred_ones_and_those_after_all_others(
    db: Database, save: Save, now: datetime
) -> None:
    of_trip, starred, other = save("of the trip", "starred", "other")
    order = (of_trip, starred, other)  # the dearest was looked at the longest ago
    paths = [_with_picture(db, one, now + timedelta(days=day)) for day, one in enumerate(order)]
    keeping.begin(db, [of_trip], 0)
    journal.apply(db, Kind.STAR, [starred], now)
    gone = [pictures.let_go(db, kept * SIZE) for kept in (2, 1, 0)]
    assert gone == [[path] for path in reversed(paths)]


def test_another_trip_lets_go_of_the_pictures_of_the_last_one(
    db: Database, save: Save, now: datetime
) -> None:
    first, second = save("first", "second")
    for one in (first, second):
        _with_picture(db, one, now)
    keeping.begin(db, [first], 0)
    keeping.begin(db, [second], 0)
    assert pictures.let_go(db, SIZE) == [f"{first}.png"]


def test_a_picture_of_no_article_any_more_goes_first(db: Database, save: Save, now: datetime) -> None:
    [entry_id] = save("one")
    _with_picture(db, entry_id, now)
    lost = Picture("https://pictures.example/lost.jpg", "lost.png", 10, 10)
    pictures.save(db, lost, kind="image/jpeg", size=SIZE, now=now + timedelta(days=1))
    assert pictures.let_go(db, SIZE) == ["lost.png"]
