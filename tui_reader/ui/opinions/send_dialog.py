"""Asks what is to become of a text: sent to the named site, written there by the browser, kept as a note, gone on with."""

from __future__ import annotations

from msgspec import Struct
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Static

from tui_reader.model.outbox import Sender
from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.form import Box
from tui_reader.ui.opinions.deed_line import DeedLine

SEND, BROWSER, NOTE, WRITE = "send", "browser", "note", "write"


class Question(Struct, frozen=True):
    """What the dialog says. ``site`` empty: it cannot be sent; ``page`` empty: there is no page to write on."""

    text: str
    title: str
    """Of the article."""
    reply_to: str = ""
    site: str = ""
    account: str = ""
    """Who speaks there by the settings; empty: ``sender`` does."""
    sender: Sender = Sender()
    asks_name: bool = False
    """Whether the site takes a name and an address."""
    page: str = ""
    """Host of the page."""
    why_not: str = ""
    """Why it cannot be sent, where that can be helped."""
    offline: bool = False


class Decision(Struct, frozen=True):
    """What to do, and as whom."""

    what: str
    sender: Sender = Sender()


class SendDialog(Dialog[Decision]):
    """Nothing is sent but by Enter on the line that names the site. Esc goes on writing."""

    def __init__(self, question: Question, words: Words) -> None:
        super().__init__()
        self._question, self._words = question, words

    def compose(self) -> ComposeResult:
        words, asked = self._words, self._question
        to = words("comments.reply_to", name=asked.reply_to) if asked.reply_to else words("comments.opinion")
        with Vertical(classes="dialog -form"):
            yield Static(
                Text(f"{to} · {asked.title}", no_wrap=True, overflow="ellipsis"), classes="dialog-title"
            )
            with VerticalScroll(classes="opinion-text", can_focus=False):
                yield Static(Text(asked.text))
            if asked.account:
                yield Static(Text(asked.account), classes="dialog-fine opinion-as")
            elif asked.asks_name:
                yield from self._names()
            if asked.why_not:
                yield Static(Text(asked.why_not), classes="dialog-fine opinion-as")
            with Vertical(classes="opinion-deeds"):
                for what, text in self._deeds():
                    yield DeedLine(what, text)
            yield Static(Text(f"↑↓ · enter · esc {words('opinion.write')}"), classes="dialog-hint")

    def _names(self) -> ComposeResult:
        words, sender = self._words, self._question.sender
        rows = (
            ("opinion.name", Box(sender.name, words("opinion.name_hint"), "name", most=100)),
            ("opinion.email", Box(sender.email, words("opinion.email_hint"), "email", most=200)),
        )
        for label, box in rows:
            with Horizontal(classes="dialog-row"):
                yield Static(Text(words(label), no_wrap=True), classes="dialog-row-label")
                yield box

    def _deeds(self) -> list[tuple[str, str]]:
        words, asked = self._words, self._question
        found = []
        if asked.site:
            found.append(
                (SEND, words("opinion.queue_for" if asked.offline else "comments.send_to", site=asked.site))
            )
        if asked.page:
            found.append((BROWSER, words("opinion.browser", site=asked.page)))
        return [*found, (NOTE, words("opinion.keep")), (WRITE, words("comments.go_on"))]

    def on_mount(self) -> None:
        if not self._early:
            self.query(DeedLine).first().focus()
        super().on_mount()

    def on_key(self, event: events.Key) -> None:
        if event.key in ("down", "up", "tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            self.focus_next() if event.key in ("down", "tab") else self.focus_previous()
        elif event.key == "enter" and isinstance(self.focused, DeedLine):
            event.stop()
            event.prevent_default()
            self._decide(self.focused.what)
        elif event.key == "escape" or isinstance(self.focused, Input):
            super().on_key(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def on_deed_line_pressed(self, event: DeedLine.Pressed) -> None:
        event.stop()
        self._decide(event.what)

    def _decide(self, what: str) -> None:
        boxes = {str(box.id): box.value.strip() for box in self.query(Box)}
        self.dismiss(Decision(what, Sender(boxes.get("name", ""), boxes.get("email", ""))))
