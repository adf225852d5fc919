"""A text's words before it is converted: quick, for guessing its language and counting; never shown."""

from __future__ import annotations

import re
from typing import Final

from tui_reader.content.counting import estimate

_NOT_TEXT: Final = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_COUNTED: Final = 400  # characters counted; the conversion counts all of them
_HEADS: Final = (700, 8_000)
"""Characters with their markup looked at: enough for that, unless they are nearly all markup."""
_MOST: Final = 200_000  # beyond, a count is an estimate anyway


def rough(value: str, kind: str) -> tuple[str, int]:
    """The beginning of a delivered text of a media type, markup left out, and about how many words all of it has."""
    whole = len(value)
    value = value[:_MOST]
    if kind == "text/plain" or ("<" not in value and "&" not in value):
        return value[:_COUNTED], _words(value[:_COUNTED], whole)
    for head in _HEADS:
        text = _bare(value[:head])
        if len(text) >= _COUNTED or whole <= head:
            return text, _words(text, len(text) * whole // (min(whole, head) or 1))
    text = _bare(value)
    return text, _words(text, len(text))


def _words(text: str, length: int) -> int:
    """As many in so many characters as in the beginning of them."""
    head = text[:_COUNTED]
    return estimate(head) * length // len(head) if head else 0


def _bare(value: str) -> str:
    """Without scripts and tags, a cut one at the end included, and with the characters that are written as names."""
    if "<script" in value or "<style" in value:
        value = _NOT_TEXT.sub(" ", value)
    text = _TAG.sub(" ", value)
    if (cut := text.rfind("<", -_COUNTED)) >= 0:
        text = text[:cut]
    if "&" not in text:
        return text
    from html import unescape  # brings a table of two thousand names; the reader saves no articles

    return unescape(text)
