"""``config``: the settings in force, and what of the file was not understood."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping

from msgspec.structs import fields

from tui_reader.cli.context import Context, complain
from tui_reader.cli.printing import say, say_json
from tui_reader.model.access import Access, told

_LOGIN = re.compile(r"(//)[^/@]*@")
_PLAIN = ("user", "user_agent")


def show(context: Context, chosen: argparse.Namespace) -> int:
    """Each setting with its value, as it would stand in the file."""
    values = {field.name: getattr(context.settings, field.name) for field in fields(context.settings)}
    values["keys"] = {name: str(value) for name, value in values["keys"].items()}
    values["feeds"] = {name: _shown(access) for name, access in context.settings.feeds.items()}
    values["proxy"] = _LOGIN.sub(r"\1…@", str(values["proxy"]))
    if chosen.json:
        say_json(values)
    else:
        say(f"# {context.paths.config_file}")
        for name, value in values.items():
            if name not in ("keys", "feeds"):
                say(f"{name} = {_toml(value)}")
        for name, table in values["feeds"].items():
            say(f'\n[feeds."{name}"]')
            for part, value in table.items():
                say(f"{part} = {_toml(value)}")
    for problem in context.problems:
        complain(context.words(problem.code, **problem.facts))
    return 0


def _shown(access: Access) -> dict[str, object]:
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
