"""Markdown on its way to the one HTML path, without its front matter."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

LARGEST = (
    1024 * 1024
)  # characters; parsed in Python at about a second a megabyte, longer texts are read as plain ones
_NESTED = 40  # quotes and lists inside each other that are still parsed (each costs some frames of recursion)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")


def to_html(text: str) -> str:
    """CommonMark with tables and strikethrough as HTML; raw HTML in it stays raw, to be tamed like any other."""
    return str(_parser().render(_FRONT_MATTER.sub("", text)))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"])
    # Addresses are judged once, later; a refused one must still become the text it is.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser
