"""Reads a query: words, "phrases", -not, OR, brackets, and fields; the last word typed is taken as a beginning.

query  := any*                      all of them
any    := one ("OR" one)*           at least one of them
one    := "-" one | "(" query ")" | word | "phrase" | field ":" (word | "phrase")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, AnyOf, Is, Node, Not, Of, Query, Takes, When, Words
from tui_reader.query import fields
from tui_reader.query.tokens import LIMIT, OR, Token, tokens

_DEEPEST = 16
"""Brackets and minus signs inside one another: SQLite's own parser gives up between 26 and 30 of them (3.40.1)."""
_AGE = re.compile(r"([<>]?)=?(\d{1,5})([hdwmy]?)$")
_MINUTES = re.compile(r"([<>]?)(\d{1,4})$")
_HOURS = {"h": 1, "d": 24, "": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_SCHEMES = frozenset(
    ("http", "https", "feed", "mailto", "tel", "file", "ftp", "urn", "doi", "tag", "at", "did")
)
_MOST_WORDS = 3
"""Words of the longest value (`đang đọc dở`)."""
_OLDEST_DAYS = 365 * 50
_DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m", "%m/%Y", "%Y", "%Y-%m-%dT%H%M%S")


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
        self._asked = ""
        """The field as it was written, for telling of its value in the same language."""
        self._makers: dict[str, Callable[[Token], Node]] = {
            "is": self._is,
            "has": self._has,
            "after": lambda value: When(self._day(value), later=True),
            "before": lambda value: When(self._day(value), later=False),
            "age": self._age,
            "minutes": self._takes,
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
            if isinstance(node, Not):
                return node.node
            return None if node is None else Not(node)
        if token.kind == "open":
            node = self._deeper(self._query, token)
            self._take()  # the closing bracket; at the end it is not typed yet
            return node
        if token.kind == "field":
            return self._field(token)
        if token.kind == "close":
            raise QueryError("query.missing_term", token.at)  # after OR or a minus
        joined = self._of_two_words(token)
        return self._field(joined) if joined else _text(token)

    def _of_two_words(self, token: Token) -> Token | None:
        """`thư mục:` and the like: a word and a field's name that are one name together."""
        second = self._peek()
        if token.kind != "word" or second is None or second.kind != "field" or fields.field(second.text):
            return None
        if fields.field(token.text + second.text) is None:
            return None
        self._take()
        width = second.at + len(second.text) - token.at
        return Token("field", f"{token.text} {second.text}".ljust(width), token.at)

    def _known(self, value: Token, meaning: Callable[[str], object]) -> str:
        """The value with as many of the words behind it as make one that is known: `là:chưa đọc`."""
        best, text = 0, value.text
        more = self._tokens[self._at : self._at + _MOST_WORDS - 1] if value.kind == "word" else []
        for count, token in enumerate(more, 1):
            if token.kind != "word" or not any(c.isalnum() for c in token.text):
                break
            text = f"{text} {token.text}"
            best = count if meaning(text) is not None else best
        said = " ".join([value.text, *(token.text for token in more[:best])])
        self._at += best
        return said

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
        if meaning is None:
            if value is not None and _means_a_field(name, value):
                raise _no_field(name)
            if value is not None and value.kind in ("word", "phrase"):
                self._take()
                return Words(f"{name.text} {value.text}", phrase=True)
            return Words(name.text, phrase=name.text in OR)  # OR that joins nothing is written in quotes
        if value is None or value.kind not in ("word", "phrase"):
            return None  # the value is still to be typed
        self._take()
        self._asked = name.text
        if meaning == "in":
            return self._inside(value)
        if meaning in ("title", "author"):
            return _text(value, field=meaning)
        maker = self._makers.get(meaning)
        return maker(value) if maker else Of(meaning, value.text)

    def _inside(self, value: Token) -> Node | None:
        where = fields.place(self._known(value, fields.place))
        if where is None:
            raise _unknown(self._asked, value, fields.PLACES)
        inner = self._peek()
        if inner is None or inner.kind not in ("word", "phrase"):
            return None
        self._take()
        return _text(inner, field=where)

    def _is(self, value: Token) -> Node:
        state = fields.state(self._known(value, fields.state))
        if state is None:
            raise _unknown(self._asked, value, fields.STATES)
        return Is(state)

    def _has(self, value: Token) -> Node:
        thing = fields.thing(self._known(value, fields.thing))
        if thing is None:
            raise _unknown(self._asked, value, fields.THINGS)
        return Is(thing)

    def _day(self, value: Token) -> datetime:
        for form in _DAY_FORMS:
            try:
                return datetime.strptime(value.text, form).replace(tzinfo=self._zone)
            except ValueError:
                continue
        ago = fields.days_ago(self._known(value, fields.days_ago))
        if ago is None:
            raise QueryError("query.bad_date", value.at, value=value.text)
        today = self._now.astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return today - timedelta(days=min(ago, _OLDEST_DAYS))

    def _age(self, value: Token) -> Node:
        match = _AGE.match(value.text)
        if match is None:
            raise QueryError("query.bad_date", value.at, value=value.text)
        sign, number, unit = match.groups()
        moment = self._now - timedelta(hours=min(int(number) * _HOURS[unit], 24 * _OLDEST_DAYS))
        return When(moment, later=sign != ">")

    def _takes(self, value: Token) -> Node:
        match = _MINUTES.match(value.text)
        if match is None:
            raise QueryError("query.bad_minutes", value.at, value=value.text)
        return Takes(int(match[2]), more=match[1] != "<")


def _text(token: Token, field: str = "") -> Words:
    """Words of a token; only a bare last word may still be going on."""
    return Words(
        token.text, phrase=token.kind == "phrase", prefix=token.kind == "word" and token.last, field=field
    )


def _means_a_field(name: Token, value: Token) -> bool:
    """Whether `name:value` can only be a field asked for; an address, a host with its port, a time, a headline are words."""
    touching = value.kind in ("word", "phrase") and value.at == name.at + len(name.text) + 1
    bare = name.text.replace("-", "").replace("_", "")
    if not (touching and bare.isalpha()) or name.text.casefold() in _SCHEMES:
        return False
    return not value.text.startswith("//") and not value.text[:1].isdecimal()


def _no_field(name: Token) -> QueryError:
    near = fields.nearest(name.text)
    if near:
        return QueryError("query.unknown_field", name.at, a=name.text, b=near)
    return QueryError("query.unknown_field_alone", name.at, a=name.text)


def _unknown(asked: str, value: Token, known: Mapping[str, Sequence[str]]) -> QueryError:
    expected = ", ".join(fields.names(known, like=asked))
    return QueryError("query.unknown_value", value.at, name=asked, value=value.text, expected=expected)
