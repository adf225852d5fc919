"""Addresses leave through here: opened outside, or shown and copied where there is no browser."""

from __future__ import annotations

import os
from collections.abc import Callable

from tui_reader.model.entry import Entry
from tui_reader.model.urls import host, is_web, mail_address
from tui_reader.ui.browser import open_mail, open_outside
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.panes import Pane, Panes


class Addresses:
    """Opening and copying of links."""

    def __init__(self, desk: Desk, panes: Panes) -> None:
        self._desk, self._panes = desk, panes
        self.asks: Callable[[str, str], bool] = lambda *_: False
        """Whether the reader is asked about a link first; set by the part that follows links."""
        self.unread: Callable[[], str] = lambda: ""
        """A link that was followed just now and had no article."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "open.browser": self._open_outside,
            "copy.link": lambda _: self._copy(),
            "copy.selection": lambda _: self._copy_selection(),
        }

    def follow(self, href: str) -> None:
        """A link that was pressed: only http, https and a bare mail address go anywhere, and not through a shell."""
        mail = mail_address(href)
        if mail:
            self._write_to(mail)
        elif not is_web(href):
            self._desk.say("notice.bad_link", url=href[:120])
        elif open_outside(href, os.environ):
            told = f"{self._desk.words('notice.opened_browser')} {host(href)}"
            self._desk.status.say(told, passing=True)
        else:
            self._desk.screen.app.copy_to_clipboard(href)
            self._desk.say("notice.no_browser", url=href)

    def _write_to(self, address: str) -> None:
        """In the mail program; the reader was asked before."""
        if open_mail(address, os.environ):
            self._desk.say("notice.opened_mail", address=address)
        else:
            self._desk.screen.app.copy_to_clipboard(address)
            self._desk.say("notice.no_mail", address=address)

    def _open_outside(self, number: int | None) -> None:
        """The link of this number; the one that could not be read here; the focused one; else the article itself."""
        view = self._desk.article
        href, text = "", ""
        if self._panes.focus is Pane.ARTICLE:
            href, text = view.link_of(number) if number is not None else view.link_in_focus
            if number is not None and not href:
                self._desk.say("follow.no_number", n=number)
                return
        if href and self.asks(href, text):
            return
        if href or (href := self.unread()):
            self.follow(href)
        else:
            self._desk.wait(self._with_link(self.follow), "link")

    def _copy(self) -> None:
        if not self._copied_selection():
            self._desk.wait(self._with_link(self.copy), "link")

    def copy(self, url: str) -> None:
        """An address into the clipboard."""
        self._desk.screen.app.copy_to_clipboard(url)
        self._desk.say("notice.link_copied")

    def _copy_selection(self) -> None:
        if not self._copied_selection():
            self._desk.say("notice.nothing_selected")

    def _copied_selection(self) -> bool:
        text = self._desk.screen.get_selected_text()
        if not text:
            return False
        self._desk.screen.app.copy_to_clipboard(text)
        self._desk.say("notice.selection_copied", n=len(text))
        self._desk.screen.clear_selection()
        return True

    async def _with_link(self, use: Callable[[str], None]) -> None:
        entry = await self.entry()
        if entry is None or not entry.data.link:
            self._desk.say("notice.no_link")
        else:
            use(entry.data.link)

    async def entry(self) -> Entry | None:
        """The article meant: on screen, else under the cursor."""
        shown = self._desk.shown
        current = self._desk.entries.current
        if shown is not None and (self._panes.focus is not Pane.LIST or shown.entry.id == current):
            return shown.entry
        article = await self._desk.library.article(current) if current is not None else None
        return article.entry if article else None
