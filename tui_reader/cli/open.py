"""Opens the reader: store, settings and words are read while Textual is still being imported."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tui_reader.cli.context import CommandError, Context, UsageError
from tui_reader.model.errors import ReaderError
from tui_reader.model.urls import is_web
from tui_reader.model.view import Place, View

if TYPE_CHECKING:
    from tui_reader.ui.app import ReaderApp
    from tui_reader.ui.terminal.asking import Asked
    from tui_reader.ui.wishes import Adjusting


def open_reader(context: Context, given: Sequence[str]) -> int:
    """Show the screen; ``given`` files and addresses are added to the archive and the first is opened."""
    places = [_place(context, one) for one in given]
    from tui_reader.ui.terminal.layers import graphics_of, in_browser, means_of

    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not in_browser(os.environ):
        raise CommandError(context.words("cli.error.no_terminal"))
    if not sys.stderr.isatty():
        from tui_reader.cli.streams import draw_on_output  # hardly ever

        draw_on_output()
    without_tls()
    from tui_reader.library import Library  # the first to bring asyncio

    library = Library(
        context.paths,
        offline=context.options.offline,
        engine_arguments=context.options.arguments(),
        samples_name=context.words("feeds.samples"),
    )
    library.same_story = context.settings.same_story
    library.read_together = context.settings.read_together
    library.open()
    first = library.first(View(Place.UNREAD))
    from tui_reader.ui.terminal import asking

    wish = asking.wish_of(context.settings.text_layer, os.environ)
    asked = asking.ask(wish)
    try:
        from tui_reader.ui.lean_toolkit import import_toolkit

        import_toolkit()  # 0.2 s, while first screen and replies are on their way
        from tui_reader.ui.app import ReaderApp
        from tui_reader.ui.terminal.held_back import take_words_whole
        from tui_reader.ui.terminal.undecodable import take_any_bytes

        screen, article = first.result()
    except BaseException as error:
        if asked is not None:
            asked.give_up()
        if isinstance(error, ReaderError):
            raise context.failure(error.code, error.facts) from error
        raise
    abilities = asking.heard(asked)
    app = ReaderApp(
        library,
        screen,
        article,
        settings=context.settings,
        words=context.words,
        problems=context.problems,
        open_files=places,
        language_given=bool(context.options.lang),
        means=means_of(abilities, os.environ, wish),
        graphics=graphics_of(abilities, os.environ),
        adjusting=partial(_adjuster, context),
    )
    app.on_painted = partial(_painted, asked, app)
    if asked is not None and asked.late:
        from tui_reader.ui.terminal.typing import swallow_late_replies

        swallow_late_replies()
    take_words_whole()
    take_any_bytes()
    app.run()
    return _end(app.return_code or 0)


def without_tls() -> None:
    """Import asyncio without ssl, a thirtieth of the whole start: this process connects to nothing, the engine's does.

    asyncio is made to do without where ``import ssl`` fails; later imports of ssl itself are as ever.
    """
    if "asyncio" not in sys.modules and "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]  # how an import is said to fail
        import asyncio  # noqa: F401

        del sys.modules["ssl"]


def _end(status: int) -> NoReturn:
    """Leave at once: all is kept, and the toolkit's input thread never ends on a terminal that went away."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _adjuster(context: Context) -> Adjusting:
    from tui_reader.cli.adjusting import Adjuster  # when the settings are opened

    return Adjuster(context.paths.config_file, context.settings)


def _painted(asked: Asked | None, app: ReaderApp) -> None:
    """What the start made stays, what comes now is collected as ever; and what was typed meanwhile is not lost."""
    from tui_reader.ui.tidying import Tidying  # not for the first frame

    gc.freeze()
    Tidying(app)
    gc.enable()
    if asked is not None and asked.typed:
        from tui_reader.ui.terminal.typing import type_again

        type_again(app, asked.typed)


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
