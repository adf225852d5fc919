"""Asks for one line of text: a path."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog


class Prompt(Dialog[str]):
    """Answers with the text, or None; ``value`` stands in the box to begin with. ``empty``: no text is an answer, too."""

    def __init__(
        self,
        title: str,
        hint: str,
        words: Words,
        *,
        value: str = "",
        empty: bool = False,
        check: Callable[[str], Awaitable[str]] | None = None,
        suggester: Suggester | None = None,
    ) -> None:
        """``check`` says what is wrong with a text, if anything: the window stays open over it."""
        super().__init__()
        self._empty, self._check, self._suggester = empty, check, suggester
        self._title, self._hint, self._words, self._value = title, hint, words, value

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Input(
                self._value,
                placeholder=self._hint,
                max_length=4096,
                compact=True,
                select_on_focus=False,
                suggester=self._suggester,
            )
            yield Static("", classes="dialog-told", markup=False)
            last = f"enter {self._words('button.done')} · esc {self._words('button.cancel')}"
            yield Static(Text(last), classes="dialog-hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if self._check is None or not text:
            self.dismiss(text if text or self._empty else None)
        else:
            self.run_worker(self._checked(self._check, text), exclusive=True)

    async def _checked(self, check: Callable[[str], Awaitable[str]], text: str) -> None:
        wrong = await check(text)
        if not wrong:
            self.dismiss(text)
            return
        line = self.query_one(".dialog-told", Static)
        line.update(Text(wrong))
        line.display = True

    def on_mount(self) -> None:
        self.query_one(".dialog-told", Static).display = False
