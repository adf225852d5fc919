"""Where in an article the reader is, in a way that survives resize, Aa and an updated article."""

from __future__ import annotations

from msgspec import Struct


class Position(Struct, frozen=True):
    """A block's fingerprint, which of equal ones (``nth``), and a character offset into its text."""

    fingerprint: str = ""
    nth: int = 0
    offset: int = 0

    def __str__(self) -> str:
        return f"{self.fingerprint}:{self.nth}:{self.offset}" if self.fingerprint else ""

    @classmethod
    def parse(cls, text: str) -> Position:
        """The position written by ``str``; anything else is the top."""
        fingerprint, _, rest = text.partition(":")
        nth, _, offset = rest.partition(":")
        if not (fingerprint and nth.isdecimal() and offset.isdecimal()):
            return cls()
        return cls(fingerprint, int(nth), int(offset))
