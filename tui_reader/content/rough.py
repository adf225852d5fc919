"""A text's words before it is converted: quick, for guessing its language and counting; never shown."""

from __future__ import annotations

import re
from typing import Final

from tui_reader.content.counting import count

_NOT_TEXT: Final = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_SAMPLE: Final = 600  # characters counted; the conversion counts all of them
_MOST: Final = 200_000  # characters looked at; beyond, a count is an estimate anyway


def rough_text(value: str, kind: str) -> str:
    """The words of a delivered text of a media type, markup left out."""
    value = value[:_MOST]
    if kind == "text/plain" or ("<" not in value and "&" not in value):
        return value
    if "<script" in value or "<style" in value:
        value = _NOT_TEXT.sub(" ", value)
    text = _TAG.sub(" ", value)
    if "&" not in text:
        return text
    from html import unescape  # brings a table of two thousand names; the reader saves no articles

    return unescape(text)


def rough_words(text: str) -> int:
    """About how many words there are to read: as many for all of it as for its beginning."""
    head = text[:_SAMPLE]
    return count(head) * len(text) // len(head) if head else 0
