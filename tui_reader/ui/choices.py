"""A filtered list of lines to choose from: the palette and the help page are two of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.lighting import lit
from tui_reader.ui.matching import EXACT, NOT, fit, folded


class Choice(Struct, frozen=True):
    """A line: what choosing it answers, its text, what stands at its right; a group's heading answers nothing."""

    answer: str
    text: str
    right: str = ""
    also: str = ""
    """Another name it is found by."""

    @property
    def heading(self) -> bool:
        """Whether this line only names a group."""
        return not self.answer


class ChoiceLines(ScrollView, can_focus=False):
    """Draws the choices; the keys come from the box above."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice--text",
        "choice--right",
        "choice--heading",
        "choice--cursor",
    }

    class Chosen(Message):
        """A line was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[Choice] = []
        self._index = -1

    def show(self, choices: list[Choice], *, stay: bool = False) -> None:
        """Other lines; the cursor goes to the first that can be chosen, or stays: the same lines look different."""
        self._choices = choices
        if stay:
            self.refresh()
            return
        self.virtual_size = Size(1, len(choices))
        self._index = -1
        self.move(1)
        self.scroll_to(y=0, animate=False)
        self.refresh()

    @property
    def current(self) -> Choice | None:
        """The line under the cursor."""
        return self._choices[self._index] if 0 <= self._index < len(self._choices) else None

    def move(self, by: int) -> None:
        """So many lines that can be chosen, down or up; stays at the ends."""
        able = [i for i, choice in enumerate(self._choices) if not choice.heading]
        if not able:
            return
        at = able.index(self._index) if self._index in able else -1 if by > 0 else len(able)
        self._index = able[max(0, min(at + by, len(able) - 1))]
        y, height = self.scroll_offset.y, self.size.height
        if height and not y < self._index < y + height - 1:
            self.scroll_to(y=self._index - height // 2, animate=False, force=True)
        self.refresh()

    def go_to(self, choice: Choice | None) -> None:
        """To this line, where it is there."""
        if choice is not None and choice in self._choices:
            self._index = self._choices.index(choice)
            self.move(0)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self._choices) and not self._choices[index].heading:
            self._index = index
            self.refresh()
            self.post_message(self.Chosen())

    def render_line(self, y: int) -> Strip:
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        if index >= len(self._choices):
            return Strip.blank(width, self.rich_style)
        choice = self._choices[index]
        role = "heading" if choice.heading else "text"
        indent = " " if choice.heading else "  "
        room = max(1, width - cell_len(choice.right) - len(indent) - 3)
        text = choice.text[: width * 4]
        text = text if cell_len(text) <= room else set_cell_size(text, room - 1) + "…"
        pad = " " * max(0, room - cell_len(text) + 2)
        style = self.get_component_rich_style
        strip = Strip(
            [
                Segment(indent + text + pad, style(f"choice--{role}")),
                Segment(choice.right + " ", style("choice--right")),
            ]
        ).adjust_cell_length(width, self.rich_style)
        return lit(strip, style("choice--cursor", partial=True)) if index == self._index else strip


class Choices(Dialog[str]):
    """Type to filter, arrows to move, Enter to choose. Answers with the choice's own answer."""

    def __init__(self, title: str, hint: str, none: str, choices: Sequence[Choice], words: Words) -> None:
        super().__init__()
        self._title, self._hint, self._none, self._words = title, hint, none, words
        self._know(choices)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Input(placeholder=self._hint, max_length=100, compact=True)
            yield ChoiceLines()
            yield Static("", classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        self._filter("")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._filter(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._answer()

    def on_choice_lines_chosen(self) -> None:
        self._answer()

    def on_key(self, event: events.Key) -> None:
        steps = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10, "tab": 1, "shift+tab": -1}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self.query_one(ChoiceLines).move(steps[event.key])

    def _know(self, choices: Sequence[Choice]) -> None:
        self._all = [(choice, tuple(map(folded, (choice.text, choice.also)))) for choice in choices]

    def more(self, choices: Sequence[Choice]) -> None:
        """Lines that were not known at once, after the others; the cursor stays on its line."""
        self._know([*(choice for choice, _ in self._all), *choices])
        if self.is_mounted:
            lines = self.query_one(ChoiceLines)
            was = lines.current
            self._filter(self.query_one(Input).value)
            lines.go_to(was)

    def _filter(self, text: str) -> None:
        """What fits, the best of each group first, the cursor on the best of all."""
        found = self._found(text)
        lines = self.query_one(ChoiceLines)
        lines.show(found)
        if text.strip():
            ranks = self._ranks(text)
            able = [one for one in found if not one.heading]
            lines.go_to(min(able, key=lambda one: ranks.get(one, NOT), default=None))
        none = "" if found else self._words(self._none, text=text)
        self.query_one(".dialog-hint", Static).update(Text(none))

    def _found(self, text: str) -> list[Choice]:
        if not text.strip():
            return [choice for choice, _ in self._all]
        ranks, groups = self._ranks(text), list[list[Choice]]()
        for choice, _ in self._all:
            if choice.heading or not groups:
                groups.append([])
            if choice.heading or ranks[choice] < NOT:
                groups[-1].append(choice)
        found: list[Choice] = []
        for group in groups:
            heads = [choice for choice in group if choice.heading]
            lines = [choice for choice in group if not choice.heading]
            found += [*heads, *sorted(lines, key=ranks.__getitem__)] if lines else []
        return found

    def _ranks(self, text: str) -> dict[Choice, int]:
        """How well each line fits; where marks were typed, lines that have them are all that does."""
        typed, marked = folded(text), text.casefold().split()
        ranks = {choice: fit(names, typed) for choice, names in self._all if not choice.heading}
        exact = {
            choice
            for choice, rank in ranks.items()
            if rank < NOT and all(part in f"{choice.text} {choice.also}".casefold() for part in marked)
        }
        if exact and typed.split() != marked:
            ranks = {choice: rank if choice in exact else NOT for choice, rank in ranks.items()}
        keys = {
            one: EXACT for one in ranks if not one.right.isdecimal() and text.strip() in one.right.split("  ")
        }
        return ranks | keys

    def _answer(self) -> None:
        current = self.query_one(ChoiceLines).current
        if current is not None:
            self.dismiss(current.answer)
