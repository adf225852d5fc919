"""What is read to show an article: not the text the feed delivered, and of a long document only its beginning."""

from __future__ import annotations

from datetime import datetime

from tests.store.conftest import Save
from tui_reader.content.late_blocks import LateBlocks
from tui_reader.library.articles import article
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.store import content, entries
from tui_reader.store.database import Database

LONG = Document(tuple(Paragraph((Span(f"{n}. " + "Hạ tầng số phải đi trước. " * 20),)) for n in range(900)))


def test_a_long_article_is_opened_at_its_beginning_and_is_whole_in_the_end(
    db: Database, save: Save, now: datetime
) -> None:
    (entry_id,) = save("Một")
    content.save_converted(
        db, [(entry_id, Converted(LONG, "thân " * 100_000, "", "", 1))], version=1, now=now
    )
    opened = content.opened(db, entry_id)
    assert opened is not None
    assert isinstance(opened.blocks, LateBlocks)
    assert opened.blocks[3] == LONG.blocks[3]
    assert len(opened.blocks._blocks) < 100
    assert opened == content.document(db, entry_id) == LONG


def test_what_the_feed_delivered_is_not_unpacked_to_show_an_article(db: Database, save: Save) -> None:
    (entry_id,) = save("Một")
    whole, shown = entries.entry(db, entry_id), article(db, entry_id)
    assert whole is not None
    assert shown is not None
    assert (whole.data.content or whole.data.summary) is not None
    assert (shown.entry.data.content, shown.entry.data.summary) == (None, None)
    assert shown.entry.data.title == whole.data.title
