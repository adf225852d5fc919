"""Where the words of a query stand in a text, and the passage that says most of it; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tui_reader.model.fold import fold_letters, is_spaced, lower_letters
from tui_reader.model.query import All, AnyOf, Query, Words

Span = tuple[int, int]
"""Characters of the text in NFC, from the first up to the second."""

ROOM: Final = 160
"""Characters of a passage."""
_MOST_TEXT: Final = 400_000
"""Characters of a text that are looked through; a passage farther down is not found."""
_MOST_HITS: Final = 400
_EXACT: Final = 0.5
"""What a hit with the very marks that were typed is worth more than one without."""
_APART: Final = 0.01
"""What a character between two different words takes from a passage: near ones say more."""


class Term(Struct, frozen=True):
    """A word, or words in this order; ``prefix``: the last may go on. ``text`` is as it was typed, in NFC."""

    text: str
    prefix: bool = False

    @property
    def weight(self) -> float:
        """A phrase says more than a word."""
        return 1 + 0.5 * (len(self.text.split()) - 1)


class Passage(Struct, frozen=True):
    """A part of a text on one line, and where in it the words stand."""

    text: str
    hits: tuple[Span, ...] = ()


def terms_of(query: Query, *, field: str | None = None) -> tuple[Term, ...]:
    """The words a query asks for, wherever or (``field`` told) in that field; what it asks to be absent is left out."""
    return tuple(
        dict.fromkeys(term for words in leaves(query) if _asks(words, field) for term in _terms(words))
    )


def leaves(query: Query) -> Iterator[Words]:
    """The words a query asks for, in order."""
    match query:
        case All(nodes) | AnyOf(nodes):
            for node in nodes:
                yield from leaves(node)
        case Words():
            yield query
        case _:
            return


def _asks(words: Words, field: str | None) -> bool:
    return field is None or words.field in ("", field)


def _terms(words: Words) -> Iterator[Term]:
    said = unicodedata.normalize("NFC", words.text)
    parts = [said] if words.phrase else said.split()
    known = [part for part in parts if any(c.isalnum() for c in part)]
    for at, part in enumerate(known):
        yield Term(part, prefix=words.prefix and at == len(known) - 1)


class Hit(Struct, frozen=True):
    """A place where a term stands; ``exact``: with the marks that were typed."""

    start: int
    end: int
    term: int
    exact: bool


def hits(text: str, terms: Sequence[Term], most: int = _MOST_HITS) -> list[Hit]:
    """Where they stand in a text in NFC, from left to right; where marks were typed and stand so, only those."""
    folded = fold_letters(text)
    found: list[Hit] = []
    for number, term in enumerate(terms):
        wanted, marked = fold_letters(term.text), lower_letters(term.text)
        here = []
        for match in _pattern(wanted, prefix=term.prefix).finditer(folded):
            start, end = match.span()
            exact = lower_letters(text[start:end])[: len(marked)] == marked
            here.append(Hit(start, end, number, exact))
            if len(here) >= most:
                break
        exact_ones = [hit for hit in here if hit.exact]
        found += exact_ones if exact_ones and marked != wanted else here
    return sorted(found, key=lambda hit: (hit.start, -hit.end))


def spans(text: str, terms: Sequence[Term]) -> list[Span]:
    """The same as ranges that do not overlap, for marking; ``text`` is taken as it is."""
    marked: list[Span] = []
    for hit in hits(text, terms):
        if not marked or hit.start >= marked[-1][1]:
            marked.append((hit.start, hit.end))
    return marked


def passage(text: str, terms: Sequence[Term], room: int = ROOM) -> Passage | None:
    """The passage with most of the terms, closest together; None where none of them stands in the text."""
    line = " ".join(unicodedata.normalize("NFC", text[:_MOST_TEXT]).split())
    found = hits(line, terms)
    if not found:
        return None
    first, last = _best(found, terms, room)
    start, end = _around(line, first.start, last.end, room)
    cut = line[start:end]
    shift = start - (2 if start else 0)
    shown = ("… " if start else "") + cut + (" …" if end < len(line) else "")
    inside = [(a - shift, b - shift) for a, b in spans(line, terms) if a >= start and b <= end]
    return Passage(shown, tuple(inside))


def _best(found: Sequence[Hit], terms: Sequence[Term], room: int) -> tuple[Hit, Hit]:
    """The first and the last hit of the window that says most; of equals the first."""
    best, chosen = -1.0, (found[0], found[0])
    for at, first in enumerate(found):
        said: dict[int, float] = {}
        for hit in found[at : at + 50]:
            if hit.end - first.start > room:
                break
            worth = terms[hit.term].weight + (_EXACT if hit.exact else 0)
            said[hit.term] = max(worth, said.get(hit.term, 0))
            score = sum(said.values()) - _APART * (hit.end - first.start)
            if score > best:
                best, chosen = score, (first, hit)
    return chosen


def _around(line: str, start: int, end: int, room: int) -> Span:
    """A window of about ``room`` characters around, not cutting words where it can be helped; more of what comes after."""
    spare = max(0, room - (end - start))
    left = max(0, start - spare // 3)
    right = min(len(line), left + max(room, end - start))
    left = max(0, min(left, right - room))
    if left and not line[left - 1].isspace():
        space = line.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < len(line) and not line[right].isspace():
        space = line.rfind(" ", end, right)
        right = space if space >= 0 else right
    return left, right


def _pattern(wanted: str, *, prefix: bool) -> re.Pattern[str]:
    """As the index finds it: whole words, the last one perhaps going on; scripts without spaces anywhere."""
    pieces = [re.escape(piece) for piece in re.findall(r"\w+", wanted)]
    joined = r"\W+".join(pieces) if pieces else re.escape(wanted)
    if not is_spaced(wanted):
        return re.compile(joined)
    return re.compile(rf"(?<!\w){joined}" + ("" if prefix else r"(?!\w)"))
