"""Finds where an entry's discussion may be, from what the feed said alone; nothing is asked of anybody."""

from __future__ import annotations

from tui_reader.discussion.feed import FeedSource
from tui_reader.discussion.source import DiscussionSource, Place
from tui_reader.model.entry import EntryData

SOURCES: tuple[DiscussionSource, ...] = (FeedSource(),)
"""Every adapter, the cheapest first."""


def detect(entry: EntryData) -> list[Place]:
    """All places where comments may be, the first the best."""
    return [place for source in SOURCES for place in source.places(entry)]


def source_of(place: Place) -> DiscussionSource:
    """The adapter of a place."""
    return next(source for source in SOURCES if source.name == place.source)
