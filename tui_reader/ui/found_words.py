"""While the list is one of what was found: its words marked in the rows and in the article, the passage under the cursor."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from tui_reader.library.finding import meant
from tui_reader.model.errors import QueryError
from tui_reader.model.scrub import is_blank
from tui_reader.model.view import View
from tui_reader.query.snippets import spans, terms_of
from tui_reader.ui.desk import Desk, Latest
from tui_reader.ui.reading.found_marks import FoundMarks

_LEAST, _AROUND = 24, 12
"""Characters a passage has at least, and those of a row that are not for it: gutter, signs that it was cut."""


class FoundWords:
    """Made for one list; another list has another."""

    def __init__(self, desk: Desk, view: View) -> None:
        self._desk, self.view = desk, view
        self._entry = 0
        self._passage = Latest(desk, self._passage_now, "passage")
        try:
            terms = terms_of(meant(view, desk.now))
        except QueryError:
            terms = ()
        self._found = partial(spans, terms=terms) if terms else None
        self._marks: FoundMarks | None = None
        self._closed = False
        desk.entries.mark(self._found)
        desk.screen.call_after_refresh(self._mark_article)

    def _mark_article(self) -> None:
        """In the frame after the list's: the article beside it has time, the next letter has none."""
        if self._found is not None and not self._closed:
            self._marks = FoundMarks(self._desk.article, self._found)

    def close(self, *, another: bool = False) -> None:
        """No longer mark anything; ``another``: other words are marked at once instead, in rows and then in the article."""
        self._closed = True
        if not another:
            self._desk.entries.mark(None)
        if self._marks is not None:
            self._desk.screen.call_after_refresh(self._marks.close)

    def moved(self, entry_id: int) -> None:
        """The cursor stands on another article: its lead is where the words stand in its text."""
        self._entry = entry_id
        if self._found is not None:
            self._passage.ask()

    async def _passage_now(self) -> None:
        entry_id, entries = self._entry, self._desk.entries
        room = max(_LEAST, entries.size.width - _AROUND)
        passage = await self._desk.library.passage(self.view, entry_id, room)
        row = entries.row_of(entry_id)
        if passage is not None and row is not None and entries.view == self.view and not is_blank(row.title):
            entries.fill([replace(row, excerpt=passage.text)])
