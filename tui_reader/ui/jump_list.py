"""A list one goes somewhere by: the links of an article, its headings and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, ChoiceLines
from tui_reader.ui.dialog import Dialog

_STEPS = {
    "down": 1,
    "j": 1,
    "tab": 1,
    "up": -1,
    "k": -1,
    "shift+tab": -1,
    "pagedown": 10,
    "space": 10,
    "pageup": -10,
    "b": -10,
    "home": -(10**6),
    "end": 10**6,
}


class JumpList(Dialog[str]):
    """Answers with the line chosen. ``copy``: what ``y`` does with the one under the cursor, where it can be copied."""

    CLOSING = frozenset({"escape", "q"})

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        words: Words,
        copy: Callable[[str], None] | None = None,
        *,
        tall: bool = True,
    ) -> None:
        """``tall`` False: there are few lines, the window is as high as they are."""
        super().__init__()
        self._tall = tall
        self._title, self._choices, self._words, self._copy = title, list(choices), words, copy

    def compose(self) -> ComposeResult:
        words = self._words
        does = words("action.open" if self._tall else "start.mark")
        keys = [f"enter {does}", f"esc {words('button.close')}"]
        if self._copy is not None:
            keys.insert(1, f"y {words('action.copy.link')}")
        with Vertical(classes="dialog -tall" if self._tall else "dialog"):
            yield Static(Text(self._title), classes="dialog-title")
            lines = ChoiceLines()
            if not self._tall:
                lines.styles.height = len(self._choices)
            yield lines
            yield Static(Text(" · ".join(keys)), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(ChoiceLines).show(self._choices)

    def on_choice_lines_chosen(self) -> None:
        self._answer()

    def on_key(self, event: events.Key) -> None:
        if event.key in _STEPS:
            self.query_one(ChoiceLines).move(_STEPS[event.key])
        elif event.key == "enter":
            self._answer()
        elif event.key == "y" and self._copy is not None:
            current = self.query_one(ChoiceLines).current
            if current is not None:
                self._copy(current.answer)
                self.dismiss(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def _answer(self) -> None:
        current = self.query_one(ChoiceLines).current
        if current is not None:
            self.dismiss(current.answer)
