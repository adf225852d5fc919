"""A command of the reader's own that new articles are given to as they arrive, as the configuration names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from tui_reader.model.passing import is_command

SECONDS: Final = 30
"""How long a command may take where nothing else is said."""
_MOST_SECONDS: Final = 600
_LONGEST: Final = 1000
"""Characters of a query."""
EXPECTED: Final = '{ query = "…", command = ["program", "argument"], seconds = 1 … 600 }'
"""How it is written, for who wrote it otherwise."""


class Running(Struct, frozen=True):
    """``command`` is run as it stands, without a shell, once for each new article that ``query`` finds."""

    query: str
    command: tuple[str, ...]
    seconds: int = SECONDS


def read_running(given: object) -> Running | None:
    """The command a table of the configuration describes; None where it describes none."""
    if not isinstance(given, Mapping) or not given.keys() <= {"query", "command", "seconds"}:
        return None
    query, command, seconds = given.get("query"), given.get("command"), given.get("seconds", SECONDS)
    if not (isinstance(query, str) and 0 < len(query.strip()) <= _LONGEST and is_command(command)):
        return None
    if type(seconds) is not int or not 1 <= seconds <= _MOST_SECONDS:
        return None
    return Running(query, tuple(map(str, command)) if isinstance(command, list | tuple) else (), seconds)
