"""What the reading view is given: an entry with its document and its discussion, if they are here."""

from __future__ import annotations

from msgspec import Struct

from tui_reader.model.comment import Thread
from tui_reader.model.document import Document
from tui_reader.model.entry import Entry, EntryRow


class Article(Struct, frozen=True):
    """One article on screen. ``document`` None: still being prepared. ``related``: what of the archive goes with it."""

    entry: Entry
    document: Document | None
    thread: Thread | None = None
    related: tuple[EntryRow, ...] = ()
