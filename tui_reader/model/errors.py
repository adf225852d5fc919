"""One error tree; every error carries a code and facts, and the screen puts them into words.

ReaderError
├── RetrieveError   a location could not be read (network, file)
├── ParseError      bytes could not be understood
├── StoreError      the database could not do it
├── QueryError      a search was not understood
├── EngineError     the engine process could not do it
├── SettingsError   the reader's file of settings could not be changed
└── SyncError       a sync server said no
"""

from __future__ import annotations

Fact = str | int


class ReaderError(Exception):
    """Something the reader should be told; ``code`` names a sentence ``health.<code>`` in the catalogue."""

    code = "unknown"

    def __init__(self, code: str, /, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: dict[str, Fact] = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class RetrieveError(ReaderError):
    """A location could not be read."""


class ParseError(ReaderError):
    """Bytes could not be understood."""


class StoreError(ReaderError):
    """The database could not do what was asked."""


class QueryError(ReaderError):
    """A query was not understood; ``position`` is the offset of the first character that was not."""

    def __init__(self, code: str, /, position: int = 0, **facts: Fact) -> None:
        super().__init__(code, **facts)
        self.position = position


class EngineError(ReaderError):
    """The engine process is not there or refused."""


class SettingsError(ReaderError):
    """A setting is not what it can be, or the file could not be written."""


class SyncError(ReaderError):
    """A sync server refused or answered nonsense."""
