"""What every command is handed: where things live, the settings, the language, whether the network is shut."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui_reader.paths import Paths
from tui_reader.settings import Problem, Settings
from tui_reader.strings import Fact, Words, language, words

if TYPE_CHECKING:
    from tui_reader.library.archive import Archive


class UsageError(Exception):
    """The command line was not understood; exit status 2."""


class CommandError(Exception):
    """The command could not do it; one plain line, exit status 1."""


class Globals(Struct, frozen=True):
    """The options that stand before the command."""

    home: str = ""
    lang: str = ""
    offline: bool = False

    def arguments(self) -> list[str]:
        """The same options for a process of our own that we start; ``--offline`` is passed on by who starts it."""
        return [*(["--home", self.home] if self.home else []), *(["--lang", self.lang] if self.lang else [])]


class Context(Struct, frozen=True):
    """Built once by ``main``."""

    paths: Paths
    settings: Settings
    problems: tuple[Problem, ...]
    words: Words
    options: Globals

    @classmethod
    def of(cls, options: Globals, environ: Mapping[str, str] = os.environ) -> Context:
        """Read the settings and choose the language; PathsError where there is no home."""
        paths = Paths.of(Path(options.home) if options.home else None, environ)
        settings, problems = Settings.load(paths.config_file)
        chosen = language(options.lang or settings.language, environ)
        return cls(paths, settings, problems, words(chosen), options)

    @contextmanager
    def archive(self) -> Iterator[Archive]:
        """The archive for one command, closed after it; what happened to the store as it was opened is told first."""
        from tui_reader.library.archive import Archive  # not for all commands; and see ``open.without_tls``

        archive = Archive(self.paths, offline=self.options.offline)
        archive.open()
        try:
            for code, facts in archive.notices:
                if code != archive.why_read_only:  # which is said where something cannot be done
                    complain(self.words.explain(code, facts))
            yield archive
        finally:
            archive.shut()

    def look_at_store(self) -> None:
        """Before the engine opens it: what happens to a damaged one then is told here."""
        with self.archive():
            pass

    def failure(self, code: str, facts: Mapping[str, Fact]) -> CommandError:
        """A code of the error tree as the line the person reads."""
        return CommandError(self.words.explain(code, facts))


def complain(line: str) -> None:
    """One plain line on stderr."""
    from tui_reader.model.scrub import scrub_line

    print("tui-reader: " + scrub_line(line), file=sys.stderr)
