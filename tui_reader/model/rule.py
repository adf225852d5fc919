"""Rules: what is done to articles as they arrive, by a query."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from tui_reader.model.query import All, AnyOf, Is, Not, Query, Takes, Words


class Deed(StrEnum):
    """What a rule does; names are those of ``rule.<name>`` in the catalogue."""

    READ = "read"
    STAR = "star"
    LATER = "later"
    TAG = "tag"
    HIDE = "hide"
    FULL_TEXT = "full_text"
    NOTIFY = "notify"


class Rule(Struct, frozen=True):
    """Rules are tried in their order; what one hides, those after it do not see. ``id`` 0: not kept yet."""

    name: str
    query: str
    deeds: tuple[Deed, ...]
    tag: str = ""
    """The tag that ``Deed.TAG`` puts on."""
    enabled: bool = True
    id: int = 0
    matched: int = 0
    """How many articles it was done to so far."""


class Tried(Struct, frozen=True):
    """What a rule would have done: so many of the newest so many match, the first of them by title."""

    matching: int
    of: int
    titles: Sequence[str] = ()


class Told(Struct, frozen=True):
    """A rule that wants to be told of matched: its name, how many articles, the newest of them."""

    rule: str
    count: int
    entry: int


def needs_stories(query: Query) -> bool:
    """Whether it can be answered only when it is known which story the article tells."""
    match query:
        case All(nodes) | AnyOf(nodes):
            return any(map(needs_stories, nodes))
        case Not(node):
            return needs_stories(node)
        case _:
            return query == Is("duplicate")


def needs_text(query: Query) -> bool:
    """Whether it can be answered only when the article's text is here and in the index."""
    match query:
        case All(nodes) | AnyOf(nodes):
            return any(map(needs_text, nodes))
        case Not(node):
            return needs_text(node)
        case Is(what):
            return what in ("pictures", "duplicate")  # whose story it tells is known no sooner
        case _:
            return isinstance(query, Words | Takes)
