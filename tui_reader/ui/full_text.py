"""Switches between an article's whole text and what the feed sent, and has the page fetched where it is not here yet."""

from __future__ import annotations

from tui_reader.model import messages
from tui_reader.model.urls import is_web
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.marking import Marking
from tui_reader.ui.reading.ends import EXTRACTED
from tui_reader.ui.reading_flow import ReadingFlow


class FullText:
    """``e``: the text on screen changes in place; the list does not move."""

    def __init__(self, desk: Desk, marking: Marking, reading: ReadingFlow, engine: EngineState) -> None:
        self._desk, self._marking, self._reading, self._engine = desk, marking, reading, engine
        self._asked: dict[int, int] = {}
        """The articles whose pages are being fetched, by request id."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"full_text": lambda _: self.toggle()}

    def toggle(self) -> None:
        """The article's other text."""
        found = self._marking.target()
        if found is None:
            self._desk.say("notice.not_here")
            return
        self._desk.wait(self._toggle(found[0]), "full_text", exclusive=True)

    async def _toggle(self, entry_id: int) -> None:
        desk = self._desk
        article = await desk.library.article(entry_id)
        if article is None:
            return
        others = article.origins[1:]
        if others:
            await desk.library.show_text(entry_id, others[0])
            desk.say("article.full_text" if others[0] == EXTRACTED else "article.as_sent")
            self._reading.again(entry_id)
        elif not is_web(article.entry.data.link):
            desk.say("article.no_page")
        elif entry_id not in self._asked.values():
            await self._fetch(entry_id)

    async def _fetch(self, entry_id: int) -> None:
        if await self._engine.woken():
            return
        number = await self._desk.library.fetch_full_text(entry_id)
        if not number:
            self._engine.refused()
            return
        self._asked[number] = entry_id
        self._desk.say("article.fetching_full")

    def finished(self, event: messages.Finished) -> bool:
        """A page is here (``EntryReady`` has shown it), or could not be had. False where it was none of ours."""
        entry_id = self._asked.pop(event.id, None)
        if entry_id is None:
            return False
        if not event.code:
            self._desk.say("article.full_text")
        elif event.code == "offline":
            self._desk.say("article.full_text_later")
        elif event.code != "cancelled":
            self._desk.say("article.no_full_text")
            self._reading.again(entry_id)
        return True
