"""Fetching articles whole for a time without network: how far it is."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

MEGABYTE = 1_000_000


class Standing(StrEnum):
    """How a trip's preparation stands."""

    RUNNING = "running"
    DONE = "done"
    FULL = "full"
    """The budget was used up; what is here stays."""
    STOPPED = "stopped"


class Trip(Struct, frozen=True):
    """What is being fetched. ``budget`` and ``spent`` are in bytes on the disk."""

    total: int
    """Articles."""
    left: int = 0
    budget: int = 0
    """0: as much as there is."""
    spent: int = 0
    standing: Standing = Standing.RUNNING
    pictures: bool = True
    without: int = 0
    """Articles some of whose pictures found no room: the trip's alone fill what is kept of pictures."""

    @property
    def outcome(self) -> str:
        """What is said of it: its standing, or that it is done but for pictures."""
        return "crowded" if self.standing is Standing.DONE and self.without else str(self.standing)

    @property
    def done(self) -> int:
        """Articles that are ready."""
        return self.total - self.left


class Estimate(Struct, frozen=True):
    """How much there is to fetch of some articles."""

    articles: int
    size: int
    """Bytes, roughly."""
