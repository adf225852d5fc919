"""The engine's log file: small, turned over, scrubbed, and without a word of any article."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tui_reader.model.scrub import scrub_line

_BYTES = 256 * 1024

log = logging.getLogger("tui_reader.engine")
"""What went wrong, by codes, ids and type names; addresses only where they are the reader's own feeds."""


class _Scrubbed(logging.Formatter):
    """One line a record. A traceback gives file names and lines, but not the message: that may quote an article."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {_said(record)}"
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line += f" {type(error).__name__} at {_place(error)}"
        return scrub_line(line, 2000)


def _said(record: logging.LogRecord) -> str:
    """Our own words whole. Of a library's only what it says of everything: the rest may quote what it had in hand."""
    if record.name.startswith("tui_reader"):
        return record.getMessage()
    fixed = (
        record.args or record.name == "asyncio"
    )  # whose first line is always the same, and the others values
    first = str(record.msg).partition("\n")[0] if fixed else ""
    return f"{record.name}: {first}"


def open_log(path: Path) -> None:
    """Log to a file; where it cannot be written, to nowhere."""
    try:
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=_BYTES, backupCount=1, encoding="utf-8", errors="replace", delay=True
        )
        path.open("ab").close()
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Scrubbed())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
    logging.raiseExceptions = False


def _place(error: BaseException) -> str:
    places = []
    at = error.__traceback__
    while at is not None:
        places.append(f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}")
        at = at.tb_next
    return " < ".join(reversed(places[-6:]))
