"""What can be asked about how feeds are; a part of the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.late_module import LateModule

if TYPE_CHECKING:
    from tui_reader.model.health import FeedHealth
    from tui_reader.store import health
else:
    health = LateModule("tui_reader.store.health")  # of a page of its own


class Mending:
    """Answered in the database thread."""

    _thread: DatabaseThread

    async def health(self, feed_id: int) -> FeedHealth | None:
        """A feed with its last results; None where it is gone."""
        return await self._thread(health.health, feed_id)

    async def feed_notes(self) -> dict[int, str]:
        """By feed: a code of what the reader should know although the last refresh went well."""
        return await self._thread(health.notes)
