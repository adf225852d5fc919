"""Reads an answer's body without letting it grow: gzip alone, unpacked in bounded bites (hostile.md finding 6)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from tui_reader.model.errors import RetrieveError
from tui_reader.model.scrub import scrub_line
from tui_reader.sources.unpacking import Gzip, Plain


async def read_body(chunks: AsyncIterator[bytes], packed: bool, length: str, limit: int) -> bytes:
    """The body, unpacked where it is ``packed``. ``length`` is the header field as sent, ``limit`` in bytes of the result.

    Raises RetrieveError: too_large, http_error (no gzip, or ended too early).
    """
    if length.isdecimal() and int(length[:20]) > limit:
        raise RetrieveError("too_large", size=limit)
    unpack = Gzip(limit) if packed else Plain(limit)
    async for chunk in chunks:
        rest = unpack.feed(chunk)
        while rest:  # more than a bite: others go on meanwhile, deflate lets go of the interpreter
            rest = await asyncio.to_thread(unpack.feed, rest)
    return unpack.finish()


def is_gzip(encoding: str) -> bool:
    """Whether a body with this header field is gzip; plain otherwise. Raises RetrieveError for anything else."""
    names = [name for part in encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not names:
        return False
    if names in (["gzip"], ["x-gzip"]):
        return True
    raise RetrieveError("http_error", code=scrub_line("Content-Encoding: " + ", ".join(names), 60))
