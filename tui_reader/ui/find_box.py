"""The one-line box under the list: type to find, Tab for everywhere, Enter stays, Esc goes back."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader import resources
from tui_reader.strings import Words


class FindBox(Horizontal):
    """Holds an input; what is found is the list's business."""

    DEFAULT_CSS = (resources.directory("styles") / "find.tcss").read_text(encoding="utf-8")

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Stayed(Message):
        """Enter."""

    class Left(Message):
        """Esc."""

    class EverywhereWanted(Message):
        """Tab: this list or everything."""

    def __init__(self, words: Words, text: str, *, everywhere: bool) -> None:
        super().__init__()
        self.words, self._text, self._everywhere = words, text, everywhere
        self._facts = ""
        self._input = Input(text, placeholder=self._hint(), id="find-text", compact=True, max_length=500)

    def compose(self) -> ComposeResult:
        yield Static("/", id="find-sign")
        yield self._input
        yield Static("", id="find-facts", markup=False)

    def on_mount(self) -> None:
        self._input.focus()
        if self._input.value != self._text:
            self.post_message(self.Typed(self._input.value))

    def type(self, character: str) -> None:
        """A letter that was typed before the box had the focus."""
        self._input.insert_text_at_cursor(character)

    def say(self, *, everywhere: bool | None = None, found: int | None = None, trouble: str = "") -> None:
        """How many were found, or what was not understood."""
        if everywhere is not None:
            self._everywhere = everywhere
            self._input.placeholder = self._hint()
        self._facts = trouble or (self.words("search.results", n=found) if found is not None else "")
        where = self.words("search.everywhere") if self._everywhere else ""
        self.query_one("#find-facts", Static).update(
            Text(" · ".join(part for part in (self._facts, where) if part))
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Stayed())

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            self.post_message(self.Left())
        elif event.key == "tab":
            self.post_message(self.EverywhereWanted())
        elif event.key in ("down", "up"):
            self.post_message(self.Stayed())
        else:
            return
        event.stop()
        event.prevent_default()

    def _hint(self) -> str:
        return self.words("search.hint" if self._everywhere else "search.hint_here")
