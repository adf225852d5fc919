"""Standard streams that whoever started us closed (``<&-``, ``>&-``, ``2>&-``) are there, and lead nowhere."""

from __future__ import annotations

import os
import sys


def stand_in() -> None:
    """Before anything is opened: the next file would take the number of the closed stream, and be written into."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # POSIX: the lowest number that is free, and that is this one
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def draw_on_output() -> None:
    """The toolkit draws on stderr; where that leads elsewhere (``2>log``) and stdout is the terminal, it draws there."""
    if not sys.stderr.isatty() and sys.stdout.isatty():
        sys.__stderr__ = sys.__stdout__  # type: ignore[misc]  # final for typeshed
