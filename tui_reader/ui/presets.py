"""The tables of keys one can begin with: ours, arrows alone, and the habits of newsboat; chosen by ``key_preset``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui_reader.ui.keymap import strokes_of
from tui_reader.ui.keys import TABLE

Keys = tuple[str, ...]

_WITHOUT_LETTERS: Final = frozenset(
    [
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "up",
        "down",
        "left",
        "right",
        "pagedown",
        "pageup",
        "home",
        "end",
        "space",
        "+",
        "-",
        "0",
        "?",
        ":",
    ]
)
"""Nothing an input method, a screen keyboard or a small hand gets wrong."""
_OF_THE_TERMINAL: Final = frozenset(["ctrl+c", "ctrl+l", "ctrl+q", "ctrl+s", "ctrl+z"])
"""What every terminal program answers to, in every preset."""

_NEWSBOAT: Final[Mapping[str, Keys]] = {
    "move.down": ("down",),
    "move.up": ("up",),
    "move.page_down": ("space", "pagedown"),
    "move.next_section": (")",),
    "move.previous_section": ("(",),
    "read.on": (),
    "go.in": ("right",),
    "mark.read": ("N",),
    "mark.feed": ("A",),
    "mark.all": ("C",),
    "mark.view": (),
    "unread.previous": ("p",),
    "star": ("ctrl+e",),
    "later": ("ctrl+b",),
    "undo": ("U",),
    "full_text": ("ctrl+u",),
    "links.list": ("u",),
    "open.browser_read": ("O",),
    "open.number": tuple("1234567890"),
    "play": ("e", "P"),
    "save": ("s", "ctrl+s"),
    "size.reset": ("=",),
    "size.larger": ("+",),
    "comment.write": ("X",),
    "find": ("f", "F"),
    "find.clear": ("ctrl+f",),
    "search": ("/",),
    "unread_only": ("l",),
    "view.menu": ("g", "G"),
    "go.tag": ("t",),
    "feed.next": ("j",),
    "feed.previous": ("k",),
}
"""What is elsewhere than in ours. Places are reached by the palette."""
_LEFT_FREE: Final = frozenset((",", "D"))
"""Newsboat's macros begin with a comma, ours in its preset, too; ``D`` removes an article there: it does nothing here."""

PRESETS: Final = ("default", "arrows-only", "newsboat")


def preset_table(preset: str) -> Mapping[str, Keys]:
    """The keys of every action in a preset; one that does not exist is ours."""
    match preset:
        case "arrows-only":
            fine = _WITHOUT_LETTERS | _OF_THE_TERMINAL
            return {row.id: tuple(key for key in row.keys if key in fine) for row in TABLE}
        case "newsboat":
            return {row.id: _NEWSBOAT.get(row.id, _left(row.keys)) for row in TABLE}
        case _:
            return {row.id: row.keys for row in TABLE}


_TAKEN: Final = _LEFT_FREE.union(*_NEWSBOAT.values())


def _left(ours: Keys) -> Keys:
    """Those of our keys that mean nothing else there, nor wait behind one that does something at once."""
    return tuple(key for key in ours if strokes_of(key)[0] not in _TAKEN)
