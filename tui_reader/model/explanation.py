"""Why an article is among what was found: each part of the search, whether it is true of it, and where its words stand."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True):
    """Words found in a part of the article (title, author, captions, notes, comments, body) and the passage around them."""

    part: str
    text: str
    hits: tuple[tuple[int, int], ...] = ()


class Reason(Struct, frozen=True):
    """One part of a search, as it was understood. ``wanted`` False: it asks for this not to be so."""

    said: str
    holds: bool
    wanted: bool = True
    places: tuple[Place, ...] = ()


class Explanation(Struct, frozen=True):
    """``query``: the whole, as it was understood, in one plain form."""

    query: str
    found: bool
    title: str
    reasons: tuple[Reason, ...]
