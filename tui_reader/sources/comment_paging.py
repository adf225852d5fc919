"""Where the next page of a discussion is: where the feed says so, or by the number it was asked to begin at."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.model.feed import Hints
from tui_reader.model.urls import canonical, is_web

_BEGINNINGS = ("start-index", "startindex", "start")
"""Parameters by which feeds with OpenSearch numbers are asked for a later page (Google's data protocol, and its heirs)."""


def next_page(hints: Hints, location: str, count: int) -> str:
    """The address of the page after the one at ``location`` with ``count`` entries; empty where nothing names one.

    A page that names itself as the next one is the last.
    """
    if not is_web(location):
        return ""
    found = hints.next_page or _by_number(hints, location, count)
    return found if found and canonical(found) != canonical(location) else ""


def _by_number(hints: Hints, location: str, count: int) -> str:
    if not hints.total or not hints.first or not count or hints.first + count > hints.total:
        return ""
    parts = urlsplit(location)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    if not any(name.lower() in _BEGINNINGS for name, _ in asked):
        return ""
    after = str(hints.first + count)
    turned = [(name, after if name.lower() in _BEGINNINGS else value) for name, value in asked]
    return urlunsplit(parts._replace(query=urlencode(turned)))
