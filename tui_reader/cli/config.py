"""``config``: the settings in force, and what of the file was not understood."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping

from msgspec.structs import fields

from tui_reader.cli.context import Context, complain
from tui_reader.cli.printing import say, say_json
from tui_reader.model.access import Access, told
from tui_reader.settings import TABLES

_LOGIN = re.compile(r"(//)[^/@]*@")
_PLAIN = ("user", "user_agent")


def show(context: Context, chosen: argparse.Namespace) -> int:
    """Each setting with its value, as it would stand in the file; or the keys in force."""
    if chosen.what == "keys":
        return _keys(context, as_json=chosen.json)
    values = {name: getattr(context.settings, name) for name in context.settings.__struct_fields__}
    values["keys"] = {name: str(value) for name, value in values["keys"].items()}
    values["feeds"] = {name: shown_access(access) for name, access in context.settings.feeds.items()}
    values["pipe"] = {name: list(one.command) for name, one in context.settings.pipe.items()}
    values["run"] = {
        name: {"query": one.query, "command": list(one.command), "seconds": one.seconds}
        for name, one in context.settings.run.items()
    }
    values["player"] = list(context.settings.player)
    values["proxy"] = _LOGIN.sub(r"\1…@", str(values["proxy"]))
    if chosen.json:
        say_json(values)
    else:
        say(f"# {context.paths.config_file}")
        for name, value in values.items():
            if name not in TABLES:
                say(f"{name} = {_toml(value)}")
        if values["pipe"]:
            say("\n[pipe]")
        for name, command in values["pipe"].items():
            say(f'"{name}" = {_toml(command)}')
        for kind in ("run", "feeds"):
            for name, table in values[kind].items():
                say(f'\n[{kind}."{name}"]')
                for part, value in table.items():
                    say(f"{part} = {_toml(value)}")
    from tui_reader.ui.keymap import build  # knows no screen

    _, clashes = build(context.settings.keys, context.settings.key_preset)
    for problem in context.problems:
        complain(context.words(problem.code, **problem.facts))
    for clash in clashes:
        complain(context.words(clash.code, **clash.facts))
    return 0


def _keys(context: Context, *, as_json: bool) -> int:
    """Every action with its keys, where they work, and what it does; then what of the reader's own could not be used."""
    from tui_reader.ui.keymap import build  # knows no screen
    from tui_reader.ui.keys import COMMANDS

    keymap, problems = build(context.settings.keys, context.settings.key_preset)
    rows = [(name, keymap.keys.get(name, ()), row.contexts) for name, row in COMMANDS.items()]
    rows += [(name, keymap.keys.get(name, ()), "LAC") for name in keymap.macros]
    for name, keys, contexts in rows:
        told = keymap.called(name, context.words)
        if as_json:
            say_json({"action": name, "keys": list(keys), "works_in": list(contexts), "title": told})
        else:
            say(f"{name:<22} {'  '.join(keys):<20} {contexts:<4} {told}")
    for problem in problems:
        complain(context.words(problem.code, **problem.facts))
    return 0


def shown_access(access: Access) -> dict[str, object]:
    """What is set for one feed or host, without any secret: those only by where they come from."""
    shown: dict[str, object] = {}
    for part in fields(access):
        value = getattr(access, part.name)
        if value and isinstance(value, Mapping):
            shown[part.name] = {name: told(secret) for name, secret in value.items()}
        elif value:
            shown[part.name] = value if part.name in _PLAIN else told(value)
    return shown


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f'"{name}" = {_toml(part)}' for name, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
