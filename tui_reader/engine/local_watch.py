"""Looks after local feeds: a folder or file that changed is read again within seconds, without anybody asking."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from tui_reader.engine.feed_job import is_local
from tui_reader.engine.looking import for_ever
from tui_reader.engine.parts import Parts
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.sources.retrieve_file import file_fingerprint, path_of
from tui_reader.store import feeds

SECONDS = 5.0
"""Between two looks."""


class LocalWatch:
    """``refresh`` is called with the ids of feeds whose files are not what they were."""

    def __init__(
        self, parts: Parts, refresh: Callable[[list[int]], Awaitable[None]], seconds: float = SECONDS
    ) -> None:
        self._parts = parts
        self._refresh = refresh
        self._seconds = seconds
        self._seen: dict[int, str] = {}

    async def run(self) -> None:
        """Look for ever."""
        await for_ever(self.look, self._seconds, "looking at local feeds")

    async def look(self) -> None:
        """One look at all of them."""
        kept = await self._parts.keeper.read(feeds.sources)
        watched = [
            feed for feed in kept.feeds if feed.kind in (FeedKind.FOLDER, FeedKind.FEED) and is_local(feed)
        ]
        if not watched:
            return
        now = await asyncio.to_thread(lambda: {feed.id: _fingerprint(feed) for feed in watched})
        changed = [
            feed.id for feed in watched if now[feed.id] != self._seen.get(feed.id, feed.validators.modified)
        ]
        self._seen = now
        if changed:
            await self._refresh(changed)


def _fingerprint(feed: Feed) -> str:
    from tui_reader.sources.local import (
        fingerprint_of,
    )  # brings lxml, which an engine without folders never needs

    if feed.kind is FeedKind.FOLDER:
        return fingerprint_of(Path(feed.location))
    return file_fingerprint(path_of(feed.location))
