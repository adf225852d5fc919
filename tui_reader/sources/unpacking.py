"""Unpacks gzip within bounds: a bite at a time, never more than it may be (hostile.md finding 6)."""

from __future__ import annotations

from tui_reader.deflate import DeflateError, Inflater, gzip_inflater
from tui_reader.model.errors import RetrieveError

CUT_SHORT = "incomplete"
"""Fact of an ``http_error``: the body ended before it was all there."""

_BITE = 1 << 20
"""Most bytes unpacked at once, so that a bomb never holds the loop for long."""


def unpacked(body: bytes, limit: int) -> bytes:
    """A body that came as gzip. Raises RetrieveError: too_large, http_error (no gzip, or ended too early)."""
    if (
        int.from_bytes(body[-4:], "little") > limit
    ):  # the size as it is told (RFC 1952 §2.3.1); not to be believed alone
        _through(body, _Measured(limit))
    unpack = Gzip(limit)
    _through(body, unpack)
    return unpack.finish()


def _through(body: bytes, unpack: Gzip) -> None:
    while body:
        body = unpack.feed(body)


class Plain:
    """A body that is not packed; its pieces put together."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.body = bytearray()

    def feed(self, chunk: bytes) -> bytes:
        """Take in what fits a bite; what is left of the chunk."""
        self.keep(chunk)
        return b""

    def keep(self, piece: bytes) -> None:
        """Add to the body. Raises RetrieveError: too_large."""
        self.body += piece
        if len(self.body) > self.limit:
            raise RetrieveError("too_large", size=self.limit)

    def finish(self) -> bytes:
        return bytes(self.body)


class Gzip(Plain):
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
            self.keep(self.member.decompress(chunk, _BITE))
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


class _Measured(Gzip):
    """Keeps nothing: a bomb costs a third of the time, and no memory."""

    size = 0

    def keep(self, piece: bytes) -> None:
        """Count it."""
        self.size += len(piece)
        if self.size > self.limit:
            raise RetrieveError("too_large", size=self.limit)
