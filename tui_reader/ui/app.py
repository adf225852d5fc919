"""The Textual application: sheets, themes, the first screen, the line filter; what it does is in the screen's parts."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from tui_reader import resources
from tui_reader.library import Library
from tui_reader.model.article import Article
from tui_reader.model.picture import Graphics
from tui_reader.model.scrub import UNSAFE, scrub
from tui_reader.model.style import Means
from tui_reader.model.view import FirstScreen
from tui_reader.strings import Words
from tui_reader.ui import seams, themes
from tui_reader.ui.keymap import build
from tui_reader.ui.line_filter import InTurn, Scrubber
from tui_reader.ui.main_screen import MainScreen
from tui_reader.ui.scaling.scaled_text import ScaledText
from tui_reader.ui.screen_memory import KEY, ScreenMemory
from tui_reader.ui.start import Start
from tui_reader.ui.wishes import Adjusting, Unused, Wishes

SHEETS = ("app.tcss", "list.tcss", "lines.tcss", "article.tcss")
"""What the first paint needs; a part that comes later, or seldom, brings its own sheet."""


_LEAVING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What the system says when the terminal closes or the machine goes down; in raw mode Ctrl-C is a key, not one of these."""

_LAST_BYTES = 3
"""Seconds the terminal may take to be given back after that, before the system ends us."""
_LAST_WORK = 15
"""Seconds after an error nobody foresaw in which the rest of the program ends, or is ended."""

_LETTING_OUT = 0.002
"""Seconds the first frame is given to leave: Python has one lock, and what is made after the frame would hold it."""


class ReaderApp(App[None]):
    """Shows the reader. The store is open, the first screen read; the engine is started after the first paint."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    _themed = False  # whether our themes are there
    _seen = False  # whether a frame was written

    def __init__(
        self,
        library: Library,
        first: FirstScreen,
        article: Article | None,
        settings: Wishes,
        words: Words,
        problems: Sequence[Unused] = (),
        open_files: Sequence[str] = (),
        on_painted: Callable[[], None] = lambda: None,
        language_given: bool = False,
        means: Means = Means(),  # noqa: B008  # frozen
        graphics: Graphics | None = None,
        adjusting: Callable[[], Adjusting] | None = None,
    ) -> None:
        """``language_given``: ``--lang`` was said, which goes before the language chosen on screen last time.

        ``graphics``: how it draws pictures itself, if it does.
        """
        folder = resources.directory("styles")
        super().__init__(css_path=[folder / name for name in SHEETS if (folder / name).exists()])
        seams.no_tips_or_toasts(self)
        self.library = library
        self.focus_told = False
        """Whether the terminal has ever said that it got or lost the focus."""
        self.on_painted = on_painted
        memory = ScreenMemory.parse(library.recall_first(KEY).result())
        for theme in themes.load(folder / "themes"):
            self.register_theme(theme)
        wanted = memory.theme or settings.theme
        self._themed = True
        # Not by assignment: the sheets would be read twice.
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else "dark")
        self.stylesheet.set_variables(self.get_css_variables())
        keymap, clashes = build(settings.keys, settings.key_preset)
        told = replace(words if language_given else words_for(memory.language, words), keys=keymap)
        self._start = Start(
            library,
            first,
            article,
            settings,
            told,
            keymap,
            memory,
            (*problems, *clashes),
            tuple(open_files),
            means,
            ScaledText(means),
            graphics,
            adjusting,
        )
        self.leaving: list[Callable[[], str]] = []
        """What gives the terminal back as it was, asked at the end."""
        self._scrubber = Scrubber()
        self._filters_in_turn = InTurn(())

    def get_css_variables(self) -> dict[str, str]:
        """The toolkit's constructor asks, too, before there is a theme of ours: its colours are not worked out."""
        return super().get_css_variables() if self._themed else {}

    def get_default_screen(self) -> Screen[None]:
        return MainScreen(self._start)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Every frame passes here; scaled text is written with it."""
        if isinstance(renderable, CompositorUpdate) and not self.is_web:
            renderable = self._start.scaled.update(self, screen, renderable)
        super()._display(screen, renderable)
        if renderable is not None and isinstance(screen, MainScreen):
            screen.frame_is_out()
        if renderable is not None and not self._seen:
            self._seen = True
            if not self.is_headless:  # a thread of the driver's writes
                time.sleep(_LETTING_OUT)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = (*super().get_line_filters(), self._scrubber)
        if filters != self._filters_in_turn.filters:
            self._filters_in_turn = InTurn(filters)
        return [self._filters_in_turn]

    def on_mount(self) -> None:
        seams.keep_title(self)
        self.app_suspend_signal.subscribe(self, self._suspended, immediate=True)
        self.app_resume_signal.subscribe(self, self._resumed)
        loop = asyncio.get_running_loop()
        for told in _LEAVING:
            try:
                loop.add_signal_handler(told, self.call_later, self._leave)
            except (NotImplementedError, RuntimeError):  # Windows, or not the main thread
                return

    def on_app_focus(self) -> None:
        self.focus_told = True

    def on_app_blur(self) -> None:
        self.focus_told = True

    async def on_event(self, event: events.Event) -> None:
        """What the pointer does on a row of double height is put on the cells it is meant for; what is pasted is text."""
        if isinstance(event, events.Paste):
            event.text = scrub(event.text)
        if (
            isinstance(event, events.MouseEvent)
            and not event.is_forwarded
            and self._start.scaled.halved(event.y)
        ):
            from tui_reader.ui.scaling.pointer import on_cells  # only in terminals that need it

            event = on_cells(event)
        if isinstance(event, events.MouseMove) and self._start.scaled.smeared(event.y, event.time):
            self.screen.refresh()
        await super().on_event(event)

    async def action_quit(self) -> None:
        """From anywhere, told by a key or by the system; what was done is kept first."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                await screen.put_away()
        self.exit()

    def _suspended(self, _: App[None]) -> None:
        """Another program has the terminal: no row of it is left double, and its title is that program's."""
        seams.write(self, self._start.scaled.restore())
        seams.give_back_title(self)

    def _resumed(self, _: App[None]) -> None:
        """The terminal is ours again, and empty."""
        self._start.scaled.forget()
        self.screen.refresh()
        seams.keep_title(self)
        if title := self.screen_stack[0].title:
            seams.write_title(self, title)

    async def _leave(self) -> None:
        """As the system says. Where the terminal is gone, writing the last bytes to it can wait for ever: not for us."""
        signal.alarm(_LAST_BYTES)
        await self.action_quit()

    async def on_unmount(self) -> None:
        seams.write(self, self._start.scaled.restore() + "".join(restore() for restore in self.leaving))
        seams.give_back_title(self)
        await self.library.close()

    def copy_to_clipboard(self, text: str) -> None:
        """Plain text, whatever becomes of it where it is pasted."""
        super().copy_to_clipboard(UNSAFE.sub("", text))

    def bell(self) -> None:
        """No noise: a box that is full takes no more, and that is seen."""

    def _fatal_error(self) -> None:
        """Ours instead of the traceback with local variables: one sentence, and a report without article text."""
        self._crash(self._exception, super()._fatal_error)

    def panic(self, *renderables: RenderableType) -> None:
        """The same where the toolkit has something to print: the end of its input thread, an error that draws itself."""
        told = next((one for one in renderables if seams.is_traceback(one)), None)
        self._crash(self._exception or told, partial(super().panic, *renderables))

    def _crash(self, error: object, otherwise: Callable[[], None]) -> None:
        path = seams.report(error, self.library.paths.state, self.library.now())
        sentence = self._start.words("engine.crash", path=str(path or "–"))
        # without a terminal the process is not ours to end
        if (
            hasattr(signal, "alarm") and not self.is_headless
        ):  # what broke may keep something else from ending
            signal.signal(signal.SIGALRM, lambda *_: seams.say_and_end(sentence))
            signal.alarm(_LAST_WORK)
        seams.leave_saying(self, sentence, otherwise)


def words_for(language: str, words: Words) -> Words:
    """The words of a remembered language, or those given."""
    from tui_reader.strings import LANGUAGES
    from tui_reader.strings import words as words_of

    return words_of(language) if language in LANGUAGES else words
