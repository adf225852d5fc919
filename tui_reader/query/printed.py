"""A query as text again, in one plain form: what was understood, to be shown and kept."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui_reader.model.query import All, AnyOf, Is, Not, Of, Query, Takes, When, Words
from tui_reader.query.fields import THINGS
from tui_reader.query.tokens import tokens

_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))


def printed(query: Query, zone: tzinfo) -> str:
    """Text that ``parse`` reads as the same query; ``zone`` is the one it is read in."""
    text = _Printer(zone).node(query)
    return (
        text.rstrip(" )") if _ends_open(query) else text
    )  # a bracket left open closes at the end, as the word does


class _Printer:
    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone

    def node(self, node: Query) -> str:
        """One after the other; each ends with a space, so that no word is taken for a beginning."""
        match node:
            case All(nodes):
                return "".join(
                    f"({self.node(one)}) " if isinstance(one, All) else self.node(one) for one in nodes
                )
            case AnyOf(nodes):
                return "OR ".join(map(self._one, nodes))
            case _:
                return self._one(node)

    def _one(self, node: Query) -> str:
        match node:
            case All() | AnyOf():
                return f"({self.node(node)}) "
            case Not(inner):
                return f"-{self._one(inner)}"
            case Words(text, phrase, _, field):
                said = _quoted(text) if phrase or not _is_word(text) else text
                name = "" if not field else f"{field}:" if field in ("title", "author") else f"in:{field} "
                return f"{name}{said} "
            case Is(what):
                return f"{'has' if what in THINGS else 'is'}:{what} "
            case Of(kind, name):
                return f"{kind}:{_quoted(name)} "
            case Takes(minutes, more):
                return f"minutes:{'>' if more else '<'}{minutes} "
            case When(moment, later):
                return f"{'after' if later else 'before'}:{_moment(moment, self._zone)} "


def _moment(moment: datetime, zone: tzinfo) -> str:
    """As ``after:`` reads it: a colon would end a field's name, and a year has four digits."""
    local = moment if moment.tzinfo is zone else moment.astimezone(zone)
    return local.replace(tzinfo=None).isoformat(timespec="seconds").replace(":", "")


def _is_word(text: str) -> bool:
    """Whether it is read as one word as it stands."""
    found = list(tokens(text))
    return len(found) == 1 and found[0].kind == "word"


def _quoted(text: str) -> str:
    opening, closing = next((pair for pair in _QUOTES if pair[1] not in text), _QUOTES[0])
    return f"{opening}{text}{closing}"


def _ends_open(node: Query) -> bool:
    """Whether the last word may still be going on."""
    match node:
        case All(nodes) | AnyOf(nodes):
            return bool(nodes) and _ends_open(nodes[-1])
        case Not(inner):
            return _ends_open(inner)
        case Words():
            return node.prefix
        case _:
            return False
