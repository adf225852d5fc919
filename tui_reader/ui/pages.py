"""The pages that open over the panes: help, all commands, and what is known of the article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.ui.addresses import Addresses
from tui_reader.ui.appearance import Appearance
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.panes import Panes
from tui_reader.ui.places import Places
from tui_reader.ui.reading_flow import ReadingFlow

if TYPE_CHECKING:
    from textual.events import Key

    from tui_reader.ui.choices import Choices


class Pages:
    """Opens them, and does what was chosen in them. None is imported before it is opened."""

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        lists: ListFlow,
        places: Places,
        appearance: Appearance,
        addresses: Addresses,
        marking: Marking,
        reading: ReadingFlow,
        do: Callable[[str], None],
    ) -> None:
        self._desk, self._panes, self._lists = desk, panes, lists
        self._places, self._appearance, self._addresses = places, appearance, addresses
        self._marking, self._reading, self._do = marking, reading, do
        self.edit_keys: Callable[[str], None] = lambda _: None
        """Opens the keys where they can be changed, an action's first; set by who makes this."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "help": lambda _: self._help(),
            "commands": lambda _: self._palette(),
            "go.history": lambda _: self._desk.bring(self._history(), "history"),
            "explain": lambda _: self._desk.bring(self._explain(), "explain"),
            "info": lambda _: self._desk.bring(self._info(), "info"),
        }

    def early(self, event: Key) -> None:
        """A key that came before the page that is open had the focus: it was meant for the page."""
        page = self._desk.screen.app.screen
        if page is not self._desk.screen:
            from tui_reader.ui.dialog import Dialog  # loaded by the page that is open

            if isinstance(page, Dialog):
                page.typed_early(event)

    def _help(self) -> None:
        from tui_reader.ui.help import help_page

        desk = self._desk
        desk.screen.app.push_screen(help_page(self._panes.focus, desk.keymap, desk.words), self._chosen)

    def _palette(self) -> None:
        from tui_reader.ui.palette import palette

        desk = self._desk
        page = palette(self._panes.focus, desk.keymap, self._lists.sources, desk.words)
        desk.screen.app.push_screen(page, self._picked)
        desk.wait(self._fill(page), "palette", exclusive=True)

    async def _fill(self, page: Choices) -> None:
        """What must be asked for comes after the page: keys typed meanwhile are the page's already."""
        from tui_reader.ui.palette import RECENT, asked_for

        library = self._desk.library
        page.more(asked_for(await library.own_tags(), await library.recent(RECENT), self._desk.words))

    async def _history(self) -> None:
        from tui_reader.ui.history import show_history

        await show_history(self._desk, self._marking)

    async def _info(self) -> None:
        from tui_reader.ui.info import Info

        desk, view, entry = self._desk, self._lists.view, await self._addresses.entry()
        if entry is None:
            desk.say("empty.article")
            return
        why = None
        if view.query:
            from tui_reader.ui.explaining import told

            why = told(await desk.library.explained(view, entry.id), desk.words)
        desk.screen.app.push_screen(Info(entry, desk.words, desk.zone, why))

    async def _explain(self) -> None:
        desk, view, entry = self._desk, self._lists.view, await self._addresses.entry()
        if entry is None:
            desk.say("empty.article")
        elif not view.query:
            desk.say("explain.no_search")
        else:
            from tui_reader.ui.explaining import told
            from tui_reader.ui.output_page import OutputPage

            text = told(await desk.library.explained(view, entry.id), desk.words)
            desk.screen.app.push_screen(OutputPage(entry.data.title, text, desk.words))

    def _chosen(self, action: str | None) -> None:
        from tui_reader.ui.help import EDIT

        if action is None:
            return
        if action.startswith(EDIT):
            self.edit_keys(action.removeprefix(EDIT))
        else:
            self._do(action)

    def _picked(self, answer: str | None) -> None:
        from tui_reader.ui.palette import view_of

        if answer is None:
            return
        kind, _, rest = answer.partition(":")
        if kind == "do":
            self._do(rest)
        elif kind == "theme":
            self._appearance.change_theme(rest)
        elif kind == "language":
            self._appearance.change_language(rest)
        elif kind == "article":
            self._reading.open(int(rest))
        elif (view := view_of(answer)) is not None:
            self._places.show(view)
