"""What the reading view is given: an entry with its document and its discussion, if they are here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from tui_reader.model.comment import Thread
from tui_reader.model.document import Document
from tui_reader.model.entry import Entry, EntryRow
from tui_reader.model.picture import Pictures

if TYPE_CHECKING:
    from tui_reader.model.outbox import Letter

SHORT_TEXT = 600
"""Characters of text below which a feed has sent a lead and not the article (the longest leads of newspapers have 500)."""


class Article(Struct, frozen=True):
    """One article on screen. ``document`` None: still being prepared. ``related``: what of the archive goes with it."""

    entry: Entry
    document: Document | None
    thread: Thread | None = None
    related: tuple[EntryRow, ...] = ()
    drafts: Mapping[str, str] = field(default_factory=dict)
    """What the reader began to write, by the ``source_id`` of what it answers; empty: the article itself."""
    letters: Mapping[str, Letter] = field(default_factory=dict)
    """What of the reader's notes is on its way to a site, by the note's ``source_id``."""
    origins: tuple[str, ...] = ()
    """Which texts of it are here, "delivered" by the feed, "extracted" from its page, the one shown first."""
    pictures: Pictures = Pictures()

    def renewing(self, shown: Article | None) -> Article:
        """This in place of what is shown: its related articles stay, and of a long discussion what was read already."""
        if shown is None:
            return self
        before, now = shown.thread, self.thread
        same = shown.entry.id == self.entry.id
        if same and before is not None and now is not None and len(before.nodes) > len(now.nodes):
            now = now if now.whole else Thread(now.discussion, before.nodes, whole=False)
        return replace(self, related=shown.related, thread=now)
