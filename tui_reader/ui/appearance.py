"""What the program looks like and speaks, changed while it runs and remembered: the theme, and every word on screen."""

from __future__ import annotations

from msgspec.structs import replace

from tui_reader.strings import LANGUAGES, Words
from tui_reader.strings import words as words_of
from tui_reader.ui.desk import Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.reading_flow import ReadingFlow
from tui_reader.ui.text_size import TextSize


class Appearance:
    """Theme and language."""

    def __init__(
        self, desk: Desk, lists: ListFlow, reading: ReadingFlow, sizes: TextSize, engine: EngineState
    ) -> None:
        self._desk, self._lists, self._reading = desk, lists, reading
        self._sizes, self._engine = sizes, engine

    def change_theme(self, name: str) -> None:
        """Light or dark, remembered."""
        app = self._desk.screen.app
        if name in app.available_themes:
            app.theme = name
            self._sizes.remember(replace(self._sizes.memory, theme=name))
            self._desk.say(f"notice.theme_{name}")

    def look_again(self) -> None:
        """The list as dense as is wished now."""
        desk, size = self._desk, self._desk.screen.size
        desk.entries.look(desk.words, desk.now, self._lists.density(size.width, size.height))

    def change_stories(self) -> None:
        """One row for what is wished to stand together now, the counts with it."""
        desk, library = self._desk, self._desk.library
        library.same_story, library.read_together = desk.wishes.same_story, desk.wishes.read_together
        self._lists.show(self._lists.view, current=desk.entries.current)
        desk.wait(self._lists.count(), "list")

    def change_language(self, code: str) -> None:
        """Every word on screen, at once; remembered."""
        self.speak(replace(words_of(code), keys=self._desk.keymap))
        self._sizes.remember(replace(self._sizes.memory, language=code))
        self._desk.say("notice.language", name=LANGUAGES[code])

    def speak(self, words: Words) -> None:
        """Every sentence on screen anew: in other words, or naming other keys."""
        desk, screen = self._desk, self._desk.screen
        desk.words = words
        for widget in (desk.sources, desk.list_bar, desk.bar, desk.article, desk.comments, desk.footer):
            widget.words = words
        self.look_again()
        desk.sources.show(self._lists.sources, self._lists.view)
        if desk.shown is not None:
            desk.article.show(desk.shown, desk.article.position)
            desk.comments.show(desk.shown.thread, desk.shown.entry, desk.shown.drafts)
        self._lists.tell()
        self._lists.announce(self._lists.waiting)
        self._engine.tell_lasting()
        self._reading.tell()
        self._lists.counted()
        desk.footer.refresh()  # it says the same in other words
        desk.footer_again()
        screen.refresh(layout=True)
