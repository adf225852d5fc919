"""A search as a tree: what ``query.parse`` makes and the store turns into SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Words:
    """Text to find. ``phrase``: in this order; ``prefix``: the last word may go on.

    ``field``: "" (anywhere in the article), title, author, captions, notes or comments.
    """

    text: str
    phrase: bool = False
    prefix: bool = False
    field: str = ""


@dataclass(frozen=True, slots=True)
class Is:
    """A state or property: unread, read, starred, later, unfinished; pictures, audio, comments (``has:``)."""

    what: str


@dataclass(frozen=True, slots=True)
class Of:
    """Belongs to: ``kind`` feed, folder, tag, lang, link; ``name`` is matched folded, as a part."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class When:
    """Sorted after (``later`` True) or before a moment."""

    moment: datetime
    later: bool


@dataclass(frozen=True, slots=True)
class Not:
    """None of it."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """All of them; empty: everything."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of them."""

    nodes: tuple[Node, ...]


Node = Words | Is | Of | When | Not | All | AnyOf
Query = Node
