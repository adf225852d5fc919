"""The one screen: composes the panes, paints first what is seen first, turns keys into actions, and is put away whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.reactive import Reactive

from tui_reader.ui import seams
from tui_reader.ui.ground import Ground
from tui_reader.ui.panes import LEAST, Pane
from tui_reader.ui.start import Start
from tui_reader.ui.terminal.held_back import escaped, held_back
from tui_reader.ui.wiring import Wiring

if TYPE_CHECKING:
    from tui_reader.ui.desk import TypedAhead
    from tui_reader.ui.too_small import TooSmall

_KEEPING = frozenset(("act", "place", "seen", "opened", "draft", "note", "memory"))
"""Groups of work that end before the program does."""
_TO_ANOTHER_ARTICLE = ("article.", "unread.", "open", "back")
"""What leaves an article: moves that still wait for its text are not meant for the next one."""
_OF_A_LIST = (
    *(
        "move.",
        "article.",
        "unread.",
        "mark.",
        "read.on",
        "go.in",
        "open",
        "star",
        "later",
        "copy.",
        "full_text",
        "select",
    ),
)
"""What keys do to the rows of a list: meant for the list that was sent for."""


class MainScreen(Wiring):
    """Composed once for the first paint; what comes after belongs to the parts."""

    BLANK = True  # panes cover all of it
    title: Reactive[str | None] = Reactive(None, compute=False, repaint=False)  # only the window shows it
    AUTO_FOCUS = ""  # None would mean the first widget that can have it, styled once for nothing

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self._start = start
        self._styled = False
        self._covered: TooSmall | None = None
        self.desk.footer_again = self._footer_again

    def compose(self) -> ComposeResult:
        desk = self.desk
        desk.shown = self._start.article
        self.panes.arrange(self.app.size)  # before there are widgets to style again
        with Ground(id="panes"):
            with desk.list_pane:
                if desk.sources.display:
                    yield desk.sources
                with Ground(id="list-column"):
                    yield desk.list_bar
                    yield desk.entries
            with desk.article_pane:
                yield desk.bar
                yield desk.article
            if Pane.COMMENTS in self.panes.shown:
                yield desk.comments
        yield desk.status
        yield desk.footer

    # the first paint, size, leaving

    def on_mount(self) -> None:
        self.desk.sources.folded = self._start.memory.folded
        self._look(self.app.size)
        self.sizes.apply()
        self.lists.begin(self._start.first)
        self.reading.begin(self._start.article)
        self.panes.go(Pane.LIST)
        if self._start.first.reading and not self._start.open_files:
            self.reading.resume()
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self.app.on_painted()  # type: ignore[attr-defined]  # ReaderApp is the only app this screen is in
        if self.desk.comments.parent is None:
            self.query_one("#panes").mount(self.desk.comments)
        if self.desk.sources.parent is None:
            self.desk.list_pane.mount(self.desk.sources, before=0)
        if self._start.problems:
            first, *more = self._start.problems
            said = self.desk.words(first.code, **first.facts)
            rest = self.desk.words("notice.more_problems", n=len(more)) if more else ""
            self.desk.status.say(f"{rest} {said}".strip())
        self.desk.wait(self.late.feeds.start(self._start.open_files), "engine")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self._styled:  # every widget was, a moment ago, as it was mounted
            event.refresh_styles, self._styled = False, True

        self.desk.article.cover(False)

    def on_screen_suspend(self) -> None:
        self.desk.article.cover(True)

    def _look(self, size: Size) -> None:
        density = self.lists.density(size.width, size.height)
        self.desk.entries.look(self.desk.words, self.desk.now, density)

    def on_resize(self, event: events.Resize) -> None:
        self._look(event.size)
        size = event.size
        if self._covered is not None or size.width < LEAST.width or size.height < LEAST.height:
            from tui_reader.ui.too_small import cover  # hardly ever

            self._covered = cover(self, self.desk, size, self._covered)
        self.panes.arrange(event.size)
        self.reading.tell()

    def watch_title(self, title: str | None) -> None:
        if title:
            self.call_after_refresh(seams.write_title, self.app, title)

    async def put_away(self) -> None:
        """Before the program ends: what the reader did is in the store, nothing is asked."""
        self.reading.finish()
        self.reading.save_place()
        if self.panes.focus is Pane.COMMENTS:
            self.comments.seen()
        reading = self.panes.focus is not Pane.LIST
        await self.desk.library.remember_where(self.reading.whereabouts(reading=reading))
        keeping = [worker for worker in self.workers if worker.group in _KEEPING]
        if keeping:
            await self.workers.wait_for_complete(keeping)

    # keys

    @property
    def commands_here(self) -> bool:
        """Whether keys are commands: no box is open and no panel has them."""
        writing = self.finding.open or self.comments.coming or self.desk.opinion_box is not None
        writing = writing or (self.over_text is not None and self.over_text.typing)
        return self.app.screen is self and not writing and not self.sizes.panel_open

    async def on_key(self, event: events.Key) -> None:
        self.key_came()
        if not self.commands_here:
            self._typed_early(event)
            return
        if self.desk.coming is not None and self.desk.coming.takes(event):
            return
        event.stop()
        event.prevent_default()
        self.lists.touched()
        self.desk.status.key_pressed()
        if self.over_text is not None and self.over_text.takes_key(event):
            self._footer_again()
            return
        if key := escaped(event.key):
            self._command("escape", None)
            self._command(key, key)
        else:
            self._command(event.key, event.character)
        self._footer_again()

    def _command(self, key: str, character: str | None) -> None:
        chosen, noticed = self.desk.reader.press(key, character, self.panes.focus)
        if noticed:
            self.desk.say("notice.input_method")
        for one in chosen:
            self.do_in_turn(one.action, one.count)

    def do_in_turn(self, action: str, count: int | None = None) -> None:
        self.reading.finish()
        ahead = self._meant_for_what_is_coming(action)
        if ahead is None:
            if action.startswith(_TO_ANOTHER_ARTICLE):
                self.reading.ahead.forget()
            self.do(action, count)
        else:
            ahead.then(partial(self.do_in_turn, action, count))
            self.call_after_refresh(self._catch_up)

    def _catch_up(self, looks: int = 40) -> None:
        """Keys that waited for the article's pane to have its lines are done as soon as it has: at most two seconds on."""
        self.reading.ahead.catch_up()
        if looks and self.reading.ahead.coming:
            self.set_timer(0.05, partial(self._catch_up, looks - 1))

    def _meant_for_what_is_coming(self, action: str) -> TypedAhead | None:
        """Where a key waits for a list or a text that is not on screen yet: ``ga`` or Enter, and the next key at once."""
        in_list = self.panes.focus is Pane.LIST and not self.panes.in_sources
        if self.lists.ahead.coming and in_list and action.startswith(_OF_A_LIST):
            return self.lists.ahead
        moves = action == "read.on" or (self.panes.focus is Pane.ARTICLE and action.startswith("move."))
        return self.reading.ahead if moves and self.reading.ahead.coming else None

    def on_paste(self, event: events.Paste) -> None:
        """Text that no text box took: never keys. A composed word alone is an input method's."""
        word = event.text
        if not self.commands_here:
            self._typed_early(events.Key("", word))
        elif held_back(word) == word:
            _, noticed = self.desk.reader.word(word, self.panes.focus)
            if noticed:
                self.desk.say("notice.input_method")

    def _typed_early(self, event: events.Key) -> None:
        """A key that came before what is open had the focus: a fast typist's letters are its own."""
        if self._covered is not None and self._covered.display:
            return  # nobody sees what is written
        self.late.pages.early(event)
        self.finding.early(event)
        self.late.over_text.early(event)
        self.comments.early(event)
        self.sizes.early(event.key)

    def _footer_again(self) -> None:
        panes, waiting = self.panes, self.desk.reader.waiting
        if panes.focus is Pane.ARTICLE or self.desk.article.numbered:
            shown = waiting.text.isdecimal() or self.desk.keymap.digits_open
            self.desk.article.show_numbers(panes.focus is Pane.ARTICLE and shown)
        self.desk.footer.say(
            panes.focus,
            feeds=panes.in_sources,
            own=self.page_keys or self.text_keys or self.finding.keys() or self.comments.keys(),
            waiting=waiting,
        )
        way = self.lists.way_to_new if panes.focus is Pane.LIST and not panes.in_sources else ""
        self.desk.status.show(hint=self.text_told or self.desk.footer.rest(), way=way)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.panes.focused()
        self.comments.focused()
        if self.over_text is not None:
            self.over_text.focused()
        self._footer_again()  # a box that has the focus has keys of its own
