"""A command of the reader's own that articles are passed to, as the configuration names it; nothing else is ever run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

FORMS: Final = ("text", "markdown", "html", "json", "link")
_MOST_PARTS: Final = 50
EXPECTED: Final = (
    '["command", "argument"] | { command = ["…"], format = "' + '" | "'.join(FORMS) + '", terminal = true }'
)
"""How it is written, for who wrote it otherwise."""


class Passing(Struct, frozen=True):
    """``command`` is run as it stands, without a shell; the article comes on its standard input, in ``form``."""

    command: tuple[str, ...]
    form: str = "text"
    terminal: bool = False
    """Whether it is given the whole terminal while it runs, instead of its output being shown."""


def read_passing(given: object) -> Passing | None:
    """The command a value of the configuration describes; None where it describes none."""
    if isinstance(given, Mapping):
        command, form = given.get("command"), given.get("format", "text")
        terminal = given.get("terminal", False)
        known = given.keys() <= {"command", "format", "terminal"}
        if not (known and is_command(command) and form in FORMS and isinstance(terminal, bool)):
            return None
        return Passing(_parts(command), str(form), terminal)
    return Passing(_parts(given)) if is_command(given) else None


def is_command(given: object) -> bool:
    """Whether this is a program and its arguments."""
    return (
        isinstance(given, list | tuple)
        and 0 < len(given) <= _MOST_PARTS
        and all(isinstance(part, str) and "\0" not in part for part in given)
        and bool(given[0])
    )


def _parts(given: object) -> tuple[str, ...]:
    return tuple(str(part) for part in given) if isinstance(given, list | tuple) else ()
