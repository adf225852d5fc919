"""The first start: the bundled material is copied into the data folder and subscribed from there.

From there and not from where the program is installed: an upgrade moves the program's own files.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tui_reader.resources import directory

SEEDED = "seeded"
"""Memory key: the bundled material was offered once; what the reader threw away stays away."""

STARTER = "starter.opml"
"""Well-known public feeds, offered in the add dialog and by ``import``, never fetched unasked."""


FOLDER = "articles"
"""The folder of articles among the bundled material: subscribed to as a folder."""


_ACCIDENTS = ("engine_stopped", "worker_died", "took_too_long", "cancelled", "offline")


def is_accident(code: str) -> bool:
    """Whether what kept a thing from being brought in lies not with the thing: it may come another time."""
    return code in _ACCIDENTS or code.startswith("store.")


def lay_out(data: Path) -> list[str]:
    """Copy the bundled material to ``data/samples`` and name what to add.

    The saved page comes first: it stands at the top, where files opened by hand do, and the rest comes in below it.
    """
    samples = data / "samples"
    if not samples.exists():
        unfinished = data / "samples.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(directory("seeds"), unfinished)
        unfinished.rename(samples)
    pages = sorted(samples.glob("*.txt"))
    feeds = sorted(path for path in (samples / "feeds").iterdir() if not path.name.startswith("comments"))
    return [str(path) for path in (*pages, *feeds, samples / FOLDER)]
