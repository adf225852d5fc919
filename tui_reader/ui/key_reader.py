"""From key events to an action with its count: sequences, counts, and the input-method decoder before both.

A whole word that arrives at once (an input method that holds back) is seen where reads become keys; which words can be
told from quick typing, and why plain letters never are, stands in ``ui/terminal/held_back.py``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from tui_reader.ui.keymap import Keymap, Strokes
from tui_reader.ui.keys import NUMBERED

if TYPE_CHECKING:
    from tui_reader.ui.input_method import Decoder

_MOST = 9999
"""Largest count taken; more digits than that are a slip."""


class Chosen(Struct, frozen=True):
    """An action was named. ``count`` None: no number was typed."""

    action: str
    count: int | None = None


class Waiting(Struct, frozen=True):
    """Half a command: what is down (``g``, ``12``), and what may follow as (stroke, action)."""

    text: str = ""
    continuations: tuple[tuple[str, str], ...] = ()


class KeyReader:
    """What was typed and is not a command yet. Knows the keymap, no screen."""

    def __init__(self, keymap: Keymap, method: str = "telex") -> None:
        self.keymap = keymap
        self._method = method
        self._count = ""
        self._strokes: Strokes = ()
        self._context = ""
        self.last_key = ""
        """For ``back``: Esc never quits, ``q`` in the list does."""

    @cached_property
    def _decoder(self) -> Decoder:
        from tui_reader.ui.input_method import Decoder  # not before the first key

        return Decoder(self._method)

    def reset(self) -> None:
        """Forget what is half typed: after a click, a change of pane, a text box."""
        if "_decoder" in self.__dict__:
            self._decoder.reset()
        self._forget()

    @property
    def waiting(self) -> Waiting:
        """What the footer line shows while a command is half typed; empty otherwise."""
        if not self._strokes and not self._count:
            return Waiting()
        following = self.keymap.continuations(self._context, self._strokes) if self._strokes else []
        return Waiting(self._count + "".join(self._strokes), tuple(following))

    def press(self, key: str, character: str | None, context: str) -> tuple[list[Chosen], bool]:
        """What a key event means here: actions in order, and whether an input method showed itself first now."""
        self.last_key = key
        if context != self._context:
            self._forget()
            self._context = context
        decoded = self._decoder.feed(key, character)
        return self._read(decoded.keys), decoded.noticed

    def word(self, text: str, context: str) -> tuple[list[Chosen], bool]:
        """The same for characters that arrived at once."""
        self._context = context
        decoded = self._decoder.word(text)
        return self._read(decoded.keys), decoded.noticed

    def _read(self, strokes: tuple[str, ...]) -> list[Chosen]:
        return [chosen for stroke in strokes if (chosen := self._stroke(stroke)) is not None]

    def _stroke(self, stroke: str) -> Chosen | None:
        if stroke == "escape" and (self._strokes or self._count):
            self._forget()  # leaves the sequence, nothing else
            return None
        if self._is_digit(stroke):
            self._count = (self._count + stroke)[-len(str(_MOST)) :]
            return None
        pressed = (*self._strokes, stroke)
        action = self.keymap.actions[self._context].get(pressed)
        if action is not None:
            count = int(self._count) if self._count else None
            level = (int(stroke) or 10) if action in NUMBERED else count
            self._forget()
            return Chosen(action, level)
        if self.keymap.continuations(self._context, pressed):
            self._strokes = pressed
        else:
            self._forget()
        return None

    def _is_digit(self, stroke: str) -> bool:
        if self._strokes or len(stroke) != 1 or stroke not in "0123456789":
            return False
        bound = (stroke,) in self.keymap.actions[self._context]
        return bool(self._count) or not bound

    def _forget(self) -> None:
        self._strokes, self._count = (), ""
