"""What the reader set for one feed alone: kept as JSON beside the feed, read so that no odd value ever costs the feed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec
from msgspec import Struct, field
from msgspec.structs import fields

from tui_reader.model.late_pattern import LatePattern

SHORTEST_INTERVAL: Final = 5 * 60
LONGEST_INTERVAL: Final = 30 * 86400
"""Seconds between two refreshes a reader may ask for: no site is asked more often, no feed is forgotten for longer."""

_TOKEN = LatePattern(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\Z")  # a field name (RFC 9110 §5.1)
_MOST_HEADERS = 20
_LONGEST_VALUE = 4096
# What the client itself decides: the connection, the framing, the coding it can bound, what makes a request conditional.
_NOT_THEIRS: Final = (
    "|accept-encoding|connection|content-length|expect|host|if-modified-since|if-none-match|keep-alive|range|te|trailer"
    "|transfer-encoding|upgrade|"
)


class FullText(StrEnum):
    """When an article's whole text is fetched from its page; names are those of ``feeds.full_text.<name>``."""

    AUTO = "auto"
    """Where the feed sent only a lead."""
    ALWAYS = "always"
    NEVER = "never"
    """Only when asked for by a key."""


class FeedSettings(Struct, frozen=True):
    """One feed's own settings; the defaults mean "as everywhere"."""

    interval: int = 0
    """Seconds between two refreshes, ``SHORTEST_INTERVAL`` … ``LONGEST_INTERVAL``; 0: by the feed's own rhythm."""
    full_text: FullText = FullText.AUTO
    pictures: bool | None = None
    """Whether pictures are fetched and shown; None: as Aa says for all feeds."""
    comments: bool | None = None
    """Whether comments are fetched beside the articles; None: as everywhere."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Request headers by name, values as the reader wrote them: a secret stands here by reference, never itself."""
    silent_since: int = 0
    """Its newest article, seconds since the epoch, when the reader said that its silence is all right; 0: never said."""


DEFAULTS: Final = FeedSettings()


def is_header(name: str, value: str) -> bool:
    """Whether this may be sent as a request header: a name that is one and not the client's own, a value of one line."""
    return (
        _TOKEN.now.match(name) is not None
        and f"|{name.lower()}|" not in _NOT_THEIRS
        and 0 < len(value) <= _LONGEST_VALUE
        and value.isascii()
        and value.isprintable()
    )


def read(text: str) -> FeedSettings:
    """The settings of a cell. Unknown fields and values that are none are passed over, each on its own."""
    if text in ("", "{}"):
        return DEFAULTS
    said = _object(text)
    known = {}
    for one in fields(FeedSettings):
        if one.name in said:
            try:
                known[one.name] = msgspec.convert(said[one.name], one.type)
            except msgspec.ValidationError:
                continue
    return _bounded(FeedSettings(**known))


def written(settings: FeedSettings, before: str = "") -> str:
    """The cell for these settings: only what is not a default; what a newer program wrote into ``before`` stays."""
    names = {one.name for one in fields(FeedSettings)}
    kept = {name: value for name, value in _object(before).items() if name not in names}
    bounded = _bounded(settings)
    for name in sorted(names):
        value = getattr(bounded, name)
        if value != getattr(DEFAULTS, name):
            kept[name] = value
    return msgspec.json.encode(kept, order="sorted").decode()


def _bounded(settings: FeedSettings) -> FeedSettings:
    interval = settings.interval
    if interval:
        interval = max(SHORTEST_INTERVAL, min(interval, LONGEST_INTERVAL)) if interval > 0 else 0
    headers = [(name, value) for name, value in settings.headers.items() if is_header(name, value)]
    return msgspec.structs.replace(settings, interval=interval, headers=dict(headers[:_MOST_HEADERS]))


def _object(text: str) -> dict[str, object]:
    try:
        said = msgspec.json.decode(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
