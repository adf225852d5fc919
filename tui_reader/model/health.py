"""How a feed is: its state in one word, whether it needs a look, and what can be done about it; pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.urls import is_web

FAILURES: Final = 3
"""So many in a row need a look; fewer are a server's bad hour."""
FAILING_FOR: Final = timedelta(days=1)
SILENT_FOR: Final = timedelta(days=7)
"""However often a feed used to write: a long holiday is no trouble."""

FINE, NEVER, PAUSED, SILENT, MOVED, DOWNGRADED = "fine", "never", "paused", "silent", "moved", "downgraded"
"""States beside the codes of a feed's trouble."""


class FeedResult(Struct, frozen=True):
    """What one fetch of a feed gave."""

    at: datetime
    status: int = 0
    """HTTP status; 0: there was no answer, or it is no web address."""
    size: int = 0
    """Bytes, decoded."""
    milliseconds: int = 0
    new: int = 0
    updated: int = 0
    code: str = ""
    """Of its trouble, or of what the reader should know all the same; empty: all was well."""


class FeedHealth(Struct, frozen=True):
    """A feed with what is known of it beside the row: its last results, newest first."""

    feed: Feed
    results: tuple[FeedResult, ...] = ()


class Fix(StrEnum):
    """Something that can be done for a feed; names are those of ``fix.<name>`` in the catalogue."""

    USE_ADDRESS = "use_address"
    OLD_ADDRESS = "old_address"
    DISCOVER = "discover"
    RETRY = "retry"
    ACCEPT = "accept"
    """Silence is all right: nothing is said of it until it wrote again."""
    PAUSE = "pause"
    RESUME = "resume"
    OPEN_SITE = "open_site"
    SETTINGS = "settings"
    UNSUBSCRIBE = "unsubscribe"


def state_of(feed: Feed, now: datetime, note: str = "") -> str:
    """The word for how the feed is: the code of its trouble, or one of the states above; ``note`` of its last result."""
    if feed.paused:
        return PAUSED
    if feed.trouble is not None:
        return feed.trouble.code
    if feed.moving_to:
        return MOVED
    if note == DOWNGRADED:
        return DOWNGRADED
    if feed.pace.is_silent(now) and is_web(feed.location):
        return SILENT
    if feed.refreshed_at is None and feed.kind in (FeedKind.FEED, FeedKind.FOLDER):
        return NEVER
    return FINE


def needs_look(feed: Feed, now: datetime) -> bool:
    """Whether the reader should look: it failed three times in a row or for a day, or it fell silent while followed."""
    if feed.paused:
        return False
    trouble = feed.trouble
    if trouble is not None:
        return trouble.times >= FAILURES or (trouble.since is not None and now - trouble.since >= FAILING_FOR)
    return state_of(feed, now) == SILENT and _fell_silent(feed, now)


def fixes(feed: Feed, state: str) -> tuple[Fix, ...]:
    """What can be done, the likeliest first."""
    if feed.location.startswith("local:"):
        return ()
    site = (Fix.OPEN_SITE,) if is_web(feed.data.link) or is_web(feed.location) else ()
    back = (Fix.OLD_ADDRESS,) if feed.moved_from and feed.trouble is not None else ()
    first = _FIRST.get(state, (Fix.RETRY,))
    if not is_web(feed.location):
        first = tuple(fix for fix in first if fix is not Fix.DISCOVER)
    rest = (*back, Fix.RETRY, *site, Fix.SETTINGS, Fix.RESUME if feed.paused else Fix.PAUSE, Fix.UNSUBSCRIBE)
    return tuple(dict.fromkeys((*first, *(fix for fix in rest if not (feed.paused and fix is Fix.RETRY)))))


_FIRST: Final[dict[str, tuple[Fix, ...]]] = {
    MOVED: (Fix.USE_ADDRESS,),
    SILENT: (Fix.ACCEPT, Fix.OPEN_SITE),
    PAUSED: (Fix.RESUME,),
    "not_a_feed": (Fix.DISCOVER,),
    "not_found": (Fix.DISCOVER, Fix.RETRY),
    "no_such_host": (Fix.RETRY,),
    "gone": (Fix.PAUSE, Fix.UNSUBSCRIBE, Fix.DISCOVER),
    "too_large": (Fix.DISCOVER, Fix.RETRY),
    "needs_login": (Fix.OPEN_SITE, Fix.RETRY),
    "refused": (Fix.OPEN_SITE, Fix.RETRY),
}


def _fell_silent(feed: Feed, now: datetime) -> bool:
    """One that was silent when it was subscribed to is known to be; so is one the reader has accepted to be."""
    newest = feed.pace.newest
    followed = feed.added_at is not None and newest > feed.added_at.timestamp()
    return followed and feed.pace.quiet_for(now) >= SILENT_FOR and newest > feed.settings.silent_since
