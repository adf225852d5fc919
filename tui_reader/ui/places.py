"""Going to lists, leaving what is open, the dialogs, and what concerns the program as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui_reader.model.view import Place, View
from tui_reader.strings import LANGUAGES
from tui_reader.strings import words as words_of
from tui_reader.ui.desk import Deed
from tui_reader.ui.panes import Pane

if TYPE_CHECKING:
    from textual.events import Key

    from tui_reader.ui.main_screen import MainScreen


class Places:
    """Actions that leave where the reader is for somewhere else."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen, self._desk = screen, screen.desk

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        lists = (Place.ALL, Place.UNREAD, Place.LATER, Place.UNFINISHED, Place.STARRED, Place.READ)
        return {
            **{f"go.{place}": self._go_to(place) for place in lists},
            "go.feeds": lambda _: self._screen.panes.to_sources(),
            "unread_only": self._screen.lists.toggle_unread,
            "back": lambda _: self._back(),
            "quit": lambda _: self._quit(),
            "help": lambda _: self._help(),
            "commands": lambda _: self._palette(),
            "info": lambda _: self._info(),
            "redraw": lambda _: self._redraw(),
            "suspend": lambda _: self._screen.app.action_suspend_process(),
        }

    def show(self, view: View) -> None:
        """Another list, the keys with it."""
        screen = self._screen
        screen.finding.forget()
        screen.lists.show(view)
        if screen.panes.in_sources:
            screen.panes.from_sources()
        else:
            screen.panes.go(Pane.LIST)

    def typed_early(self, event: Key) -> None:
        """A key that came before what is open had the focus: a fast typist's letters are its own."""
        screen = self._screen
        if screen.app.screen is not screen:
            from tui_reader.ui.dialog import Dialog  # loaded by the dialog that is open

            dialog = screen.app.screen
            if isinstance(dialog, Dialog):
                dialog.typed_early(event)
        screen.finding.early(event)
        screen.comments.early(event)

    def change_theme(self, name: str) -> None:
        """Light or dark, remembered."""
        app = self._screen.app
        if name in app.available_themes:
            app.theme = name
            sizes = self._screen.sizes
            sizes.remember(replace(sizes.memory, theme=name))
            self._desk.say(f"notice.theme_{name}")

    def change_language(self, code: str) -> None:
        """Every word on screen, at once; remembered."""
        desk, screen = self._desk, self._screen
        desk.words = words = words_of(code)
        for widget in (desk.sources, desk.list_bar, desk.bar, desk.article, desk.comments, desk.footer):
            widget.words = words
        size = screen.size
        desk.entries.look(words, desk.now, screen.lists.density(size.width, size.height))
        desk.sources.show(screen.lists.sources, screen.lists.view)
        if desk.shown is not None:
            desk.article.show(desk.shown, desk.article.position)
            desk.comments.show(desk.shown.thread, desk.shown.entry)
        screen.lists.tell()
        screen.reading.tell()
        screen.sizes.remember(replace(screen.sizes.memory, language=code))
        desk.footer_again()
        screen.refresh(layout=True)
        desk.say("notice.language", name=LANGUAGES[code])

    def _go_to(self, place: Place) -> Deed:
        return lambda _: self.show(View(place))

    def _back(self) -> None:
        """Leaves one thing: selection, what was found, one pane alone, the pane; ``q`` in the list quits."""
        screen, panes = self._screen, self._screen.panes
        if screen.get_selected_text():
            screen.clear_selection()
        elif self._desk.status.chosen:
            self._desk.status.choose(False)
        elif panes.leave_alone():
            pass
        elif panes.focus is Pane.COMMENTS:
            panes.leave_comments()
        elif panes.focus is Pane.ARTICLE:
            screen.reading.save_place()
            panes.go(Pane.LIST)
        elif panes.in_sources:
            panes.from_sources()
        elif not screen.finding.leave() and screen.last_key != "escape":
            self._quit()

    def _quit(self) -> None:
        self._screen.run_worker(self._screen.app.action_quit(), group="quit")

    def _help(self) -> None:
        from tui_reader.ui.help import help_page  # its text box is not needed to start

        desk = self._desk
        self._screen.app.push_screen(help_page(self._screen.panes.focus, desk.keymap, desk.words), self._do)

    def _palette(self) -> None:
        from tui_reader.ui.palette import palette  # its text box is not needed to start

        screen, desk = self._screen, self._desk
        page = palette(screen.panes.focus, desk.keymap, screen.lists.sources, desk.words)
        screen.app.push_screen(page, self._chosen)

    def _do(self, action: str | None) -> None:
        if action is not None:
            self._screen.do(action)

    def _chosen(self, answer: str | None) -> None:
        from tui_reader.ui.palette import view_of

        if answer is None:
            return
        kind, _, rest = answer.partition(":")
        if kind == "do":
            self._do(rest)
        elif kind == "theme":
            self.change_theme(rest)
        elif kind == "language":
            self.change_language(rest)
        elif (view := view_of(answer)) is not None:
            self.show(view)

    def _info(self) -> None:
        self._desk.wait(self._show_info(), "info")

    async def _show_info(self) -> None:
        from tui_reader.ui.info import Info  # not needed to start

        entry = await self._screen.addresses.entry()
        if entry is None:
            self._desk.say("empty.article")
        else:
            self._screen.app.push_screen(Info(entry, self._desk.words, self._desk.zone))

    def _redraw(self) -> None:
        self._screen.refresh(repaint=True, layout=True)
