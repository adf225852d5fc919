"""What every piece of the engine works with, built once and handed down."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, field

from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.rush import Rush
from tui_reader.engine.workers import Workers
from tui_reader.model.messages import Event
from tui_reader.model.running import Running
from tui_reader.sources.retrieve import Retriever

PARSE_SECONDS = 10.0
"""Wall deadline of a parse (hostile.md P5)."""
CONVERT_SECONDS = 10.0
"""Wall deadline of one batch of conversions."""
PAGE_SECONDS = 15.0
"""Wall deadline of finding the article in a page: the slowest of the test pages takes 1 s on two busy cores."""
SETTLE_SECONDS = 10.0
"""What was sent and got no answer is looked for at the site not before this: a slow site may still be at it."""
NO_LIMIT = 1_000_000
PICTURE_BYTES = 500_000_000
"""The cache of pictures where nothing else is set: some 300 photographs as large as a screen."""
BACKUP_BYTES = 1_000_000_000
"""The copies of the store where nothing else is set: two of some 100,000 articles each."""


def utc_now() -> datetime:
    """The engine's clock unless it is given another."""
    return datetime.now(UTC)


def _owner() -> str:
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


class Wishes:
    """What of the reader's settings may change while the engine runs."""

    def __init__(
        self,
        newest_per_feed: int = 2000,
        *,
        keep_days: int = 0,
        pages_unasked: bool = False,
        picture_bytes: int = PICTURE_BYTES,
        backup_bytes: int = BACKUP_BYTES,
        read_together: bool = True,
        run: Mapping[str, Running] | None = None,
    ) -> None:
        self.newest_per_feed = newest_per_feed
        self.keep_days = keep_days
        self.pages_unasked = pages_unasked
        """Whether articles' own pages are fetched by themselves, as the feeds' settings say."""
        self.picture_bytes = picture_bytes
        """How large the cache of pictures may be."""
        self.backup_bytes = backup_bytes
        """How much room the copies of the store may take; 0: none are made."""
        self.read_together = read_together
        """Whether an article whose very page was read in another feed counts as read."""
        self.run: Mapping[str, Running] = run or {}
        """Commands that new articles are given to, by name, as the configuration file has them."""


class Parts(Struct, frozen=True):
    """The engine's tools. ``emit`` tells the reader; ``owner`` signs claims."""

    keeper: Keeper
    workers: Workers
    retriever: Retriever
    door: Door
    emit: Callable[[Event], None]
    wishes: Wishes = field(default_factory=Wishes)
    now: Callable[[], datetime] = utc_now
    owner: str = field(default_factory=_owner)
    parse_seconds: float = PARSE_SECONDS
    convert_seconds: float = CONVERT_SECONDS
    reread: Callable[[], None] = lambda: None
    """Has the settings read anew and put in force."""
    rush: Rush = field(default_factory=Rush)
    page_seconds: float = PAGE_SECONDS
    settle_seconds: float = SETTLE_SECONDS
    pictures: Path = Path()
    """Folder of the picture cache."""

    @property
    def limit(self) -> int:
        """How many entries of a feed are taken in, the newest."""
        return self.wishes.newest_per_feed or NO_LIMIT
