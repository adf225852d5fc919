"""Reads a query: words, "phrases", -not, OR, brackets, and fields; the last word typed is taken as a beginning.

query  := any*                      all of them
any    := one ("OR" one)*           at least one of them
one    := "-" one | "(" query ")" | word | "phrase" | field ":" (word | "phrase")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, tzinfo

from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, AnyOf, Is, Node, Not, Of, Query, When, Words
from tui_reader.query import fields
from tui_reader.query.tokens import LIMIT, Token, tokens

_DEEPEST = 50
_AGE = re.compile(r"([<>]?)=?(\d{1,5})([hdwmy]?)$")
_HOURS = {"h": 1, "d": 24, "": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m", "%m/%Y", "%Y")


def parse(text: str, *, now: datetime, zone: tzinfo) -> Query:
    """The tree of a query. ``zone`` is where days begin and end for the reader.

    Raises QueryError with the offset of what was not understood.
    """
    if len(text) > LIMIT:
        raise QueryError("query.too_long", LIMIT)
    return _Parser(list(tokens(text)), now, zone).whole()


class _Parser:
    def __init__(self, found: list[Token], now: datetime, zone: tzinfo) -> None:
        self._tokens = found
        self._at = 0
        self._now = now
        self._zone = zone
        self._depth = 0
        self._makers: dict[str, Callable[[Token], Node]] = {
            "is": self._is,
            "has": self._has,
            "after": lambda value: When(self._day(value), later=True),
            "before": lambda value: When(self._day(value), later=False),
            "age": self._age,
        }

    def whole(self) -> Query:
        query = self._query()
        left = self._peek()
        if left is not None:
            raise QueryError("query.extra_bracket", left.at)
        return query

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> Token | None:
        token = self._peek()
        self._at += 1
        return token

    def _query(self) -> Node:
        nodes: list[Node] = []
        while (token := self._peek()) is not None and token.kind != "close":
            node = self._any()
            if node is not None:
                nodes.append(node)
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _any(self) -> Node | None:
        nodes = [self._one()]
        while (token := self._peek()) is not None and token.kind == "or":
            self._take()
            nodes.append(self._one())
        told = tuple(node for node in nodes if node is not None)
        return AnyOf(told) if len(told) > 1 else (told[0] if told else None)

    def _one(self) -> Node | None:
        token = self._take()
        if token is None or token.kind == "or":
            return None
        if token.kind == "minus":
            node = self._deeper(self._one, token)
            return None if node is None else Not(node)
        if token.kind == "open":
            node = self._deeper(self._query, token)
            self._take()  # the closing bracket; at the end it is not typed yet
            return node
        if token.kind == "field":
            return self._field(token)
        if token.kind == "close":
            raise QueryError("query.extra_bracket", token.at)
        return _text(token)

    def _deeper(self, rule: Callable[[], Node | None], token: Token) -> Node | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryError("query.too_deep", token.at)
        node = rule()
        self._depth -= 1
        return node

    def _field(self, name: Token) -> Node | None:
        value = self._peek()
        meaning = fields.field(name.text)
        if meaning is None:  # an address or a time of day: just words
            if value is not None and value.kind in ("word", "phrase"):
                self._take()
                return Words(f"{name.text} {value.text}", phrase=True)
            return Words(name.text)
        if value is None or value.kind not in ("word", "phrase"):
            return None  # the value is still to be typed
        self._take()
        if meaning == "in":
            return self._inside(value)
        if meaning in ("title", "author"):
            return _text(value, field=meaning)
        maker = self._makers.get(meaning)
        return maker(value) if maker else Of(meaning, value.text)

    def _inside(self, value: Token) -> Node | None:
        where = fields.place(value.text)
        if where is None:
            raise _unknown("in", value, fields.PLACES)
        inner = self._peek()
        if inner is None or inner.kind not in ("word", "phrase"):
            return None
        self._take()
        return _text(inner, field=where)

    def _is(self, value: Token) -> Node:
        state = fields.state(value.text)
        if state is None:
            raise _unknown("is", value, fields.STATES)
        return Is(state)

    def _has(self, value: Token) -> Node:
        thing = fields.thing(value.text)
        if thing is None:
            raise _unknown("has", value, fields.THINGS)
        return Is(thing)

    def _day(self, value: Token) -> datetime:
        for form in _DAY_FORMS:
            try:
                return datetime.strptime(value.text, form).replace(tzinfo=self._zone)
            except ValueError:
                continue
        raise QueryError("query.bad_date", value.at, value=value.text)

    def _age(self, value: Token) -> Node:
        match = _AGE.match(value.text)
        if match is None:
            raise QueryError("query.bad_date", value.at, value=value.text)
        sign, number, unit = match.groups()
        moment = self._now - timedelta(hours=min(int(number) * _HOURS[unit], 24 * 365 * 50))
        return When(moment, later=sign != ">")


def _text(token: Token, field: str = "") -> Words:
    """Words of a token; only a bare last word may still be going on."""
    return Words(
        token.text, phrase=token.kind == "phrase", prefix=token.kind == "word" and token.last, field=field
    )


def _unknown(name: str, value: Token, known: Iterable[str]) -> QueryError:
    return QueryError("query.unknown_value", value.at, name=name, value=value.text, expected=", ".join(known))
