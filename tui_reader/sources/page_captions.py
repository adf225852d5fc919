"""Sees that two lines in a row are one caption: the picture's hidden text and the line under it."""

import re
from difflib import SequenceMatcher

from tui_reader.model.fold import fold_key
from tui_reader.sources.page_lines import credit

LONGEST = 320
"""Characters of the longest caption; what repeats beyond it is text."""
_WORD = re.compile(r"[\w&]+(?:[/-][\w&]+)*")
_EXTRA = 0.4  # of the words may be in the fuller caption alone


def same_caption(first: str, second: str) -> bool:
    """Whether both lines caption one picture: alike, or one only fuller (abbreviations written out, a credit, names)."""
    if not first or not second or max(len(first), len(second)) > LONGEST:
        return False
    a, b = _words(_bare(first)), _words(_bare(second))
    if not a or not b:
        return False
    return a == b or _same_but_for_spelling(*sorted((a, b), key=len))


def fuller(captions: list[str]) -> str:
    """The caption that says most."""
    return max(captions, key=lambda caption: (bool(credit(caption)), len(_words(caption)), len(caption)))


def _words(text: str) -> list[str]:
    """Words in lower case with their marks: `lớp` and `lop` are the same, `xuân` and `thu` are not."""
    return [fold_key(word) for word in _WORD.findall(text)]


def _bare(text: str) -> str:
    """The caption without its credit: one of the two often has it alone."""
    said = credit(text)
    return text[: text.rindex(said)] if said else text


def _same_but_for_spelling(shorter: list[str], longer: list[str]) -> bool:
    """Word by word: what differs must be initials written out, a misspelling, or words only the fuller one has."""
    added = 0
    common = 0
    for kind, i, j, k, m in SequenceMatcher(a=shorter, b=longer, autojunk=False).get_opcodes():
        left, right = shorter[i:j], longer[k:m]
        if kind == "equal":
            common += len(left)
        elif kind == "replace":
            if not (_initials(left, right) or _initials(right, left) or _misspelt(left, right)):
                return False
        elif any(word.isdigit() for word in left + right):
            return False
        elif kind == "insert":
            added += len(right)
        else:
            return False
    return common >= 4 and added <= _EXTRA * common


def _initials(short: list[str], full: list[str]) -> bool:
    """`tt&tt` for `thông tin và truyền thông`: every letter of the one begins a word of the other, in order."""
    letters = re.sub(r"[^a-z]", "", "".join(short))
    if not letters or len(short) > 2 or len(full) < 2 or not len(full) / 2 <= len(letters) <= len(full):
        return False
    starts = iter(word[0] for word in full if word)
    return all(any(letter == start for start in starts) for letter in letters)


def _misspelt(left: list[str], right: list[str]) -> bool:
    """The same number of words, each but a letter away from the other; numbers must be equal."""
    return len(left) == len(right) and all(
        a == b
        or (
            not any(c.isdigit() for c in a + b)
            and min(len(a), len(b)) >= 4
            and SequenceMatcher(a=a, b=b, autojunk=False).ratio() >= 0.75
        )
        for a, b in zip(left, right, strict=True)
    )
