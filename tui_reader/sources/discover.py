"""Finds the feeds a web page names, for who subscribed to the page's address (workers only)."""

from __future__ import annotations

import re
from html import unescape

from tui_reader.model.update import Retrieved
from tui_reader.model.urls import clean, is_web
from tui_reader.sources.encoding import decode

_HEAD = 512 * 1024  # bytes; the links stand in the head
_TAG = re.compile(r"<(link|base)\b([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
)
_MOST = 50


def discover(page: Retrieved) -> tuple[str, ...]:
    """Addresses of ``<link rel=alternate>`` feeds in the page's order, without feeds of comments where there are others."""
    base = page.location
    found: dict[str, bool] = {}
    for tag in _TAG.finditer(decode(page.body[:_HEAD], page.headers)):
        attributes = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[2])}
        if tag[1].lower() == "base":
            base = clean(attributes.get("href", ""), base) or base
        elif "alternate" in attributes.get("rel", "").lower().split() and _is_feed(attributes):
            url = clean(attributes.get("href", ""), base)
            if is_web(url) and len(found) < _MOST:
                found.setdefault(url, _of_comments(attributes.get("title", ""), url))
    articles = tuple(url for url, comments in found.items() if not comments)
    return articles or tuple(found)


def _is_feed(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").partition(";")[0].strip().lower() in _TYPES


def _of_comments(title: str, url: str) -> bool:
    return (
        "comments" in url.lower() or re.search(r"\b(comments|bình luận)\b", title, re.IGNORECASE) is not None
    )
