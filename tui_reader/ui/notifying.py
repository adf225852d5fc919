"""Tells of new articles outside the screen, where the reader wishes it and is not looking."""

from __future__ import annotations

from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, View
from tui_reader.ui import seams
from tui_reader.ui.desk import Desk


class Notifier:
    """``brought`` is told of every refresh that ended."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def brought(self, new: int) -> None:
        """So many new articles came."""
        desk = self._desk
        if new and desk.wishes.notify != "off" and not self._looked_at:
            desk.wait(self._tell(new), "notify", exclusive=True)

    def tell_of(self, text: str, entry_id: int) -> None:
        """Something the reader wants to be told of, with the article it is about."""
        if self._desk.wishes.notify != "off" and not self._looked_at:
            self._desk.wait(self._send(text, [entry_id]), "notify")

    @property
    def _looked_at(self) -> bool:
        """Whether the terminal says that it has the focus; one that never says a word of it counts as not looked at."""
        app = self._desk.screen.app
        return bool(app.app_focus and getattr(app, "focus_told", False))

    async def _tell(self, new: int) -> None:
        desk = self._desk
        ids = (await desk.library.snapshot(View(Place.UNREAD))).ids[:1]
        await self._send(desk.words("feeds.refreshed_new", n=new), list(ids))

    async def _send(self, what: str, ids: list[int]) -> None:
        desk = self._desk
        rows: list[EntryRow] = await desk.library.rows(ids)
        title = f"tui-reader: {what}"
        text = rows[0].title if rows else ""
        if desk.wishes.notify == "desktop":
            from tui_reader.ui.notify_send import notify_send  # only where it is wished for

            notify_send(title, text)
        else:
            seams.write_notice(desk.screen.app, title, text, desk.wishes.notify)
