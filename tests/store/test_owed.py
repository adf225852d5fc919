"""Articles on their way to their conversion: unpacked in the worker as they were delivered, a damaged one left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.store.conftest import Save, news
from tui_reader.engine.jobs import make_documents
from tui_reader.engine.reading import pack_owed, unpack_made, unpack_owed
from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.store import entries
from tui_reader.store.database import Database
from tui_reader.store.owed import many_owed, readable

LONG = Content(
    "<p>" + "Thân bài của một bài báo. " * 60 + "</p>", "text/html", "vi", "https://example.org/a/"
)
DATA = EntryData(
    guid="a",
    title="Tựa bài",
    authors=(Author("Lê Thị B", "https://example.org/b"),),
    summary=Content("Tóm tắt", "text/plain"),
    content=LONG,
    images=(ImageRef("https://i.example/1.jpg", "alt", "Chú thích", "Hà Vy", 800, 450),),
)


def saved(db: Database, feed_id: int, now: datetime) -> int:
    (entry_id,) = entries.save(db, feed_id, news([DATA]), now).new
    return int(entry_id)


def test_an_owed_article_reaches_the_worker_as_it_was_delivered(
    db: Database, feed_id: int, now: datetime
) -> None:
    entry_id = saved(db, feed_id, now)
    ((number, data),) = readable(unpack_owed(pack_owed(many_owed(db, [entry_id, 99]))))
    assert number == entry_id
    assert (data.title, data.authors, data.images) == (DATA.title, DATA.authors, DATA.images)
    assert (data.summary, data.content) == (DATA.summary, LONG)


def test_what_was_converted_before_is_not_new(db: Database, save: Save, convert: Callable[..., None]) -> None:
    ids = save("A", "B")
    convert({ids[0]: "Chữ."})
    assert {owed.entry_id: owed.is_new for owed in many_owed(db, ids)} == {ids[0]: False, ids[1]: True}


def test_an_article_with_a_damaged_cell_is_left_out_and_the_others_are_made(
    db: Database, save: Save, feed_id: int, now: datetime
) -> None:
    ids = [saved(db, feed_id, now), *save("B")]
    db.execute("UPDATE content SET value = X'01FFFF' WHERE entry_id = ? AND origin = 'delivered'", (ids[0],))
    version, packed = make_documents(pack_owed(many_owed(db, ids)))
    assert version > 0
    assert [made.entry_id for made in unpack_made(packed)] == ids[1:]
