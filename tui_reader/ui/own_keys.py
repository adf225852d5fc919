"""Reads the ``[keys]`` of the configuration: keys of single actions, and macros; what is wrong is explained, the rest used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.scrub import scrub_line
from tui_reader.ui.keymap import LONGEST, NAMED, Macro
from tui_reader.ui.keys import COMMANDS, NUMBERED
from tui_reader.ui.wishes import Problem

MINE: Final = "my."
"""What a macro's name begins with."""
_MOST_STEPS: Final = 20
_MOST_LETTERS: Final = 60
_ALSO: Final = {
    "esc": "escape",
    "return": "enter",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "page down": "pagedown",
    "page up": "pageup",
    "del": "delete",
    "ins": "insert",
    "backtab": "shift+tab",
    " ": "space",
}
"""Other names people write."""
_SAME_BYTE: Final = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "h", "ctrl+[": "escape"}
"""What these arrive as; ``ctrl+h`` is Backspace, which input methods send."""
_CHORD: Final = LatePattern(
    r"ctrl\+[a-z]|(?:ctrl|shift)\+(?:up|down|left|right|home|end|pageup|pagedown)|f(?:[1-9]|1[0-2])"
)


def read_wishes(
    wishes: Mapping[str, object], problems: list[Problem]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Macro]]:
    """The keys wished for, by action or macro, and the macros."""
    own: dict[str, tuple[str, ...]] = {}
    macros: dict[str, Macro] = {}
    for name, given in wishes.items():
        keys = given.get("keys", ()) if isinstance(given, Mapping) else given
        keys = (keys,) if isinstance(keys, str) else keys
        if name.startswith(MINE):
            macro = _macro(name, given, problems)
            if macro is None:
                continue
            macros[name] = macro
        elif name not in COMMANDS:
            problems.append(_unknown(name))
            continue
        if not isinstance(keys, tuple) or not all(isinstance(key, str) and key for key in keys):
            problems.append(Problem("keys.wrong", {"name": _plain(name), "expected": '["s", "*"]'}))
            continue
        own[name] = tuple(sent for key in keys if (sent := _sent(key, problems)))
    return own, MappingProxyType(macros)


def _macro(name: str, given: object, problems: list[Problem]) -> Macro | None:
    """Raises nothing; a macro with a step that does not exist is not used at all: half of it might do harm."""
    steps = given.get("do", ()) if isinstance(given, Mapping) else ()
    steps = (steps,) if isinstance(steps, str) else steps
    fine = isinstance(steps, tuple) and 0 < len(steps) <= _MOST_STEPS
    if not fine or not all(isinstance(step, str) for step in steps):
        expected = '{ keys = ["X"], do = ["go.later", "pane.alone"] }'
        problems.append(Problem("keys.wrong", {"name": _plain(name), "expected": expected}))
        return None
    unknown = [step for step in steps if step not in COMMANDS or step in NUMBERED]
    problems += [_unknown(step) for step in unknown]
    if unknown:
        return None
    title = given.get("title") if isinstance(given, Mapping) else None
    return Macro(
        _plain(title) if isinstance(title, str) and title else _plain(name.removeprefix(MINE)), steps
    )


def _sent(key: str, problems: list[Problem]) -> str:
    given = _as_sent(key)
    if sent(given) and given != "backspace":
        return given
    near = _nearest(given)
    facts = {"key": _plain(key), "b": near} if near else {"key": _plain(key)}
    problems.append(Problem("keys.cannot_send_near" if near else "keys.cannot_send", facts))
    return ""


def _unknown(name: str) -> Problem:
    from difflib import get_close_matches  # needed only where there is something to explain

    near = get_close_matches(name, COMMANDS, n=1)
    if near:
        return Problem("keys.unknown", {"a": _plain(name), "b": near[0]})
    return Problem("keys.unknown_alone", {"a": _plain(name)})


def _plain(text: str) -> str:
    return scrub_line(text, _MOST_LETTERS)


def _as_sent(key: str) -> str:
    """A key as the table writes it: ``Ctrl+S`` is ``ctrl+s``, ``PgDn`` is ``pagedown``."""
    if len(key) < 2:
        return _ALSO.get(key, key)
    small = key.lower()
    small = _ALSO.get(small, small)
    if small in NAMED or _CHORD.now.fullmatch(small):
        return small
    shifted = re.fullmatch(r"shift\+([a-z])", small)
    return shifted[1].upper() if shifted else key


def sent(key: str) -> bool:
    """Whether terminals send it, and input methods do not."""
    if key in NAMED:
        return True
    if "+" in key[1:] or re.fullmatch(r"f\d+", key):
        return bool(_CHORD.now.fullmatch(key)) and key not in _SAME_BYTE
    return 0 < len(key) <= LONGEST and key.isprintable() and " " not in key


def _nearest(key: str) -> str:
    """The key probably meant by one that no terminal sends; empty where none is near."""
    from difflib import get_close_matches  # only where there is something to explain

    if key in _SAME_BYTE:
        return _SAME_BYTE[key]
    last = key.rpartition("+")[2]
    if last != key and (len(last) == 1 or last in NAMED):
        return last
    near = get_close_matches(key.lower(), sorted(NAMED), n=1, cutoff=0.5)
    return near[0] if near else ""
