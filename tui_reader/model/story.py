"""The same story from several feeds: how much of it stands together as one row, and the sources it can be read in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Together(StrEnum):
    """What counts as one story; names are those of the setting ``same_story``."""

    OFF = "off"
    ADDRESS = "address"
    """One page under one address, brought by several feeds."""
    TITLES = "titles"
    """That, and near-equal titles within days."""


class Telling(Struct, frozen=True):
    """One article of a story: which feed told it, when, and whether it is the one asked about."""

    id: int
    feed_title: str
    title: str
    sort_at: datetime
    read: bool
    asked: bool = False
    same_page: bool = False
    """Whether it is the very page asked about, under the same address."""


class Surplus(Struct, frozen=True):
    """What kept counts of articles are over the rows that stand for them, of feeds that are not muted."""

    total: int = 0
    unread: int = 0
    words: int = 0
    """Words of unread articles that nobody reads twice."""
