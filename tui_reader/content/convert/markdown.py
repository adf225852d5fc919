"""Markdown on its way to the one HTML path, without its front matter."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

LARGEST = (
    1024 * 1024
)  # characters; parsed in Python at about a second a megabyte, longer texts are read as plain ones
_NESTED = 100  # tokens inside each other that are still parsed; each costs some frames of recursion
# Lines that open more than that; what lies deeper would be left out, so such a text is read as plain.
_TOO_DEEP = re.compile(
    r"^(?:(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){20}|[ \t]{80,}(?:[-*+>]|\d{1,9}[.)]))", re.MULTILINE
)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


def is_too_much(text: str) -> bool:
    """Whether the text is too long or too deep to be parsed in time and without loss."""
    return len(text) > LARGEST or bool(_TOO_DEEP.search(text))


def to_html(text: str) -> str:
    """CommonMark with tables and strikethrough as HTML; raw HTML in it stays raw, to be tamed like any other."""
    return str(_parser().render(_FRONT_MATTER.sub("", text)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"])
    # Addresses are judged once, later; a refused one must still become the text it is.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser
