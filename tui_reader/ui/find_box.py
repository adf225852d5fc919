"""The one-line box under the list: type to find, Tab for everywhere, Enter stays, Esc goes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Static

from tui_reader import resources
from tui_reader.query.completing import complete
from tui_reader.strings import Words
from tui_reader.ui.query_suggesting import QuerySuggester

_NO_NAMES: Mapping[str, Sequence[str]] = MappingProxyType({})
_AIR = 1
"""Columns on either side of the facts."""
_SIGN = 3
"""Columns before the text: the slash with a space on either side."""


class SteadyInput(Input):
    """Is as wide as it is laid out, whatever stands in it: no other widget's place is looked for at each letter."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))


class FindBox(Vertical):
    """Holds an input, and under it a line for what may come next or was not understood; finding is the list's business.

    The line is there when it is empty, too: the list above does not jump while one types.
    """

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

    class OrderWanted(Message):
        """Ctrl+O: the newest first, or the best."""

    class EverywhereWanted(Message):
        """Tab: this list or everything."""

    def __init__(
        self, words: Words, text: str, *, everywhere: bool, names: Mapping[str, Sequence[str]] = _NO_NAMES
    ) -> None:
        """``names``: what the fields of a query may name, by field; they are offered as one types."""
        super().__init__()
        self.words, self._text, self._everywhere = words, text, everywhere
        self.names = names
        self._facts = ""
        self._input = SteadyInput(
            text,
            placeholder=self._hint(),
            id="find-text",
            compact=True,
            max_length=500,
            suggester=QuerySuggester(lambda: self.names),
        )

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("/", id="find-sign")
            yield self._input
            yield Static("", id="find-facts", markup=False)
        yield Static("", id="find-trouble", markup=False)

    def on_mount(self) -> None:
        self._input.focus()
        if self._input.value != self._text:
            self.post_message(self.Typed(self._input.value))

    def type(self, character: str) -> None:
        """A letter that was typed before the box had the focus."""
        self._input.insert_text_at_cursor(character)

    def say(self, *, everywhere: bool | None = None, found: int | None = None, best: str = "") -> None:
        """Where is looked, how many were found, and in which order they stand."""
        if everywhere is not None:
            self._everywhere = everywhere
            self._input.placeholder = self._hint()
        self._facts = self.words("search.results", n=found) if found is not None else ""
        where = self.words("search.everywhere") if self._everywhere else ""
        order = self.words(f"search.by_{best}") if best else ""
        self._tell(" · ".join(part for part in (self._facts, order, where) if part))
        self._offer()

    def _tell(self, facts: str) -> None:
        """Right of the text; room once given to facts is kept for the next ones."""
        for line in self.query("#find-facts").results(Static):  # keys may come before or after it is there
            room = cell_len(facts) + 2 * _AIR
            wider = room > line.outer_size.width
            if wider:
                line.styles.width = room
            line.update(Text(facts), layout=wider)

    def _offer(self) -> None:
        """Below the box: what may come next, the first of it by the right arrow."""
        value = self._input.value
        at_end = self._input.cursor_position == len(value)
        choices = complete(value, self.names).choices if at_end else ()
        told = " · ".join(choice.strip() for choice in choices)
        self._explain(f"{' ' * (_SIGN - 2)}→ {told}"[: self.size.width] if told else "")

    def complain(self, position: int, why: str) -> None:
        """What was not understood: a caret below the place, and the reason beside it."""
        self.say()
        before = cell_len(self._input.value[:position]) - int(self._input.scroll_offset.x)
        self._explain(pointed(max(0, before) + _SIGN, why, self.size.width))

    def _explain(self, line: str) -> None:
        for trouble in self.query("#find-trouble").results(Static):  # as above
            rows = max(1, -(-cell_len(line) // max(1, self.size.width)))
            trouble.update(Text(line), layout=rows != trouble.size.height)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Stayed())

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            self.post_message(self.Left())
        elif event.key == "tab":
            self.post_message(self.EverywhereWanted())
        elif event.key == "ctrl+o":
            self.post_message(self.OrderWanted())
        elif event.key in ("down", "up"):
            self.post_message(self.Stayed())
        else:
            return
        event.stop()
        event.prevent_default()

    def _hint(self) -> str:
        return self.words("search.hint" if self._everywhere else "search.hint_here")


def pointed(column: int, why: str, width: int) -> str:
    """`^ why` with the caret in its column; the words before it where there is no room behind."""
    if column + 2 + cell_len(why) <= width or column < cell_len(why) + 1:
        return " " * column + "^ " + why
    return " " * (column - cell_len(why) - 1) + why + " ^"
