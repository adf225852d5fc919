"""Splits off the global options, finds the command, and turns every error into one plain line and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

from tui_reader.cli.context import CommandError, Context, Globals, UsageError, complain
from tui_reader.paths import PathsError
from tui_reader.strings import LANGUAGES, Words, language, words

COMMANDS = (
    "add",
    "feeds",
    "edit",
    "folder",
    "refresh",
    "list",
    "explain",
    "show",
    "comments",
    "import",
    "export",
    "backup",
    "restore",
    "parse",
    "rules",
    "trip",
    "doctor",
    "config",
    "engine",
)
FAILURE, USAGE, INTERRUPTED = 1, 2, 130


def main(argv: Sequence[str]) -> int:
    """Run ``tui-reader`` with these arguments; returns the exit status (0, 1 failure, 2 usage, 130 interrupted)."""
    told = words(language(_given(argv, "--lang"), os.environ))
    _print_anything()
    try:
        options, rest = _global_options(argv, told)
        return _flushed(_run(Context.of(options), rest))
    except UsageError as error:
        complain(str(error))
        return USAGE
    except PathsError as error:
        complain(told.explain(error.code, error.facts))
        return FAILURE
    except CommandError as error:
        complain(str(error))
        return FAILURE
    except KeyboardInterrupt:
        complain(told("cli.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:  # who read our output left, as in `tui-reader list | head`
        _close_output()
        return 0
    except (
        OSError
    ) as error:  # a full disk under `tui-reader export > file`; of the store's own troubles it tells itself
        _close_output()
        complain(told("cli.error.output", why=error.strerror or str(error)))
        return FAILURE
    except (
        Exception
    ) as error:  # a mistake of ours: Python would print values, which may be an article or a password
        complain(told("cli.error.crash", path=_report(error, argv)))
        return FAILURE


def _report(error: Exception, argv: Sequence[str]) -> str:
    """Where the report lies; a dash where none could be written."""
    from datetime import UTC, datetime
    from pathlib import Path

    from tui_reader.model.crash import described, write_report
    from tui_reader.paths import Paths

    try:
        home = _given(argv, "--home")
        folder = Paths.of(Path(home) if home else None, os.environ).state
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, PathsError):
        return "–"
    return str(write_report(described(error), folder, datetime.now(UTC)) or "–")


def _flushed(status: int) -> int:
    """What was printed is out, or its trouble is told here and not as the process ends."""
    sys.stdout.flush()
    return status


def _close_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _print_anything() -> None:
    """A letter that the encoding lacks is never a reason to fail: a terminal is given one like it, a file its number."""
    for stream in (sys.stdout, sys.stderr, sys.__stderr__):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            from tui_reader.cli import plain_letters  # for very few

            plain_letters.register()
            stream.reconfigure(errors=plain_letters.NAME if stream.isatty() else "backslashreplace")


def _run(context: Context, rest: list[str]) -> int:
    if rest and rest[0] in COMMANDS:
        from tui_reader.cli.commands import run  # argparse and the commands are not needed to open the reader

        return run(context, rest[0], rest[1:])
    from tui_reader.cli.open import open_reader

    return open_reader(context, rest)


def _given(argv: Sequence[str], name: str) -> str:
    """The value of an option wherever it stands, for telling errors in the language asked for."""
    for at, argument in enumerate(argv):
        if argument == name and at + 1 < len(argv):
            return argv[at + 1]
        if argument.startswith(name + "="):
            return argument.partition("=")[2]
    return ""


def _global_options(argv: Sequence[str], told: Words) -> tuple[Globals, list[str]]:
    """The global options, wherever they stand, and what is left: a command with its arguments, or files to open."""
    home, lang, offline = "", "", False
    left, rest = list(argv), list[str]()
    while left:
        name, equals, value = left.pop(0).partition("=")
        if name == "--" and not equals:
            rest += left
            break
        if name == "--offline" and not equals:
            offline = True
        elif name in ("--home", "--lang"):
            if not equals and not left:
                raise UsageError(told("cli.error.missing", name=name))
            value = value if equals else left.pop(0)
            home, lang = (value, lang) if name == "--home" else (home, _language(value, told))
        elif rest or not name.startswith("-") or name == "-":
            rest.append(name + equals + value)
        else:
            _page(name, told)
    return Globals(home, lang, offline), rest


def _page(name: str, told: Words) -> NoReturn:
    """Options that print and end; any other one is unknown."""
    if name in ("-h", "--help"):
        from tui_reader.cli.usage import overview

        print(overview(told))
    elif name == "--version":
        from tui_reader import __version__

        print(f"tui-reader {__version__}")
    else:
        raise UsageError(told("cli.error.unknown_option", name=name))
    raise SystemExit(0)


def _language(value: str, told: Words) -> str:
    if value not in LANGUAGES:
        raise UsageError(
            told("cli.error.wrong_value", name="--lang", value=value, expected=", ".join(LANGUAGES))
        )
    return value
