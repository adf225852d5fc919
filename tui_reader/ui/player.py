"""Plays what an article brings along in a program outside: an argument list, never a shell, web addresses only."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from tui_reader.model.document import Document, Embed
from tui_reader.model.entry import EntryData
from tui_reader.model.urls import clean, is_web
from tui_reader.ui.browser import has_screen

_USUAL: Final = (
    ("mpv", "--force-window=yes", "--no-terminal"),
    ("vlc",),
    ("celluloid",),
    ("totem",),
    ("ffplay",),
)
"""Looked for in this order where the settings name none; each shows a window, for it is not given the terminal."""
_PLACE: Final = "%u"
"""Stands for the address where the settings' arguments have it; else it comes last."""


class Playable(NamedTuple):
    """``kind`` is audio or video; ``title`` may be empty."""

    url: str
    kind: str
    title: str


def playables(data: EntryData, document: Document | None) -> list[Playable]:
    """What can be played, each address once: what was attached first, then what stands in the text."""
    found: dict[str, Playable] = {}
    for one in data.enclosures:
        kind = one.type.partition("/")[0]
        if kind in ("audio", "video") and is_web(one.url):
            found.setdefault(one.url, Playable(one.url, kind, one.title))
    for block in document.blocks if document is not None else ():
        if isinstance(block, Embed) and block.kind in ("audio", "video") and is_web(block.url):
            found.setdefault(block.url, Playable(block.url, block.kind, block.title))
    return list(found.values())


def command(url: str, player: Sequence[str], environ: Mapping[str, str]) -> list[str] | None:
    """What to run; None where the program is not here. Over ssh only what the settings name: sound would be elsewhere."""
    if not is_web(url) or url != clean(url):
        return None
    elsewhere = "SSH_CONNECTION" in environ or not has_screen(environ)
    choices = [tuple(player)] if player else [] if elsewhere else _USUAL
    for program, *arguments in choices:
        path = shutil.which(os.path.expanduser(program), path=environ.get("PATH"))
        if path is not None:
            told = [url if part == _PLACE else part for part in arguments]
            return [path, *told] if _PLACE in arguments else [path, *told, url]
    return None
