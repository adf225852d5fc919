"""The work of the workers that a refresh waits for: what it needs is imported first, all else when there is time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from tui_reader.engine.reading import known, pack, read
from tui_reader.model.entry import ParsedFeed
from tui_reader.model.update import Retrieved
from tui_reader.sources.parse import parse
from tui_reader.sources.steady import steady_hash
from tui_reader.sources.unpacking import unpacked


def parse_feed(retrieved: Retrieved, now: datetime, limit: int) -> ParsedFeed:
    """A feed's entries, the newest ``limit``."""
    return parse(retrieved, now=now, limit=limit)


def read_feed(retrieved: Retrieved, known_hash: bytes, most: int, now: datetime, limit: int) -> bytes:
    """As ``parse_feed``, ready to be decided on and written (``reading.pack``), unless it is the known one.

    ``most``: bytes a packed body may be when it is unpacked. Raises RetrieveError where it cannot be.
    """
    if retrieved.packed:
        retrieved = replace(retrieved, body=unpacked(retrieved.body, most), packed=False)
    size, body_hash = len(retrieved.body), steady_hash(retrieved.body)
    if body_hash == known_hash:
        return pack(known(body_hash, size))
    parsed = read(parse(retrieved, now=now, limit=limit), now)
    return pack(replace(parsed, body_hash=body_hash, size=size))


FEED_JOBS: dict[str, Callable[..., Any]] = {"parse_feed": parse_feed, "read_feed": read_feed}
