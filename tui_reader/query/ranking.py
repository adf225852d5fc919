"""How well an article answers a search, by its title, its age and its feed; pure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tui_reader.query.snippets import Term, hits

_TITLE: Final = 2.0
"""What a word in the title is worth, beside at most 1 for a feed that is read much and 1.5 for news of today."""
_EXACT: Final = 0.5
"""More, where it has the marks that were typed."""
_ALL: Final = 1.5
"""More, where all words are in the title."""
_NEAR: Final = 1.0
"""More, where they stand side by side; less with every character between them."""
_FRESH: Final = 1.5
_HALF_LIFE: Final = 30.0
"""Days after which being new is worth half."""


class Candidate(Struct, frozen=True):
    """A hit with what it is judged by. ``feed``: how much the reader reads of its feed, 0 to 1."""

    entry_id: int
    title: str
    days: float
    feed: float


def score(candidate: Candidate, terms: Sequence[Term]) -> float:
    """Higher is better."""
    fresh = _FRESH * math.exp2(-max(0.0, candidate.days) / _HALF_LIFE)
    return _in_title(candidate.title, terms) + fresh + candidate.feed


def _in_title(title: str, terms: Sequence[Term]) -> float:
    found = hits(unicodedata.normalize("NFC", title), terms, most=5) if terms else []
    if not found:
        return 0.0
    best: dict[int, float] = {}
    for hit in found:
        worth = _TITLE * terms[hit.term].weight + (_EXACT if hit.exact else 0)
        best[hit.term] = max(worth, best.get(hit.term, 0))
    whole = len(best) == len(terms)
    apart = found[-1].end - found[0].start - sum(len(term.text) for term in terms)
    near = _NEAR / (1 + max(0, apart) / 10) if whole and len(terms) > 1 else 0
    return sum(best.values()) + (_ALL if whole else 0) + near
