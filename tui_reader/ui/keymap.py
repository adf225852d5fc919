"""The keys in force: the table with the reader's own wishes over it, and what could not be used of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tui_reader.ui.keys import STARTERS, TABLE, Command
from tui_reader.ui.wishes import Problem

Strokes = tuple[str, ...]

_NAMED = frozenset(
    ("down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab", "shift+tab", "enter")
) | {"escape", "space", "delete", "insert"}
_NEVER_SENT = (
    "alt+",
    "super+",
    "hyper+",
    "meta+",
    "shift+space",
    "ctrl+enter",
    "ctrl+i",
    "ctrl+m",
    "ctrl+j",
    "ctrl+h",
)


class Keymap(Struct, frozen=True):
    """``actions[context][strokes]`` is an action's id; ``keys[id]`` its keys, first the one to show."""

    actions: Mapping[str, Mapping[Strokes, str]]
    keys: Mapping[str, tuple[str, ...]]

    def key_of(self, action: str) -> str:
        """The key to show beside an action, or nothing."""
        return next(iter(self.keys.get(action, ())), "")

    def continuations(self, context: str, pressed: Strokes) -> list[tuple[str, str]]:
        """What may follow: (next stroke, action id), in the order of the table."""
        size = len(pressed)
        return [
            (strokes[size], action)
            for strokes, action in self.actions[context].items()
            if len(strokes) > size and strokes[:size] == pressed
        ]


def strokes_of(key: str) -> Strokes:
    """``gg`` is two strokes, ``ctrl+d`` and ``pagedown`` are one."""
    if len(key) == 1 or key in _NAMED or "+" in key[1:]:
        return (key,)
    return tuple(key) if key[0] in STARTERS else (key,)


def build(wishes: Mapping[str, object]) -> tuple[Keymap, tuple[Problem, ...]]:
    """The keymap in force, and the wishes it does not contain with the reason."""
    problems: list[Problem] = []
    own = _own(wishes, problems)
    actions: dict[str, dict[Strokes, str]] = {"L": {}, "A": {}, "C": {}}
    keys: dict[str, list[str]] = {}
    rows = [command for command in TABLE if command.here]
    for command in sorted(rows, key=lambda row: row.id not in own):  # the reader's own keys come first
        for key in own.get(command.id, command.keys):
            if _place(actions, command, key, problems if command.id in own else None):
                keys.setdefault(command.id, []).append(key)
    ordered = {context: _in_table_order(table) for context, table in actions.items()}
    return Keymap(ordered, {name: tuple(given) for name, given in keys.items()}), tuple(problems)


def _own(wishes: Mapping[str, object], problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    known = {command.id for command in TABLE if command.here}
    own: dict[str, tuple[str, ...]] = {}
    for name, given in wishes.items():
        keys = (given,) if isinstance(given, str) else given
        if name not in known:
            problems.append(_unknown(name, known))
        elif not isinstance(keys, tuple) or not all(isinstance(key, str) and key for key in keys):
            problems.append(Problem("keys.wrong", {"name": name, "expected": '["s", "*"]'}))
        else:
            own[name] = tuple(key for key in keys if _can_be_sent(key, problems))
    return own


def _unknown(name: str, known: set[str]) -> Problem:
    from difflib import get_close_matches  # needed only where there is something to explain

    near = get_close_matches(name, known, n=1)
    if near:
        return Problem("keys.unknown", {"a": name[:60], "b": near[0]})
    return Problem("keys.unknown_alone", {"a": name[:60]})


def _can_be_sent(key: str, problems: list[Problem]) -> bool:
    if key == "backspace" or key.startswith(_NEVER_SENT):
        problems.append(Problem("keys.cannot_send", {"key": key[:30]}))
        return False
    return True


def _place(
    actions: dict[str, dict[Strokes, str]], command: Command, key: str, problems: list[Problem] | None
) -> bool:
    strokes = strokes_of(key)
    taken = {actions[context].get(strokes, command.id) for context in command.contexts} - {command.id}
    for other in sorted(taken):
        if problems is not None:
            problems.append(Problem("keys.clash", {"key": key, "a": other, "b": command.id}))
    if taken:
        return False
    for context in command.contexts:
        actions[context][strokes] = command.id
    return True


def _in_table_order(table: dict[Strokes, str]) -> dict[Strokes, str]:
    rank = {command.id: index for index, command in enumerate(TABLE)}
    return dict(sorted(table.items(), key=lambda item: rank[item[1]]))
