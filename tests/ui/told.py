"""The words of the running program, naming the usual keys."""

from __future__ import annotations

from msgspec.structs import replace

from tui_reader.strings import Words, words
from tui_reader.ui.keymap import build


def told(lang: str = "en") -> Words:
    """What the screen says in a language, where no keys are the reader's own."""
    return replace(words(lang), keys=build({})[0])
