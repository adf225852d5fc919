"""Adding by address on screen: the dialog's questions go to the engine, its answers to the dialog, what is chosen is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.model import messages
from tui_reader.model.errors import ReaderError
from tui_reader.model.feed import folder_paths
from tui_reader.model.urls import canonical
from tui_reader.model.view import Place, View
from tui_reader.strings.format import row_age
from tui_reader.ui.desk import Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.list_flow import ListFlow

if TYPE_CHECKING:
    from tui_reader.model.discovery import Discovery
    from tui_reader.ui.add_dialog import AddDialog, Chosen
    from tui_reader.ui.subscribing import Subscribing


class Discovering:
    """One dialog at a time; what was typed into it is there again when it is opened again."""

    def __init__(self, desk: Desk, lists: ListFlow, engine: EngineState, subscribing: Subscribing) -> None:
        self._desk, self._lists, self._engine, self._subscribing = desk, lists, engine, subscribing
        self._dialog: AddDialog | None = None
        self._begun = ""
        self._search = 0
        """Request id of the search under way; 0: none."""
        self._looks: dict[int, str] = {}
        """Single feeds being looked at, by request id."""

    def ask(self, address: str = "") -> None:
        """Open the dialog; ``address``: to begin with, instead of what was typed last."""
        from tui_reader.ui.add_dialog import AddDialog, Looking  # text boxes are not needed to start

        desk = self._desk
        looking = Looking(
            search=lambda text: desk.wait(self._begin(text), "discover"),
            stop=lambda: desk.wait(self._stop(), "discover"),
            look=lambda location: desk.wait(self._look(location), "discover"),
            age=lambda when: row_age(desk.words, when, desk.now, desk.zone),
        )
        folders = sorted(folder_paths(self._lists.sources.folders).values())
        self._dialog = AddDialog(desk.words, looking, begun=address or self._begun, folders=folders)
        desk.screen.app.push_screen(self._dialog, self._answered)

    def finished(self, event: messages.Finished) -> bool:
        """A search is over. False where it was none of ours."""
        if event.id in self._looks:
            location = self._looks.pop(event.id)
            if event.key:
                self._desk.wait(self._looked(location, event.key), "discover")
            return True
        if event.id != self._search:
            return False
        self._search = 0
        if event.code and event.code != "cancelled" and self._dialog is not None:
            self._dialog.failed(self._desk.reason(event.code, event.facts))
        elif event.key:
            self._desk.wait(self._found(event.key), "discover")
        return True

    async def _begin(self, text: str) -> None:
        await self._stop()
        self._search = await self._desk.library.discover(text)
        if not self._search and self._dialog is not None:
            self._dialog.failed(self._engine.why_refused())

    async def _stop(self) -> None:
        number, self._search = self._search, 0
        if number:
            await self._desk.library.cancel(number)

    async def _look(self, location: str) -> None:
        if location not in self._looks.values():
            number = await self._desk.library.discover(location)
            if number:
                self._looks[number] = location

    async def _found(self, key: str) -> None:
        discovery = await self._desk.library.discovered(key)
        if self._dialog is None:
            return
        if discovery.local:
            self._dialog.dismiss(None)
            self._begun = ""
            await self._subscribing.add(discovery.location)
        else:
            self._dialog.found(discovery)

    async def _looked(self, location: str, key: str) -> None:
        discovery: Discovery = await self._desk.library.discovered(key)
        same = [one for one in discovery.candidates if canonical(one.location) == canonical(location)]
        if same and self._dialog is not None:
            from msgspec.structs import replace

            self._dialog.looked(replace(same[0], location=location))

    def _answered(self, chosen: Chosen | None) -> None:
        dialog, self._dialog = self._dialog, None
        self._begun = dialog.address if dialog is not None and chosen is None else ""
        if self._search:
            self._desk.wait(self._stop(), "discover")
        if chosen is None:
            return
        if chosen.starter:
            self._subscribing.offer()
        elif chosen.save:
            self._desk.wait(self._subscribing.read(chosen.save), "add")
        elif chosen.feeds:
            self._desk.wait(self._follow(chosen), "add")

    async def _follow(self, chosen: Chosen) -> None:
        """Follow each; a single one that is followed already is shown."""
        fresh = [one for one in chosen.feeds if not one.feed]
        if not fresh:
            self._lists.show(View(Place.FEED, chosen.feeds[0].feed))
            return
        try:
            for one in fresh:
                await self._subscribing.add(one.location, folder=chosen.folder, opened=len(fresh) == 1)
        except ReaderError:
            self._begun = fresh[0].location
            raise
