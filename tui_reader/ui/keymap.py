"""The keys in force: a preset's table with the reader's own wishes over it, and what could not be used of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from tui_reader.strings import Words
from tui_reader.ui.keys import TABLE, Command, named, sentence_of
from tui_reader.ui.wishes import Problem

Strokes = tuple[str, ...]

NAMED: Final = frozenset(
    [
        "down",
        "up",
        "left",
        "right",
        "pagedown",
        "pageup",
        "home",
        "end",
        "tab",
        "shift+tab",
        "enter",
        "escape",
        "space",
        "delete",
        "insert",
    ]
)
LONGEST: Final = 3
"""Keys of a sequence."""
NO_MACROS: Mapping[str, Macro] = MappingProxyType({})


class Macro(Struct, frozen=True):
    """Several actions under one key, as the reader wrote them; ``title`` is how they are called."""

    title: str
    do: tuple[str, ...]


class Keymap(Struct, frozen=True, eq=False):
    """``actions[context][strokes]`` is an action's id; ``keys[id]`` its keys, first the one to show."""

    actions: Mapping[str, Mapping[Strokes, str]]
    keys: Mapping[str, tuple[str, ...]]
    macros: Mapping[str, Macro] = NO_MACROS

    def key_of(self, action: str, usual: str = "") -> str:
        """The key to show beside an action, ``usual`` where it is one of its keys; or nothing."""
        keys = self.keys.get(action, ())
        return usual if usual in keys else next(iter(keys), "")

    def named(self, action: str, words: Words) -> str:
        """The key sentences name for an action; empty where it has none."""
        key = self.key_of(action)
        return named(key, words) if key else ""

    def continuations(self, context: str, pressed: Strokes) -> list[tuple[str, str]]:
        """What may follow: (next stroke, action id), in the order of the table."""
        size = len(pressed)
        return [
            (strokes[size], action)
            for strokes, action in self.actions[context].items()
            if len(strokes) > size and strokes[:size] == pressed
        ]

    def called(self, action: str, words: Words) -> str:
        """What an action or a macro is called in help and palette."""
        macro = self.macros.get(action)
        return macro.title if macro is not None else sentence_of(action, words)

    @property
    def digits_open(self) -> bool:
        """Whether a digit alone opens the article's link of that number, so that the numbers are always shown."""
        return self.actions["A"].get(("1",)) == "open.number"


def strokes_of(key: str) -> Strokes:
    """``gg`` is two strokes, ``ctrl+d``, ``f5`` and ``pagedown`` are one."""
    one = len(key) == 1 or key in NAMED or "+" in key[1:] or (key[0] == "f" and key[1:].isdigit())
    return (key,) if one or len(key) > LONGEST else tuple(key)


def build(wishes: Mapping[str, object], preset: str = "default") -> tuple[Keymap, tuple[Problem, ...]]:
    """The keymap in force, and the wishes it does not contain with the reason."""
    problems: list[Problem] = []
    own: Mapping[str, tuple[str, ...]] = {}
    macros = NO_MACROS
    if wishes:
        from tui_reader.ui.own_keys import read_wishes  # most have none

        own, macros = read_wishes(wishes, problems)
    if preset != "default":
        from tui_reader.ui.presets import preset_table  # most have ours

        given = preset_table(preset)
    else:
        given = {command.id: command.keys for command in TABLE}
    table = _Table()
    left_out: dict[str, list[str]] = {}
    rows = [command for command in TABLE if command.here]
    rows += [Command(name, (), "LAC", "own") for name in macros]
    for command in sorted(rows, key=lambda row: row.id not in own):  # the reader's own keys come first
        mine = command.id in own
        keys = own[command.id] if mine else given[command.id]
        for key in keys:
            table.place(command, key, problems if mine else None)
        if keys and not mine and command.id not in table.keys:
            left_out.setdefault(table.holder(command, keys[0]), []).append(command.id)
    for taker, without in left_out.items():
        facts = {"key": table.keys[taker][0], "a": ", ".join(without), "b": taker}
        problems.append(Problem("keys.displaced", facts))
    return table.keymap(macros), tuple(problems)


class _Table:
    """Filled row by row; who comes first has the key."""

    def __init__(self) -> None:
        self.keys: dict[str, list[str]] = {}
        self._actions: dict[str, dict[Strokes, str]] = {"L": {}, "A": {}, "C": {}}
        self._begun: dict[str, dict[str, str]] = {"L": {}, "A": {}, "C": {}}
        """By the first stroke of a sequence: whose it is."""

    def place(self, command: Command, key: str, problems: list[Problem] | None) -> None:
        """Give a key to a command, unless another has it, or one that it begins with."""
        strokes = strokes_of(key)
        taken = {self._holder(context, strokes) for context in command.contexts} - {"", command.id}
        if problems is not None:
            problems += [
                Problem("keys.clash", {"key": key, "a": other, "b": command.id}) for other in sorted(taken)
            ]
        if taken:
            return
        for context in command.contexts:
            self._actions[context][strokes] = command.id
            if len(strokes) > 1:
                self._begun[context].setdefault(strokes[0], command.id)
        self.keys.setdefault(command.id, []).append(key)

    def holder(self, command: Command, key: str) -> str:
        """Who has a key that this command has not."""
        found = (self._holder(context, strokes_of(key)) for context in command.contexts)
        return next((one for one in found if one), "")

    def _holder(self, context: str, strokes: Strokes) -> str:
        actions = self._actions[context]
        if len(strokes) == 1:
            return actions.get(strokes) or self._begun[context].get(strokes[0], "")
        shorter = (actions.get(strokes[:size], "") for size in range(1, len(strokes)))
        return actions.get(strokes) or next(filter(None, shorter), "")

    def keymap(self, macros: Mapping[str, Macro]) -> Keymap:
        rank = {command.id: index for index, command in enumerate(TABLE)}
        last = len(rank)
        ordered = {
            context: dict(sorted(table.items(), key=lambda item: rank.get(item[1], last)))
            for context, table in self._actions.items()
        }
        return Keymap(ordered, {name: tuple(given) for name, given in self.keys.items()}, macros)
