"""A search as a tree: what ``query.parse`` makes and the store turns into SQL."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct


class Words(Struct, frozen=True):
    """Text to find. ``phrase``: in this order; ``prefix``: the last word may go on.

    ``field``: "" (anywhere in the article), title, author, captions, notes or comments.
    """

    text: str
    phrase: bool = False
    prefix: bool = False
    field: str = ""


class Is(Struct, frozen=True):
    """A state or property: unread, read, starred, later, unfinished, duplicate; pictures, audio, comments (``has:``)."""

    what: str


class Of(Struct, frozen=True):
    """Belongs to: ``kind`` feed, folder, tag, lang, link; ``name`` is matched folded, as a part."""

    kind: str
    name: str


class When(Struct, frozen=True):
    """Sorted after (``later`` True) or before a moment."""

    moment: datetime
    later: bool


class Takes(Struct, frozen=True):
    """Takes more (``more`` True) or fewer than so many minutes to read."""

    minutes: int
    more: bool


class Not(Struct, frozen=True):
    """None of it."""

    node: Node


class All(Struct, frozen=True):
    """All of them; empty: everything."""

    nodes: tuple[Node, ...]


class AnyOf(Struct, frozen=True):
    """At least one of them."""

    nodes: tuple[Node, ...]


Node = Words | Is | Of | When | Takes | Not | All | AnyOf
Query = Node
