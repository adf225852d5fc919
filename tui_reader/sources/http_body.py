"""Reads an answer's body without letting it grow: gzip alone, unpacked in bounded bites (hostile.md finding 6)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from tui_reader.deflate import DeflateError, Inflater, gzip_inflater
from tui_reader.model.errors import RetrieveError
from tui_reader.model.scrub import scrub_line

CUT_SHORT = "incomplete"
"""Fact of an ``http_error``: the body ended before it was all there."""

_BITE = 1 << 20
"""Most bytes unpacked at once, so that a bomb never holds the loop for long."""


async def read_body(chunks: AsyncIterator[bytes], packed: bool, length: str, limit: int) -> bytes:
    """The body, unpacked where it is ``packed``. ``length`` is the header field as sent, ``limit`` in bytes of the result.

    Raises RetrieveError: too_large, http_error (no gzip, or ended too early).
    """
    if length.isdecimal() and int(length[:20]) > limit:
        raise RetrieveError("too_large", size=limit)
    unpack = _Gzip(limit) if packed else _Plain(limit)
    async for chunk in chunks:
        rest = unpack.feed(chunk)
        while rest:  # more than a bite: others go on meanwhile, deflate lets go of the interpreter
            rest = await asyncio.to_thread(unpack.feed, rest)
    return unpack.finish()


def unpacked(body: bytes, limit: int) -> bytes:
    """A body that came as gzip. Raises RetrieveError: too_large, http_error (no gzip, or ended too early)."""
    unpack = _Gzip(limit)
    while body:
        body = unpack.feed(body)
    return unpack.finish()


def is_gzip(encoding: str) -> bool:
    """Whether a body with this header field is gzip; plain otherwise. Raises RetrieveError for anything else."""
    names = [name for part in encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not names:
        return False
    if names in (["gzip"], ["x-gzip"]):
        return True
    raise RetrieveError("http_error", code=scrub_line("Content-Encoding: " + ", ".join(names), 60))


class _Plain:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.body = bytearray()

    def feed(self, chunk: bytes) -> bytes:
        """Take in what fits a bite; what is left of the chunk."""
        self.body += chunk
        if len(self.body) > self.limit:
            raise RetrieveError("too_large", size=self.limit)
        return b""

    def finish(self) -> bytes:
        return bytes(self.body)


class _Gzip(_Plain):
    """Gzip members one after another (RFC 1952 §2.2); what follows the last one and is none is left."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.member: Inflater | None = None
        self.any = False

    def feed(self, chunk: bytes) -> bytes:
        if self.member is None:
            if self.any and chunk[0] != 0x1F:
                return b""
            self.member = gzip_inflater()
            self.any = True
        try:
            super().feed(self.member.decompress(chunk, _BITE))
        except DeflateError as error:
            raise RetrieveError("http_error", code="bad gzip") from error
        if not self.member.eof:
            return self.member.unconsumed_tail
        rest, self.member = self.member.unused_data, None
        return rest

    def finish(self) -> bytes:
        if self.member is not None or not self.any:
            raise RetrieveError("http_error", code=CUT_SHORT)
        return super().finish()
