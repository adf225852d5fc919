"""What ``doctor`` looks at outside the kept data: the configuration, and the terminal it was started in."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

from tui_reader.cli.context import Context
from tui_reader.library.finding_of import Finding


def settings(context: Context) -> Iterator[Finding]:
    """Each problem of the file, or that there is none."""
    path = context.paths.config_file
    for problem in context.problems:
        yield Finding("settings", problem.code, problem.facts, well=False)
    if not context.problems and path.exists():
        yield Finding("settings", "doctor.settings_fine", {"path": str(path)})
    elif not context.problems:
        yield Finding("settings", "doctor.settings_none")


def terminal() -> Iterator[Finding]:
    """Whether the reader could be shown here."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield Finding("terminal", "doctor.no_terminal")
        return
    name, size = os.environ.get("TERM", ""), shutil.get_terminal_size()
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if name in ("", "dumb"):
        yield Finding("terminal", "doctor.dumb", {"name": name}, well=False)
        return
    yield Finding(
        "terminal", "doctor.terminal_fine", {"name": name, "width": size.columns, "height": size.lines}
    )
    if encoding != "utf8":
        yield Finding("terminal", "doctor.no_utf8", {"name": sys.stdout.encoding}, well=False)
