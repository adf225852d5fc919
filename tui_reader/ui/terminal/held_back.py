"""Whole words that an input method held back and sends at once: one piece of text, not the keys its letters would be.

The toolkit makes one key event of every character it reads, so a word must be seen where reads become keys: in
``textual.drivers.linux_driver.XTermParser`` (pinned; a test holds it). What can be told apart there, and what not:

- A word with a letter that no key of its own sends (``việt``, ``đang``, ``中文``) was composed. It becomes a paste: a text
  box takes it whole, and where keys are commands it does nothing (keys.md: a held-back word counts only if every letter
  of it moves, and such a letter does not).
- A word of plain letters (``gu``, ``jjj``, ``dung``) is byte for byte what two quick keys are, a key held down, keys
  typed while the screen was busy, or what ssh, tmux and screen keyboards send in one piece. Those are many more people,
  and ``gu`` swallowed is worse than ``dung`` obeyed, which ``u`` takes back: plain letters are always keys.
- Methods that rewrite send Backspaces with the joined letter, perhaps cut in two by a read. Whatever holds a control
  character, or follows a Backspace, is left to the decoder in ``ui/input_method.py``; so is a letter alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.message import Message

from tui_reader.model.late_pattern import LatePattern

_WORD = LatePattern(r"[^\W\d_][^\W\d_\u0300]*(?:[\u0300-\u036f]+[^\W\d_]*)*")
"""Letters, with marks of their own where the method sends them decomposed."""
_ESCAPE_BACKSLASH = "\x1b\\"
"""Two keys in one read; the end of a terminal's answer never comes without its beginning."""
_ERASING = ("\x7f", "\x08")


def held_back(read: str) -> str:
    """The composed word that a read begins with; empty where it begins with keys."""
    if not read[:1].isalpha():  # what a terminal says by itself begins with no letter
        return ""
    begins = _WORD.now.match(read)
    word = begins[0] if begins else ""
    rest = read[len(word) :]
    if len(word) < 2 or word.isascii() or any(sign in rest for sign in _ERASING):
        return ""
    return word


def escaped(key: str) -> str:
    """The letter of Alt and a letter, which Esc and that letter in one read are as well: nothing of ours needs Alt."""
    letter = key.removeprefix("alt+")
    return letter if letter != key and len(letter) == 1 else ""


def take_words_whole() -> None:
    """From now on composed words arrive as one paste. To be called before the driver starts."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows: its console names each key
        return

    class WordParser(linux_driver.XTermParser):  # type: ignore[name-defined,misc]  # whichever is there by now
        """Looks at a read as a whole before it is made into keys."""

        _erased = False

        def feed(self, data: str) -> Iterable[Message]:
            if data == _ESCAPE_BACKSLASH:  # the toolkit forgets the Esc
                yield events.Key("escape", "\x1b")
                data = data[1:]
            word = "" if self._erased else held_back(data)
            self._erased = data.endswith(_ERASING)
            if word:
                yield events.Paste(word)
                data = data[len(word) :]
                if not data:  # to feed nothing means that no more will come
                    return
            yield from super().feed(data)

    linux_driver.XTermParser = WordParser  # type: ignore[attr-defined]
