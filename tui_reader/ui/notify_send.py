"""A notice by the desktop's own program: an argument list, never a shell, its text no markup."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
from collections.abc import Mapping

from tui_reader.model.scrub import scrub_line

_LONGEST = 200


def command(title: str, text: str, environ: Mapping[str, str]) -> list[str] | None:
    """What to run, None where there is no such program. The text of a notice is markup by its specification."""
    program = shutil.which("notify-send", path=environ.get("PATH"))
    if program is None:
        return None
    said = (scrub_line(title, _LONGEST), html.escape(scrub_line(text, _LONGEST), quote=False))
    return [program, "--app-name=tui-reader", "--", *said]


def notify_send(title: str, text: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Start it and leave it alone; False where it could not be started."""
    arguments = command(title, text, environ)
    if arguments is None:
        return False
    nothing = subprocess.DEVNULL
    try:
        subprocess.Popen(
            arguments, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, close_fds=True
        )
    except OSError:
        return False
    return True
