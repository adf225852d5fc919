"""Makes one clean line of a title, a name or a caption, whether it came as text or as HTML."""

import html
import re

from tui_reader.model.scrub import is_blank, scrub, scrub_line

_LONGEST = 8000
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|br|div|li|tr|td|h[1-6]|blockquote)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head|title)\b[^<]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE_END = re.compile(r"[.!?…][”\"’)]?\s")
_TITLE_LENGTH = 120


def line(value: object, *, markup: bool = False, limit: int = 1000) -> str:
    """One scrubbed line; of HTML the text, its entities read once. Anything but a string is nothing."""
    if not isinstance(value, str) or not value:
        return ""
    return scrub_line(text_of_html(value) if markup else value, limit)


def text_of_html(value: str) -> str:
    """The text of a piece of HTML, at most the first 8,000 characters of it: for lines and excerpts, not for reading."""
    value = _HIDDEN.sub(" ", value[:_LONGEST])
    value = _TAG.sub("", _BREAK.sub(" ", value))
    if "<" in value:  # a tag cut off at the end
        value = re.sub(r"<[A-Za-z/!][^<>]*$", "", value)
    return html.unescape(value)


def opening(value: str, *, markup: bool) -> str:
    """The first sentence or the first words of a text, to stand for a missing title."""
    text = line(value, markup=markup, limit=_LONGEST)
    if is_blank(text):
        return ""
    if end := _SENTENCE_END.search(text[: _TITLE_LENGTH + 1]):
        return text[: end.end()].strip()
    if len(text) <= _TITLE_LENGTH:
        return text
    return text[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def body(value: str) -> str:
    """A delivered body as it is kept: without NUL and lone surrogates, otherwise untouched."""
    value = value.replace("\x00", "")
    return value if value.isascii() else _SURROGATE.sub("\ufffd", value)


def paragraph(value: str) -> str:
    """Text of several lines, scrubbed."""
    return scrub(value).strip()
