"""What an article said at one time, made readable: compared to show what was changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

Change = Literal["same", "gone", "new", "left_out"]
"""``left_out``: paragraphs that are as they were; the text is how many."""
_MOST_WORDS = 4000
"""Words of a changed passage that are compared one by one; of a longer one the whole is gone and the whole is new."""


class Version(Struct, frozen=True):
    """``seen_at``: when it was first here; the text's paragraphs are separated by blank lines."""

    seen_at: datetime
    title: str
    text: str

    @property
    def paragraphs(self) -> list[list[str]]:
        """Title and text as words, a list a paragraph."""
        return [words for part in (self.title, *self.text.split("\n\n")) if (words := part.split())]


class Piece(Struct, frozen=True):
    """Some words, and what became of them; ``ends``: the paragraph ends with them."""

    change: Change
    text: str
    ends: bool = False


def compared(before: Version, after: Version) -> list[Piece]:
    """From one version to the next: changed paragraphs word by word, the others counted."""
    old, new = before.paragraphs, after.paragraphs
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, [" ".join(one) for one in old], [" ".join(one) for one in new], False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("left_out", str(b - a), ends=True))
        else:
            pieces += _changed(old[a:b], new[c:d])
    return pieces


def _changed(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """Paragraphs in pairs as they stand; what one side has more of is gone or new as a whole."""
    for place in range(max(len(old), len(new))):
        was = old[place] if place < len(old) else []
        becomes = new[place] if place < len(new) else []
        yield from _words(was, becomes)


def _words(was: Sequence[str], becomes: Sequence[str]) -> Iterator[Piece]:
    pieces: list[Piece] = []
    if len(was) + len(becomes) > _MOST_WORDS:
        opcodes = [("replace", 0, len(was), 0, len(becomes))]
    else:
        opcodes = list(SequenceMatcher(None, was, becomes, False).get_opcodes())
    for tag, a, b, c, d in opcodes:
        if tag == "equal":
            pieces.append(Piece("same", " ".join(was[a:b])))
            continue
        if a < b:
            pieces.append(Piece("gone", " ".join(was[a:b])))
        if c < d:
            pieces.append(Piece("new", " ".join(becomes[c:d])))
    yield from pieces[:-1]
    if pieces:
        yield Piece(pieces[-1].change, pieces[-1].text, ends=True)
