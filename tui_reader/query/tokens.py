"""Splits a query into tokens, each knowing where it stood, so that errors can point at it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

LIMIT = 1000
"""Longest query, in characters."""

OR = ("OR", "HOẶC")
"""The word between two of which one is enough."""
_QUOTES = {'"': '"', "“": "”", "«": "»"}


class Token(Struct, frozen=True):
    """``kind``: word, phrase, field (``text`` before the colon), minus, or, open, close. ``last``: nothing follows it."""

    kind: str
    text: str
    at: int
    last: bool = False
    unclosed: bool = False
    """A phrase whose second quotation mark is not there."""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query; an unclosed quotation mark closes at the end (the reader is still typing)."""
    at, end = 0, len(text)
    while at < end:
        c = text[at]
        if c.isspace():
            at += 1
        elif c in "()":
            yield Token("open" if c == "(" else "close", c, at)
            at += 1
        elif c == "-" and at + 1 < end and not text[at + 1].isspace():
            yield Token("minus", c, at)
            at += 1
        elif c in _QUOTES:
            close = text.find(_QUOTES[c], at + 1)
            stop = end if close == -1 else close
            yield Token("phrase", text[at + 1 : stop], at, unclosed=close == -1)
            at = stop + 1
        else:
            token = _word(text, at)
            yield token
            at += len(token.text) + (token.kind == "field")


def _word(text: str, at: int) -> Token:
    """A word, the word OR, or a field name up to its colon."""
    stop = at
    while (
        stop < len(text) and not text[stop].isspace() and text[stop] not in "()" and text[stop] not in _QUOTES
    ):
        if text[stop] == ":" and stop > at:
            return Token("field", text[at:stop], at)
        stop += 1
    word = text[at:stop]
    kind = "or" if word in OR else "word"
    return Token(kind, word, at, last=stop == len(text))
