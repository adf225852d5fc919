"""What the feeds without a title of their own are called: the files and pages kept by hand."""

from __future__ import annotations

from tui_reader.strings import Words

_WORDS = {"local:files": "feeds.local_files", "local:pages": "feeds.saved_pages"}
"""Locations of ``FeedKind.FILES`` and ``FeedKind.PAGES``, which stand where a title would."""


def feed_name(title: str, words: Words) -> str:
    """The title as the screen writes it."""
    return words(_WORDS[title]) if title in _WORDS else title
