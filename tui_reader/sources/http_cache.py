"""How long a server says its answer stays fresh (RFC 9111 §4.2.1)."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Mapping
from datetime import UTC, datetime

_MOST = 365 * 86400
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|,)\s*(?:no-cache|no-store)\s*(?:,|$)", re.IGNORECASE)


def fresh_for(headers: Mapping[str, str], now: datetime) -> int:
    """Seconds, 0 where nothing is said. ``headers`` by lower-case name; ``Cache-Control`` goes before ``Expires``."""
    control = headers.get("cache-control", "")
    if control:
        if _NEVER.search(control):
            return 0
        found = _MAX_AGE.search(control)
        if found:
            return min(max(0, int(found[1]) - _age(headers)), _MOST)
    expires = _moment(headers.get("expires", ""))
    if expires is None:
        return 0
    said = _moment(headers.get("date", "")) or now
    return int(min(max(0.0, (expires - said).total_seconds()), _MOST))


def _age(headers: Mapping[str, str]) -> int:
    said = headers.get("age", "").strip()
    return int(said) if said.isdecimal() and said.isascii() and len(said) < 11 else 0


def _moment(text: str) -> datetime | None:
    if not text.strip() or text.strip() == "0":
        return None
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
