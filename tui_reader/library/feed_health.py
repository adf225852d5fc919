"""How a feed is, in words: one sentence for its state, what there is to know about it, its rhythm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from tui_reader.model.errors import Fact
from tui_reader.model.feed import Feed
from tui_reader.model.health import MOVED, SILENT, FeedResult, state_of
from tui_reader.model.urls import host
from tui_reader.strings import Words
from tui_reader.strings import format as write

LARGEST_FEED: Final = 15 * 1024 * 1024
"""Bytes, decoded: hostile.md P5; the engine's own limit."""

_WAITS: Final = frozenset(
    (
        *("no_answer", "too_slow", "server_trouble", "http_error", "cut_short", "bad_status", "bad_answer"),
        *("empty_body", "too_many_redirects", "bad_redirect", "private_address", "unknown"),
    )
)
"""Troubles that pass, or that only the server can end."""
_FILES: Final = frozenset(("file_missing", "file_unreadable", "no_such_file", "not_readable", "not_a_file"))
_WEEK = timedelta(days=7)


def sentence(words: Words, feed: Feed, now: datetime, zone: tzinfo | None, note: str = "") -> str:
    """How the feed is: `Máy chủ đang trục trặc (503).` · `Bình thường`."""
    state = state_of(feed, now, note)
    if feed.trouble is not None and state == feed.trouble.code:
        return write.reason(words, state, feed.trouble.facts, now, zone)
    if state == SILENT:
        return _silence(words, feed, now)
    if state == MOVED:
        return words("health.moving", url=feed.moving_to)
    return words(f"health.{state}")


def advice(words: Words, state: str, path: str = "") -> str:
    """What there is to know beyond the sentence; ``path`` of the configuration. Empty: nothing."""
    if state in _WAITS:
        state = "wait"
    elif state in _FILES:
        state = "file"
    key = f"advice.{'too_large' if state == 'too_big' else state}"
    return words(key, path=path, size=words.size(LARGEST_FEED)) if words.has(key) else ""


def login_lines(feed: Feed) -> tuple[str, ...]:
    """What a configuration says of a login, as it is written there."""
    return (f'[feeds."{host(feed.location)}"]', 'user = "…"', 'password = "env:…"')


def rhythm(words: Words, feed: Feed) -> str:
    """`khoảng 12 bài mỗi tuần` · `khoảng 20 ngày một bài`; empty where the feed's dates do not tell."""
    if not feed.pace.gap:
        return ""
    if feed.pace.gap <= _WEEK.total_seconds():
        return words("look.rhythm", n=feed.pace.per_week)
    return words("look.rhythm_days", n=round(feed.pace.gap / 86400))


def outcome(words: Words, result: FeedResult, now: datetime, zone: tzinfo | None) -> str:
    """What a fetch gave: `3 bài mới`, or why it gave nothing."""
    if result.code:
        return words.explain(result.code, _told(result))
    if result.new:
        return words("feeds.refreshed_new", n=result.new)
    return words("look.updated", n=result.updated) if result.updated else words("look.nothing_new")


def _told(result: FeedResult) -> Mapping[str, Fact]:
    return {"code": str(result.status)} if result.status else {}


def _silence(words: Words, feed: Feed, now: datetime) -> str:
    days = feed.pace.quiet_for(now).days
    if feed.pace.gap <= _WEEK.total_seconds():
        return words("health.silent", n=days, m=feed.pace.per_week)
    return words("health.silent_days", n=days, m=round(feed.pace.gap / 86400))


def newest(feed: Feed) -> datetime | None:
    """When its newest article is from; None where unknown."""
    return datetime.fromtimestamp(feed.pace.newest, UTC) if feed.pace.newest else None


def site(feed: Feed) -> str:
    """Where the newspaper itself is, as people call it."""
    return host(feed.data.link) or host(feed.location)
