"""Whether two titles tell the same story: folded, without datelines and names of papers, word by word and in order; pure.

Rather two rows for one story than one row for two: numbers, order and a "not" part what few words would join, and titles
that say little are like no other.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from tui_reader.model.fold import fold_index, fold_words
from tui_reader.model.late_pattern import LatePattern

LEAST: Final = 5
"""Different words a title must have besides numbers: `Tin nóng`, `Điểm tin sáng 5/5` and the like stand alone."""
_INSIDE: Final = 0.7
"""Share of the words of both that both have, where one title only says more than the other."""
_CHANGED: Final = 0.85
"""The same where each has words of its own: a name, `tăng` for `giảm`. Of thirteen words one may differ."""
_NOT: Final = frozenset(("khong", "chua", "chang", "not", "no", "never"))
_LONGEST: Final = 400
"""Characters of a title that are looked at."""
_NAME_WORDS: Final = 6
"""Words of the longest name of a paper at a title's end."""

_DATELINE = LatePattern(r"^\s*(?:\([^()]{2,24}\)|[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ.]{1,9})\s*[-–—]\s+")
_ENDING = LatePattern(r"^(.+?)\s+[|–—-]\s+([^|–—]+)$")


class Terms(Struct, frozen=True):
    """What a title says, for comparing."""

    words: frozenset[str]
    """All but numbers."""
    numbers: frozenset[str]
    order: tuple[str, ...]
    """The words as they come, each once."""


def key_of(title: str, feed_title: str = "") -> str:
    """The bare words of a title in order, without its dateline and the paper's name after it; CJK and Thai as pairs."""
    text = title[:_LONGEST]
    text = _DATELINE.now.sub("", text, 1) if "-" in text or "–" in text or "—" in text else text
    if feed_title and (found := _ENDING.now.match(text)):
        name = fold_words(found[2])
        if name and len(name.split()) <= _NAME_WORDS and name in fold_words(feed_title):
            text = found[1]
    return fold_words(fold_index(text))


def rubric_of(key: str) -> str:
    """A key without its numbers: what a daily column says every day."""
    return " ".join(word for word in key.split() if not _is_number(word))


def says_enough(key: str) -> bool:
    """Whether a title can be told from others at all."""
    return len({word for word in key.split() if not _is_number(word)}) >= LEAST


@lru_cache(2048)
def terms_of(key: str) -> Terms:
    """The words of a key, for comparing it with others."""
    said = key.split()
    numbers = frozenset(filter(_is_number, said))
    words = tuple(dict.fromkeys(word for word in said if word not in numbers))
    return Terms(frozenset(words), numbers, words)


def pairs_of(key: str) -> list[str]:
    """The neighbouring words of a key, in order."""
    return [f"{one} {two}" for one, two in pairwise(key.split())]


def likeness(one: str, other: str) -> float:
    """How alike two keys are, 0 to 1; 0 where they do not tell the same story. Symmetric.

    What they share must come in the same order: `A thắng B` is not `B thắng A`.
    """
    if one == other:
        return 1.0 if says_enough(one) else 0.0
    a, b = terms_of(one), terms_of(other)
    if min(len(a.words), len(b.words)) < LEAST or (a.numbers and b.numbers and a.numbers != b.numbers):
        return 0.0
    apart = a.words ^ b.words
    if apart & _NOT:
        return 0.0
    both = a.words & b.words
    score = len(both) / len(a.words | b.words)  # Jaccard's
    least = _INSIDE if both in (a.words, b.words) else _CHANGED
    in_order = [word for word in a.order if word in both] == [word for word in b.order if word in both]
    return score if score >= least and in_order else 0.0


def _is_number(word: str) -> bool:
    return not word.isalpha() and any(map(str.isdecimal, word))
