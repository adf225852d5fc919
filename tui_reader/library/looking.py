"""What of the archive looks for articles: by a query, by what goes with one, by what was opened last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, Snapshot, View
from tui_reader.store import lists
from tui_reader.store.database import Database

if TYPE_CHECKING:
    from tui_reader.model.explanation import Explanation
    from tui_reader.query.snippets import Passage


class Looking:
    """The part of the archive that finds; what it needs of the rest is declared here."""

    now: Callable[[], datetime]
    _thread: DatabaseThread

    async def find(self, view: View) -> Snapshot:
        """What of the archive matches the view's query, newest first. Raises QueryError; when cancelled, it ends at once."""
        from tui_reader.library.finding import find  # not needed before the first search

        return await self._thread.question(find, view, self.now())

    async def find_first(self, view: View, limit: int) -> tuple[Snapshot, list[EntryRow]]:
        """The first screen of the same, with its rows: found in a moment where all of it takes many."""
        from tui_reader.library.finding import find_first

        return await self._thread.question(find_first, view, self.now(), limit)

    async def ranked(self, view: View, told: Callable[[int], None]) -> Snapshot:
        """The best of all that matches the view's query; ``told`` how many per cent were looked at. Raises QueryError."""
        from tui_reader.library.ranking import rank_all

        return await rank_all(self._thread, view, self.now(), told)

    async def explained(self, view: View, entry_id: int) -> Explanation:
        """Why an article is among what the view's query finds. Raises QueryError."""
        from tui_reader.library.explaining import explain

        return await self._thread(explain, view, entry_id, self.now())

    async def passage(self, view: View, entry_id: int, room: int) -> Passage | None:
        """Where in an article's text the words of the view's query stand, in so many characters. Raises QueryError."""
        from tui_reader.library.explaining import shown_passage

        return await self._thread(shown_passage, view, entry_id, self.now(), room)

    async def related(self, entry_id: int) -> list[EntryRow]:
        """Up to five kept articles that share most with this one's title."""
        from tui_reader.library.related import related  # the end of an article is far from the first paint

        return await related(self._thread, entry_id)

    async def recent(self, limit: int) -> list[EntryRow]:
        """The articles opened last, newest first."""
        return await self._thread(_recent, limit)


def _recent(database: Database, limit: int) -> list[EntryRow]:
    with database.reading():
        return lists.rows(database, lists.ids(database, View(Place.READ), limit=limit))
