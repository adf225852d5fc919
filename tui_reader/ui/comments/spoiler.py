"""Comments that warn of what they say: hidden until the reader wants to see it."""

from __future__ import annotations

import html
import re

from tui_reader.model.comment import CommentData
from tui_reader.model.scrub import scrub_line

# <details><summary>…: what sources make of a warning (Mastodon) or of a fold in the text
_WARNED = re.compile(
    r"\s*<details\b[^<>]{0,200}>\s*<summary\b[^<>]{0,200}>([^<]{0,500})</summary>", re.IGNORECASE
)
# class="spoiler" (Discourse), "md-spoiler-text" (Reddit), "spoiler-…" elsewhere
_MARKED = re.compile(r"<[a-z]{1,10}\s[^<>]{0,200}class=[\"'][^\"'<>]{0,100}\bspoiler", re.IGNORECASE)


def warning_of(data: CommentData) -> str | None:
    """What a comment warns of, empty where it does not say; None: it hides nothing."""
    found = _WARNED.match(data.body)
    if found is not None:
        return scrub_line(html.unescape(found[1]), 200)
    return "" if _MARKED.search(data.body) else None
