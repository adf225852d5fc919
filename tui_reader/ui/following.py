"""Follows links inside the reader: the page at their end as an article, with the way back to the very place."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import urlsplit

from tui_reader.model import messages
from tui_reader.model.hosts import is_odd, says_another, shown_host
from tui_reader.model.position import Position
from tui_reader.model.urls import host, is_web, mail_address
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.desk import Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading_flow import ReadingFlow

_PLAYERS: Final = frozenset(("youtube.com", "youtu.be", "vimeo.com", "tiktok.com", "x.com", "twitter.com"))
_FILES: Final = (
    ".pdf",
    ".zip",
    ".mp3",
    ".mp4",
    ".m4a",
    ".epub",
    ".doc",
    ".docx",
    ".xls",
    ".xlsx",
    ".ppt",
    ".pptx",
)
"""What has no article in it: opened outside at once."""
_LONGEST: Final = 50
"""Articles gone through that are remembered on the way back."""


class Step(NamedTuple):
    """Where a link was followed from."""

    entry_id: int
    place: Position
    stop: int
    title: str
    pane: Pane


class Following:
    """The trail holds as long as the reader is where the last link led; another article begins another."""

    def __init__(
        self, desk: Desk, panes: Panes, reading: ReadingFlow, addresses: Addresses, engine: EngineState
    ) -> None:
        self._desk, self._panes, self._reading = desk, panes, reading
        self._addresses, self._engine = addresses, engine
        self._asked: dict[int, tuple[str, Step | None]] = {}
        """Addresses by request, and where they were followed from."""
        self._trail: list[Step] = []
        self._at = 0
        """The article the last link led to."""
        self._doubted = ""
        self.unread = ""
        """The address of the last link that had no article; ``o`` opens it."""
        reading.trail = self.came_from
        addresses.asks, addresses.unread = self.doubts, lambda: self.unread

    def doubt(self, href: str, text: str) -> str:
        """What is odd about a link, as a sentence; empty where nothing is."""
        words, mail = self._desk.words, mail_address(href)
        if mail:
            return words("notice.leads_mail", address=mail)
        said = says_another(text, href) if is_web(href) else ""
        if said:
            return words("notice.leads_elsewhere", text=said, host=shown_host(href))
        return words("notice.leads_odd", host=shown_host(href)) if is_web(href) and is_odd(href) else ""

    def doubts(self, href: str, text: str) -> bool:
        """Ask about an odd link the first time it is pressed; pressed again at once it is followed."""
        told = self.doubt(href, text)
        if told and self._doubted != href:
            self._doubted = href
            self._desk.status.say(told, passing=True)
            return True
        self._doubted = ""
        return False

    def follow(self, href: str, text: str = "", *, sure: bool = False) -> None:
        """Where a link leads. ``text``: what it says; ``sure``: the reader was asked already."""
        if not sure and self.doubts(href, text):
            return
        self._doubted = ""
        if not is_web(href) or _has_no_article(href):
            self._addresses.follow(href)
        elif href not in [url for url, _ in self._asked.values()]:
            self._desk.wait(self._ask(href), "follow", exclusive=True)

    async def _ask(self, href: str) -> None:
        desk, shown = self._desk, self._desk.shown
        if await self._engine.woken():
            return
        view = desk.article
        step = None
        if shown is not None:
            title, pane = shown.entry.data.title, self._panes.focus
            step = Step(shown.entry.id, view.position, view.stop, title, pane)
        number = await desk.library.follow_link(shown.entry.id if shown else 0, href)
        if number:
            self._asked[number] = (href, step)
            desk.status.say(desk.words("follow.fetching", host=shown_host(href)), passing=True)
        else:
            self._engine.refused()

    def finished(self, event: messages.Finished) -> bool:
        """A page is here, or there is none to be read. False where it was none of ours."""
        asked = self._asked.pop(event.id, None)
        if asked is None:
            return False
        href, step = asked
        if step is not None and step.entry_id != self._reading.shown_id:
            return True  # the reader went elsewhere meanwhile
        if event.code == "cancelled":
            return True
        if event.code or not event.entry:
            self.unread = href
            why = self._desk.reason(event.code or "no_article", event.facts)
            self._desk.say("follow.failed", host=shown_host(href), why=why)
            return True
        self._go(event.entry, step)
        return True

    def _go(self, entry_id: int, step: Step | None) -> None:
        self.unread = ""
        if step is not None and step.entry_id == entry_id:
            return
        if self._reading.shown_id != self._at:
            self._trail.clear()
        if step is not None:
            self._trail = [*self._trail, step][-_LONGEST:]
        self._at = entry_id
        self._reading.open(entry_id)

    def came_from(self) -> str:
        """The title of the article the way back leads to; empty where there is none."""
        if self._trail and self._reading.shown_id == self._at:
            return self._trail[-1].title
        return ""

    def back(self) -> bool:
        """To where the last link was followed from; False where there is no trail."""
        if not self._trail or self._reading.shown_id != self._at:
            self._trail.clear()
            return False
        step = self._trail.pop()
        self._at = step.entry_id if self._trail else 0
        self._reading.open(step.entry_id, at=(step.place, step.stop))
        if step.pane is Pane.COMMENTS:
            self._panes.go(Pane.COMMENTS)
        return True


def _has_no_article(href: str) -> bool:
    name = host(href).removeprefix("www.").removeprefix("m.")
    return name in _PLAYERS or urlsplit(href).path.lower().endswith(_FILES)
