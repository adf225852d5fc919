"""The addresses at which a feed's entry may point to its discussion: its comment page, itself, a link called "Comments"."""

from __future__ import annotations

import re
from html import unescape

from tui_reader.model import urls
from tui_reader.model.entry import EntryData

_CALLED = re.compile(
    r"<a\s[^<>]{0,300}?href\s*=\s*[\"']([^\"'<>\s]{8,2000})[\"'][^<>]{0,300}>"
    r"\s*(?:\[?comments?\]?|bình luận|\d{1,6} comments?)\s*</a>",
    re.IGNORECASE,
)
# aggregators' feeds also write "Comments URL: <a href=…>…</a>" (hnrss)
_SAID = re.compile(
    r"comments url:\s*<a\s[^<>]{0,300}?href\s*=\s*[\"']([^\"'<>\s]{8,2000})[\"']", re.IGNORECASE
)
_LOOKED_AT = 20_000
"""Characters at the end of a text in which such a link is looked for: it stands below everything else."""


def links_of(entry: EntryData) -> list[str]:
    """Addresses that may be a discussion on a site we know, the surest first; each once."""
    found = [entry.comments.page, *_named(entry), entry.link]
    return list(dict.fromkeys(url for url in found if url and urls.is_web(url)))


def _named(entry: EntryData) -> list[str]:
    content = entry.content or entry.summary
    text = content.value[-_LOOKED_AT:] if content is not None and content.type == "text/html" else ""
    if "omment" not in text and "luận" not in text:
        return []
    written = [match[1] for pattern in (_SAID, _CALLED) for match in pattern.finditer(text)]
    return [urls.clean(unescape(url), entry.link) for url in written[:5]]
