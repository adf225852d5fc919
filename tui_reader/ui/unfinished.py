"""What was to be added when the reader quit: kept, so that the next start takes it up again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, ValidationError, json

from tui_reader.model.hosts import shown_host
from tui_reader.model.urls import is_web

KEY = "adding"
"""Memory key."""
_MOST = 100


class Wish(Struct, frozen=True):
    """An address or path to be added. ``opened``: shown when it is here; ``page``: a web page to be kept as an article."""

    location: str
    folder: str = ""
    opened: bool = False
    page: bool = False


def kept(wishes: Iterable[Wish]) -> str:
    """As the store's memory has it; nothing is opened unasked at the next start."""
    return json.encode([Wish(w.location, w.folder, page=w.page) for w in wishes][:_MOST]).decode()


def unfinished(text: str | None) -> list[Wish]:
    """What was kept; nothing where it cannot be read."""
    try:
        return json.decode(text or "[]", type=list[Wish])
    except (ValidationError, ValueError):
        return []


def shown_place(location: str) -> str:
    """An address by its host, a path by its last name."""
    return shown_host(location) if is_web(location) else Path(location).name
