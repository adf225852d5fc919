"""What giving a key to an action would change: whose it was, what that one keeps, what goes into the file; pure."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from msgspec import Struct

from tui_reader.ui.keymap import Keymap, Strokes, build, strokes_of
from tui_reader.ui.keys import COMMANDS
from tui_reader.ui.own_keys import read_wishes

Keys = tuple[str, ...]
Wishes = Mapping[str, object]

_LOST_BY_TELEX: Final = frozenset("wW[]{}")
"""Telex writes a letter of its own for these: nothing tells that they were pressed."""
_TONES_OF_TELEX: Final = frozenset("SFRXJ")
_DOUBLED: Final = "aeod"
_VOWELS: Final = "aeiouy"
_EVERYWHERE: Final = "LAC"


class Loss(Struct, frozen=True):
    """An action that loses keys, and those it keeps."""

    action: str
    keys: Keys
    kept: Keys


class Assignment(Struct, frozen=True):
    """``changes``: keys by action or macro, as they go into the file; ``losses``: who had them until now."""

    changes: Mapping[str, Keys]
    losses: tuple[Loss, ...] = ()


def assign(wishes: Wishes, preset: str, action: str, keys: Keys) -> Assignment:
    """Let an action have exactly these keys. Others of the reader's own give way, in the file, too."""
    own, _ = read_wishes(wishes, [])
    changes = {action: keys}
    for other, given in own.items():
        left = tuple(key for key in given if not any(_clash(action, key, other, mine) for mine in keys))
        if other != action and left != given:
            changes[other] = left
    before, _ = build(wishes, preset)
    after, _ = build(with_keys(wishes, changes), preset)
    return Assignment(changes, tuple(_losses(before, after, action)))


def with_keys(wishes: Wishes, changes: Mapping[str, Keys | None]) -> Wishes:
    """The wishes after a change; None: the usual keys again. A macro keeps what it does."""
    changed = dict(wishes)
    for name, keys in changes.items():
        was = wishes.get(name)
        if isinstance(was, Mapping):
            changed[name] = {**was, "keys": keys or ()}
        elif keys is None:
            changed.pop(name, None)
        else:
            changed[name] = keys
    return changed


def _losses(before: Keymap, after: Keymap, action: str) -> list[Loss]:
    found = []
    for other, had in before.keys.items():
        kept = after.keys.get(other, ())
        gone = tuple(key for key in had if key not in kept)
        if other != action and gone:
            found.append(Loss(other, gone, kept))
    return found


def _clash(action: str, key: str, other: str, mine: str) -> bool:
    """Whether two keys cannot both be: the same, or one the beginning of the other, where both actions work."""
    one, two = strokes_of(key), strokes_of(mine)
    size = min(len(one), len(two))
    return one[:size] == two[:size] and bool(set(_contexts(action)) & set(_contexts(other)))


def _contexts(action: str) -> str:
    return COMMANDS[action].contexts if action in COMMANDS else _EVERYWHERE


def lost_by_method(keys: Strokes, method: str) -> bool:
    """Whether an input method that is on hides what was pressed: no decoder can tell these keys."""
    if method != "telex":
        return False
    pairs = list(pairwise(keys))
    return any(key in _LOST_BY_TELEX for key in keys) or any(
        (first.lower() in _VOWELS and second in _TONES_OF_TELEX)
        or (first.lower() in _DOUBLED and first != second and first.lower() == second.lower())
        for first, second in pairs
    )


def typed_again(keys: Strokes) -> bool:
    """Whether a letter stands twice running: quick forms of some methods write another word for it (`cc` → `ch`)."""
    return any(one == two and one.isalpha() for one, two in pairwise(keys))
