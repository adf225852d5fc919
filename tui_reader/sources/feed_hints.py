"""Reads how a feed asks to be fetched: `ttl`, `skipHours`, `skipDays`, the syndication module, its hub and its own address.

RSS 2.0 and RSS 0.91 (rssboard.org/rss-specification, skip-hours-days), RSS 1.0's syndication module
(web.resource.org/rss/1.0/modules/syndication), WebSub §4 (w3.org/TR/websub), paged feeds (RFC 5005 §3), OpenSearch 1.1.
"""

from collections.abc import Iterable
from itertools import islice

from lxml import etree

from tui_reader.model.feed import Hints
from tui_reader.sources.addresses import Home, web
from tui_reader.sources.dates import read_date
from tui_reader.sources.xml_names import key_of

_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
"""Seconds; a month is thirty days."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 31_536_000  # seconds; whoever asks for more than a year means something else
_MOST = 200


def read_hints(own: Iterable[etree._Element], home: Home, base: str = "") -> Hints:
    """What the feed's own elements say, `base` being their `xml:base`; nonsense is as if not said."""
    said: dict[str, etree._Element] = {}
    links: dict[str, str] = {}
    for child in own:
        name = key_of(child).rpartition(":")[2]
        if name == "link" and (href := child.get("href")):
            links.setdefault((child.get("rel") or "").strip().lower(), str(href))
        elif name in _HINTS:
            said.setdefault(name, child)
    if not said and not links.keys() & {"hub", "self", "next"}:
        return Hints()
    every = _PERIODS.get(_text(said.get("updateperiod")).lower(), 0)
    often = _number(_text(said.get("updatefrequency"))) or 1
    minutes = _number(_text(said.get("ttl"))) or 0
    return Hints(
        ttl=minutes * 60 if minutes * 60 <= _LONGEST else 0,
        skip_hours=_hours(said.get("skiphours")),
        skip_days=_days(said.get("skipdays")),
        update_every=every // often,
        update_base=read_date(_text(said.get("updatebase"))) if every else None,
        hub=web(links.get("hub", ""), home, base),
        own=web(links.get("self", ""), home, base),
        next_page=web(links.get("next", ""), home, base),
        first=_number(_text(said.get("startindex"))) or 0,
        total=_number(_text(said.get("totalresults"))),
    )


_HINTS = (
    "ttl",
    "skiphours",
    "skipdays",
    "updateperiod",
    "updatefrequency",
    "updatebase",
    "startindex",
    "totalresults",
)


def _hours(level: etree._Element | None) -> tuple[int, ...]:
    """0–23; some write midnight as 24."""
    said = [_number(_text(child)) for child in islice(level, _MOST)] if level is not None else []
    return tuple(sorted({hour % 24 for hour in said if hour is not None and hour <= 24}))


def _days(level: etree._Element | None) -> tuple[int, ...]:
    said = [_text(child).lower() for child in islice(level, _MOST)] if level is not None else []
    return tuple(sorted({_DAYS.index(day) for day in said if day in _DAYS}))


def _text(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
