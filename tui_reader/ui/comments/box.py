"""The box one's own opinion is written in: all keys write, nothing is lost, nothing but text comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from tui_reader.model.scrub import scrub
from tui_reader.strings import Words
from tui_reader.ui.reading.bar import Bar
from tui_reader.ui.reading.lines import Run

_PAUSE = 0.5  # seconds without a key after which a draft is worth keeping
_LONGEST = 50_000  # characters; far above what any site takes


class Writing(TextArea):
    """A text area that hands over what is not writing."""

    class Key(Message):
        """One of the box's own keys: "finish", "leave" or "toggle"."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def on_key(self, event: events.Key) -> None:
        """ctrl+s, escape and tab are the box's; every other key writes."""
        name = {"ctrl+s": "finish", "escape": "leave", "tab": "toggle"}.get(event.key)
        if name:
            event.stop()
            event.prevent_default()
            self.post_message(self.Key(name))

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is text: without control characters, not without end. Taken here, it is nobody else's."""
        event.stop()
        event.text = scrub(event.text)[:_LONGEST]
        event.stop()  # the screen would take it for what was typed before the box had the focus


class OpinionBox(Vertical):
    """Whom it is to, and the text."""

    class Done(Message):
        """Finished, or left: then ``finished`` is False. ``text`` is scrubbed and NFC."""

        def __init__(self, text: str, parent: str, finished: bool) -> None:
            super().__init__()
            self.text, self.parent, self.finished = text, parent, finished

    class Changed(Message):
        """The draft as it is now."""

        def __init__(self, text: str, parent: str) -> None:
            super().__init__()
            self.text, self.parent = text, parent

    class Toggled(Message):
        """A reply becomes an opinion of one's own, or back."""

    def __init__(self, words_: Words, begun: Callable[[str], str] = lambda _: "") -> None:
        """``begun``: what was begun before at another place, by the identifier of what it answers."""
        super().__init__()
        self.words = words_
        self._begun = begun
        self.parent_id = ""
        """What it answers at the source; empty: the article."""
        self._other: tuple[str, str] | None = None
        self._label = Bar()
        self._area = Writing(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self._timer: Timer | None = None
        self._told = ""
        self._held = False
        self.display = False

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._area

    def on_mount(self) -> None:
        """Opened before it was on screen."""
        if self.display:
            self.focus()

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Focus the text."""
        self._area.focus(scroll_visible)
        return self

    @property
    def is_reply(self) -> bool:
        """Whether it can be turned into a reply, or into an opinion of one's own."""
        return self._other is not None

    @property
    def left(self) -> bool:
        """Whether it had the focus, and another widget has it now. The terminal's own focus counts for nothing."""
        focused = self.screen.focused
        inside = focused is self._area
        self._held = self._held or inside
        return self._held and focused is not None and not inside

    @property
    def text(self) -> str:
        return scrub(self._area.text).strip()

    def open(self, parent: str, name: str) -> None:
        """Write to ``name`` about ``parent``; both empty: about the article."""
        self._other = (parent, name) if parent else None
        self._to(parent, name)
        self.display, self._held = True, False
        self.focus()

    def _to(self, parent: str, name: str) -> None:
        self.parent_id, self._told = parent, ""
        self._area.placeholder = Content(self.words("comments.write"))
        who = self.words("comments.reply_to", name=name) if parent else self.words("comments.opinion")
        toggle = self.words("comments.reply_toggle") if self._other else ""
        self._label.put(
            (Run(who, "bar-title"),), (Run(toggle, "bar-fact"),) if toggle else (), keep_left=True
        )
        self._area.load_text("")

    def type(self, character: str) -> None:
        """A letter that was typed before the box had the focus."""
        self._area.insert(character)

    def fill(self, text: str) -> None:
        """The kept draft; what was written meanwhile goes before it."""
        if not self._area.text:
            self._area.load_text(text)
            self._area.move_cursor(self._area.document.end)
            self._told = self.text

    def close(self) -> None:
        """Out of sight."""
        self._stop()
        self.display = False

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A draft is kept after a short pause."""
        event.stop()
        if not self.display:
            return
        self._stop()
        self._timer = self.set_timer(_PAUSE, self.tell)

    def tell(self) -> None:
        """Tell the draft now, if it is another than told last."""
        self._stop()
        if self.text != self._told:
            self._told = self.text
            self.post_message(self.Changed(self.text, self.parent_id))

    def on_writing_key(self, event: Writing.Key) -> None:
        """Finish, leave or toggle."""
        event.stop()
        if event.name == "toggle":
            self._toggle()
            return
        self.tell()
        finished = event.name == "finish" and bool(self.text)
        self.post_message(self.Done(self.text, self.parent_id, finished))

    def _toggle(self) -> None:
        """The same text, to the article instead of to a comment, or back."""
        if self._other is None:
            return
        text, left = self._area.text, self.parent_id
        parent, name = ("", "") if self.parent_id else self._other
        begun = self._begun(parent)
        self._to(parent, name)
        # what was begun there before is not lost: it stands above what is brought along
        self.fill("\n\n".join(part for part in (begun, text) if part.strip()))
        self._told = begun
        self.tell()
        if text.strip():
            self.post_message(self.Changed("", left))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
