"""Folding of text for search, the same on both sides: đ as d, CJK and Thai as pairs of characters, NFC.

FTS5's ``unicode61 remove_diacritics 2`` folds every Vietnamese vowel and tone but not đ (performance.md §9).
"""

from __future__ import annotations

import unicodedata
from functools import cache

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.scrub import NO_LETTER, usual, usual_letters

FOLD_VERSION = 1
"""Written beside the index; another number means the index is owed anew."""

_FIRST_MARK = "\u0300"  # no character before it combines
_UNSPACED = LatePattern(
    "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)

_SPACED_BLOCKS = bytes([*range(0x0E), 0x1E, 0x1F, *range(0x20, 0x2E)])
"""The upper halves of code points that are written with spaces, or are signs: Latin to Malayalam, Greek, arrows."""


def is_spaced(text: str) -> bool:
    """Whether there is surely no letter in it of a script without spaces; three times as quick as looking for one."""
    return text.isascii() or not text.encode("utf-16-le", "surrogatepass")[1::2].translate(
        None, _SPACED_BLOCKS
    )


def fold_index(text: str) -> str:
    """Text as it is given to the index: every run of CJK or Thai spaced into overlapping pairs."""
    if text.isascii():
        return text
    if (found := usual(text)) is None:
        text = unicodedata.normalize("NFC", text)
        found = usual(text)
    if found is not None:
        return found.translate(_usual_index()).decode("ascii")
    text = text.replace("đ", "d").replace("Đ", "D")
    if is_spaced(text) or not _UNSPACED.now.search(text):
        return text
    return _UNSPACED.now.sub(lambda run: " " + " ".join(_pairs(run[0])) + " ", text)


def fold_query(text: str) -> list[str]:
    """Words and pairs to look for, in order, as the index keeps them (case and marks are the tokenizer's)."""
    return fold_index(text).split()


def fold_key(text: str) -> str:
    """Text without case and marks, for comparing names and filtering what is on screen."""
    return text.lower() if text.isascii() else text.translate(_BARE)


def fold_words(text: str) -> str:
    """The bare words of a text, one space between them: what two texts that say the same have in common."""
    if (found := usual(text)) is not None:
        return " ".join(found.translate(_usual_words()).decode("ascii").split())
    return " ".join(text.translate(_BARE_WORDS).split())


def fold_letters(text: str) -> str:
    """Every letter without case and marks, one for one: what is found in it stands at the same place in the text.

    A mark that stands alone (text in NFD) would be a letter: put the text into NFC first.
    """
    return text.lower() if text.isascii() else text.translate(_LETTERS)


def lower_letters(text: str) -> str:
    """The same with its marks."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join([c.lower()[:1] for c in text])


class _Bare(dict[int, str]):
    """What is left of each character, learnt when first met; what a text becomes is what its characters become."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code).casefold()).replace("đ", "d")
        self[code] = bare = "".join([c for c in parts if c < _FIRST_MARK or not unicodedata.combining(c)])
        return bare


_BARE = _Bare()


class _BareWords(dict[int, str]):
    """As ``_Bare``, all that is no letter or number a space."""

    def __missing__(self, code: int) -> str:
        self[code] = bare = "".join([c if c.isalnum() else " " for c in _BARE[code]])
        return bare


_BARE_WORDS = _BareWords()


@cache
def _usual_words() -> bytes:
    """Of each byte of ``usual`` the bare letter; of what is no letter a space."""
    return "".join([_BARE_WORDS[ord(c)] if c != NO_LETTER else " " for c in usual_letters()]).encode("ascii")


@cache
def _usual_index() -> bytes:
    """The same with case and signs of ASCII as they are: what the tokenizer itself would make of them, which takes it
    three times as long where letters have marks."""
    return bytes(
        [ord(c) if c.isascii() else bare for c, bare in zip(usual_letters(), _usual_words(), strict=True)]
    )


class _Letters(dict[int, str]):
    """The bare letter of each, learnt when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = " " if letter.isspace() else fold_key(letter)
        self[code] = bare = bare if len(bare) == 1 else letter.lower()[:1]
        return bare


_LETTERS = _Letters()


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
