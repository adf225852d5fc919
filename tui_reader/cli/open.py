"""Opens the reader: store, settings and words are read while Textual is still being imported."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tui_reader.cli.context import CommandError, Context, UsageError
from tui_reader.library import Library
from tui_reader.model.errors import ReaderError
from tui_reader.model.urls import is_web
from tui_reader.model.view import Place, View


def open_reader(context: Context, given: Sequence[str]) -> int:
    """Show the screen; ``given`` files and addresses are added to the archive and the first is opened."""
    places = [_place(context, one) for one in given]
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError(context.words("cli.error.no_terminal"))
    library = Library(
        context.paths,
        offline=context.options.offline,
        engine_arguments=context.options.arguments(),
        samples_name=context.words("feeds.samples"),
    )
    library.open()
    first = library.first(View(Place.UNREAD))
    from tui_reader.ui.app import ReaderApp  # 0.2 s, while the database thread reads the first screen

    try:
        screen, article = first.result()
    except ReaderError as error:
        raise context.failure(error.code, error.facts) from error
    app = ReaderApp(
        library,
        screen,
        article,
        settings=context.settings,
        words=context.words,
        problems=context.problems,
        open_files=places,
        language_given=bool(context.options.lang),
        on_painted=_collect_again,
    )
    app.run()
    return _end(app.return_code or 0)


def _end(status: int) -> NoReturn:
    """Leave at once: all is kept, and the toolkit's input thread never ends on a terminal that went away."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _collect_again() -> None:
    """What the start made stays; what comes now is collected as ever."""
    gc.freeze()
    gc.enable()


def _place(context: Context, given: str) -> str:
    """An address as it is, a path made absolute. Raises UsageError where there is neither."""
    if is_web(given):
        return given
    path = Path(given).expanduser()
    if path.exists():
        return str(path.absolute())
    if "/" in given or "." in given:
        raise CommandError(context.words("cli.error.no_file", path=given))
    from difflib import get_close_matches

    from tui_reader.cli.main import COMMANDS

    near = get_close_matches(given, COMMANDS, 1)
    if near:
        raise UsageError(context.words("cli.error.unknown_command", a=given, b=near[0]))
    raise UsageError(context.words("cli.error.unknown_command_alone", a=given))
