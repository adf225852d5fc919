"""One article as the reading view is given it, read from the store in the database thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.library.database_thread import of_the_file
from tui_reader.model.article import Article
from tui_reader.model.document import Document
from tui_reader.model.errors import ParseError, StoreError
from tui_reader.model.picture import Pictures
from tui_reader.store import comments, entries, feeds, threads
from tui_reader.store.database import Database

if TYPE_CHECKING:
    from tui_reader.model.outbox import Letter


def article(database: Database, entry_id: int, origin: str = "") -> Article | None:
    """The article in the text of this origin, or the one that is shown."""
    entry = entries.entry(database, entry_id, texts=False)
    if entry is None:
        return None
    from tui_reader.store import content, pictures  # with the first article, not with the list

    feed = feeds.feed(database, entry.feed_id)

    thread = threads.beginning(database, entry_id)
    return Article(
        entry,
        _document(database, entry_id, origin),
        thread,
        drafts=comments.drafts(database, entry_id),
        letters=_letters(database, entry_id) if thread.has_notes or not thread.whole else {},
        origins=content.origins(database, entry_id),
        pictures=Pictures(
            pictures.of_entry(database, entry_id), feed.settings.pictures if feed is not None else None
        ),
    )


def _letters(database: Database, entry_id: int) -> dict[str, Letter]:
    from tui_reader.store import letters  # where the reader wrote something

    return {threads.NOTE_ID.format(one.note_id): one for one in letters.of_entry(database, entry_id)}


def show_text(database: Database, entry_id: int, origin: str) -> bool:
    """Show the text of this origin from now on; False where it is not here."""
    from tui_reader.store import content  # as above

    return content.show(database, entry_id, origin)


def _document(database: Database, entry_id: int, origin: str) -> Document | None:
    """As kept; one whose cell is damaged counts as not there, so that it neither stops the start nor the reading on."""
    from tui_reader.store import content  # as above

    try:
        return content.opened(database, entry_id, origin=origin)
    except (ParseError, StoreError) as error:
        if isinstance(error, StoreError) and of_the_file(error):
            raise
        return None
