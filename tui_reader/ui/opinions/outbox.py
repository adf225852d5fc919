"""What waits to be sent: the list of letters, and one of them with what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui_reader.model.outbox import Letter, LetterState
from tui_reader.model.scrub import scrub, scrub_line
from tui_reader.strings import Words
from tui_reader.ui.choices import Choice
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.jump_list import JumpList
from tui_reader.ui.opinions import letter_words
from tui_reader.ui.opinions.deed_line import DeedLine

_DEEDS = {
    LetterState.QUEUED: ("again", "write", "withdraw", "article"),
    LetterState.SENDING: ("article",),
    LetterState.SENT: ("article",),
    LetterState.UNSURE: ("browser", "sent", "again", "withdraw", "article"),
    LetterState.REFUSED: ("write", "again", "browser", "withdraw", "article"),
}
"""What can be done, the likeliest first; one whose end is open is looked at before it is sent again."""

_GLANCE = 200
"""Characters of a text that a row or a title shows; a store written by another program may hold anything."""


def outbox_page(letters: Sequence[Letter], words: Words) -> JumpList:
    """All letters, what is not sent yet first; answers with one's id."""
    lines: list[Choice] = []
    open_ones = [letter for letter in letters if letter.state is not LetterState.SENT]
    sent = [letter for letter in letters if letter.state is LetterState.SENT]
    for heading, some in (
        (words("letter.open_ones", n=len(open_ones)), open_ones),
        (words("letter.sent_ones"), sent),
    ):
        if some:
            lines.append(Choice("", heading))
            lines += [_line(letter, words) for letter in some]
    return JumpList(words("view.outbox"), lines, words)


def _line(letter: Letter, words: Words) -> Choice:
    text = scrub_line(letter.text, _GLANCE)
    return Choice(str(letter.id), f"{letter_words.short(letter, words)} · {text}", letter.site)


class LetterDialog(Dialog[str]):
    """One letter; answers with what is to be done."""

    CLOSING = frozenset({"escape", "q"})

    def __init__(self, letter: Letter, words: Words, now: datetime, zone: tzinfo | None) -> None:
        super().__init__()
        self._letter, self._words, self._now, self._zone = letter, words, now, zone

    def compose(self) -> ComposeResult:
        letter, words = self._letter, self._words
        title = scrub_line(f"{letter.site} · {letter.entry_title}", _GLANCE)
        sentence = scrub_line(letter_words.sentence(letter, words, self._now, self._zone))
        with Vertical(classes="dialog -form"):
            yield Static(Text(title, no_wrap=True, overflow="ellipsis"), classes="dialog-title")
            with VerticalScroll(classes="opinion-why", can_focus=False):  # a site may refuse in many words
                yield Static(Text(sentence))
            with VerticalScroll(classes="opinion-text", can_focus=False):
                yield Static(Text(scrub(letter.text)))
            with Vertical(classes="opinion-deeds"):
                for what in _DEEDS[letter.state]:
                    yield DeedLine(what, words(f"letter.do.{what}", site=letter.site))
            yield Static(Text(f"↑↓ · enter · esc {words('button.close')}"), classes="dialog-hint")

    def on_mount(self) -> None:
        self.query(DeedLine).first().focus()

    def on_key(self, event: events.Key) -> None:
        steps = {"down": 1, "j": 1, "tab": 1, "up": -1, "k": -1, "shift+tab": -1}
        if event.key in steps:
            self.focus_next() if steps[event.key] > 0 else self.focus_previous()
        elif event.key == "enter" and isinstance(self.focused, DeedLine):
            self.dismiss(self.focused.what)
        else:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()

    def on_deed_line_pressed(self, event: DeedLine.Pressed) -> None:
        event.stop()
        self.dismiss(event.what)
