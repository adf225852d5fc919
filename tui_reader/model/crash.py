"""What may be said of an error nobody foresaw: files, lines, functions and kinds; never a value, which may be an article."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

_MOST = 500


def described(error: BaseException | None) -> list[str]:
    """The error and what it came of, a line each, where it went through below it."""
    lines: list[str] = []
    while error is not None and len(lines) < _MOST:
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        carried = getattr(error, "error", None)  # the toolkit's WorkerFailed has it there
        error = carried if isinstance(carried, BaseException) else error.__cause__ or error.__context__
    return lines


def write_report(lines: list[str], folder: Path, now: datetime) -> Path | None:
    """A new file with these lines; None where nothing could be written."""
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    try:
        path.write_text("\n".join([f"{now:%Y-%m-%d %H:%M:%S} UTC", *lines]) + "\n", encoding="utf-8")
    except OSError:  # a full disk leaves an empty file, which tells nothing
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return None
    return path


def say_no_values(say: Callable[[str], object]) -> None:
    """From now on what ends a thread, or goes wrong where nobody can catch it, is told by kind and place on one line."""

    def told(error: BaseException | None) -> None:
        say(" < ".join(described(error)) + "\n")

    def of_thread(arguments: Any) -> None:
        if arguments.exc_type is not SystemExit:
            told(arguments.exc_value)

    sys.excepthook = lambda kind, error, trace: told(error)
    threading.excepthook = of_thread
    sys.unraisablehook = lambda arguments: told(arguments.exc_value)
