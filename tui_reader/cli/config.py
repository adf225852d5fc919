"""``config``: the settings in force, and what of the file was not understood."""

from __future__ import annotations

import argparse

from msgspec.structs import fields

from tui_reader.cli.context import Context, complain
from tui_reader.cli.printing import say, say_json


def show(context: Context, chosen: argparse.Namespace) -> int:
    """Each setting with its value, as it would stand in the file."""
    values = {field.name: getattr(context.settings, field.name) for field in fields(context.settings)}
    values["keys"] = {name: str(value) for name, value in values["keys"].items()}
    if chosen.json:
        say_json(values)
    else:
        say(f"# {context.paths.config_file}")
        for name, value in values.items():
            if name != "keys":
                say(f"{name} = {_toml(value)}")
    for problem in context.problems:
        complain(context.words(problem.code, **problem.facts))
    return 0


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)
