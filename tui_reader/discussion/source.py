"""What a source of comments is: the one shape that detection and the engine know."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from tui_reader.model.entry import EntryData
from tui_reader.model.feed import Validators
from tui_reader.model.update import NotModified, Retrieved


class Place(Struct, frozen=True):
    """Where a discussion is. ``source`` names the adapter, ``count`` is what the entry's feed claims (None: nothing)."""

    source: str
    url: str
    count: int | None = None


class Asks(Protocol):
    """Whoever can read locations (``sources.retrieve.Retriever``)."""

    async def retrieve(
        self, location: str, validators: Validators, *, typed: bool
    ) -> Retrieved | NotModified:
        """The bytes at a location. ``typed``: files and private addresses are allowed. Raises RetrieveError."""
        ...


class DiscussionSource(Protocol):
    """One kind of place comments come from."""

    @property
    def name(self) -> str:
        """As kept with the discussion."""
        ...

    @property
    def job(self) -> str:
        """The worker's function that understands what ``fetch`` brings."""
        ...

    def places(self, entry: EntryData) -> list[Place]:
        """Where this source would look for the entry's discussion, the likeliest first. No request is made."""
        ...

    async def fetch(self, place: Place, asks: Asks, *, typed: bool) -> Retrieved:
        """The bytes to understand. Raises RetrieveError."""
        ...
