"""What is missing from a query that nobody is typing any more: while it is typed, all of it is only not there yet."""

from __future__ import annotations

from tui_reader.model.errors import QueryError
from tui_reader.query import fields
from tui_reader.query.tokens import Token, tokens

_VALUES = ("word", "phrase")
_BEGINS = (*_VALUES, "field", "open", "minus")
"""What a term begins with."""


def check(text: str) -> None:
    """Raises QueryError where a bracket or quotation mark is not closed, or something is missing after a field, OR or minus."""
    found = list(tokens(text))
    opened: list[Token] = []
    for at, token in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        before = found[at - 1] if at else None
        if token.kind == "phrase" and token.unclosed:
            raise QueryError("query.unclosed_quote", token.at)
        if token.kind == "open":
            opened.append(token)
        elif token.kind == "close" and opened:
            opened.pop()
        elif token.kind == "field":
            _has_value(token, after)
        elif token.kind == "or" and (before is None or before.kind in ("open", "or", "minus")):
            raise QueryError("query.missing_term", token.at)
        if token.kind in ("or", "minus") and (after is None or after.kind not in _BEGINS):
            raise QueryError("query.missing_term", token.at + len(token.text))
        if token.kind == "word" and token.text == "-" and after is None:
            raise QueryError("query.missing_term", token.at + 1)
    if opened:
        raise QueryError("query.unclosed_bracket", opened[-1].at)


def _has_value(name: Token, value: Token | None) -> None:
    known = fields.field(name.text) is not None
    if known and (value is None or value.kind not in _VALUES):
        raise QueryError("query.missing_value", name.at + len(name.text) + 1, name=name.text)
