"""Finds where an entry's discussion may be, from what its feed and page said alone; nothing is asked of anybody."""

from __future__ import annotations

from tui_reader.discussion.feed import FeedSource
from tui_reader.discussion.source import CommentSource, Place
from tui_reader.discussion.wordpress import WordPress
from tui_reader.model.entry import EntryData

SOURCES: tuple[CommentSource, ...] = (WordPress(), FeedSource())
"""Every adapter, the one that says most of a discussion first."""
_BY_NAME = {source.name: source for source in SOURCES}


def detect(entry: EntryData) -> list[Place]:
    """All places where comments may be, the first the best; each address once."""
    found = [place for source in SOURCES for place in source.places(entry)]
    return list({place.url: place for place in reversed(found)}.values())[::-1]


def source_named(name: str) -> CommentSource | None:
    """The adapter of that name; None where a newer program kept it."""
    return _BY_NAME.get(name)
