"""Takes down the key that is pressed for an action, a sequence of them, and says what it means until now."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.input_method import Decoder
from tui_reader.ui.keymap import LONGEST, Strokes
from tui_reader.ui.keys import shown
from tui_reader.ui.own_keys import sent

_NEVER = frozenset(("backspace", "ctrl+h"))
"""What input methods send on their own."""


class KeyCapture(Dialog[str]):
    """Answers with the key, as the table writes it. ``told``: what a key means until now, sentence by sentence."""

    CLOSING = frozenset({"escape"})

    def __init__(self, title: str, words: Words, method: str, told: Callable[[str], list[str]]) -> None:
        super().__init__()
        self._title, self._words, self._told = title, words, told
        self._decoder = Decoder(method)
        self._strokes: Strokes = ()
        self._complaint = ""

    def compose(self) -> ComposeResult:
        words = self._words
        keys = [f"enter {words('keys.keep')}", f"tab {words('keys.anew')}", f"esc {words('button.cancel')}"]
        with Vertical(classes="dialog"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Static(Text(words("keys.waiting")), classes="dialog-key")
            yield Static("", classes="dialog-told", markup=False)
            yield Static(Text(" · ".join(keys)), classes="dialog-hint")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "enter":
            self._keep()
        elif event.key == "tab":
            self._strokes, self._complaint = (), ""
            self._decoder.reset()
            self._tell()
        else:
            self._take(event)

    def typed_early(self, event: events.Key) -> None:
        """A key that came before this was on screen."""
        self.on_key(event)

    @property
    def _key(self) -> str:
        return "".join(self._strokes)

    def _take(self, event: events.Key) -> None:
        """A method that is on sends Backspaces and joined letters: the decoder tells which key it was."""
        decoded = self._decoder.feed(event.key, event.character)
        self._complaint = self._words("notice.input_method") if self._decoder.seen else ""
        for key in decoded.keys:
            if key not in _NEVER:
                self._add(key)
        self._tell()

    def _add(self, key: str) -> None:
        if not sent(key):
            self._complaint = self._words("keys.cannot_send", key=shown(key))
        elif len(key) == 1 and 0 < len(self._strokes) < LONGEST and len(self._strokes[-1]) == 1:
            self._strokes = (*self._strokes, key)
        else:
            self._strokes = (key,)

    def _tell(self) -> None:
        said = self._told(self._key) if self._strokes else []
        lines = [self._complaint, *said] if self._complaint else said
        key = " ".join(map(shown, self._strokes)) if self._strokes else self._words("keys.waiting")
        self.query_one(".dialog-key", Static).update(Text(key))
        self.query_one(".dialog-told", Static).update(Text("\n".join(lines)))

    def _keep(self) -> None:
        if self._strokes:
            self.dismiss(self._key)
