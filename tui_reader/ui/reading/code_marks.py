"""Words of code set apart: comments, texts, numbers and the words a language keeps for itself, in one pass over the text.

Its own small table and not Pygments: that reads strangers' text with expressions that go back over it (known to hang), would
do so in the process that draws, and takes 40 ms to import. Here hardly anything goes back, and nothing far.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final, NamedTuple

from tui_reader.model.document import Mark
from tui_reader.model.late_pattern import LatePattern

MOST: Final = 40_000
"""Characters of a block that are looked at: under 10 ms; what follows is shown as it is."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_HASH = _words(
    "python py python3 ruby rb bash sh shell zsh perl yaml yml toml r julia make makefile dockerfile nim"
)
_DASHES = _words("sql postgresql mysql sqlite lua haskell hs ada elm")
_MARKUP = _words("html xml svg xhtml vue markdown md")
_TICKS = _words("rust rs scala ocaml ml fsharp clojure lisp scheme")
_NOT_CODE = _words("text txt plain plaintext none output console diff log")
_KEPT: Final = _words(
    "abstract and as assert async await auto begin bool boolean break byte case catch chan char class const continue",
    "crate def default defer del delete do double elif else elseif end enum except explicit export extends extern false",
    "final finally float fn for foreach from func function global go goto if impl implements import in include inline",
    "int interface is lambda let local long loop match mod module mut namespace new nil none nonlocal not null of or",
    "override package pass private protected pub public raise range ref repeat require return self short signed sizeof",
    "static string struct super switch template then this throw throws trait true try type typedef typeof union unless",
    "unsafe unsigned until use using val var virtual void volatile when where while with yield True False None",
    "select insert update delete join inner left right outer on group by order having limit values into set create",
    "table drop alter primary key foreign references index view distinct exists between like fi done esac",
)
_LONG: Final = r'"""(?s:.*?)(?:"""|\Z)|' + r"'''(?s:.*?)(?:'''|\Z)|"
_TEXT: Final = r'"(?:[^"\\\n]|\\.?)*(?:"|$)|`[^`\n]*(?:`|$)'
_LETTER: Final = (
    r"|'(?:[^'\\\n]|\\.){0,200}'"  # bounded: one that does not end is looked for again at the next tick
)
_REST: Final = r"|(?P<number>\b\d[\w.]*)|(?P<word>[^\W\d]\w*)"
_BLOCK: Final = r"/\*(?s:.*?)(?:\*/|\Z)"
_FORMS: Final = {
    "hash": LatePattern(rf"(?P<comment>\#.*$)|(?P<text>{_LONG}{_TEXT}{_LETTER}){_REST}", re.MULTILINE),
    "dashes": LatePattern(rf"(?P<comment>--.*$|{_BLOCK})|(?P<text>{_TEXT}{_LETTER}){_REST}", re.MULTILINE),
    "ticks": LatePattern(rf"(?P<comment>//.*$|{_BLOCK})|(?P<text>{_TEXT}){_REST}", re.MULTILINE),
    "slashes": LatePattern(rf"(?P<comment>//.*$|{_BLOCK})|(?P<text>{_TEXT}{_LETTER}){_REST}", re.MULTILINE),
    "markup": LatePattern(
        r'(?P<comment><!--(?s:.*?)(?:-->|\Z))|(?P<text>="[^"\n]*"?)|(?P<tag></?[A-Za-z][\w:-]*)'
    ),
}
"""How languages of one kind write comments and texts; in some a tick is no quotation mark."""
_LOOKS: Final = {
    "comment": ("code-comment", Mark.ITALIC),
    "text": ("code-text", Mark.NONE),
    "number": ("code-text", Mark.NONE),
    "word": ("code", Mark.BOLD),
    "tag": ("code", Mark.BOLD),
}


class Piece(NamedTuple):
    """Characters of a line from ``start`` up to ``end``, and how they look."""

    start: int
    end: int
    role: str
    mark: Mark


@lru_cache(16)
def marked_lines(text: str, language: str) -> dict[int, list[Piece]]:
    """What stands out, by line; empty where the language is not told, or is none."""
    form = _form(language.casefold())
    found: dict[int, list[Piece]] = {}
    if form is None:
        return found
    text = text[:MOST]
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for match in form.now.finditer(text):
        kind = match.lastgroup or ""
        if kind == "word" and not _is_kept(match[0]):
            continue
        line, at = bisect_right(starts, match.start()) - 1, match.start()
        for part in match[0].split("\n"):
            start = at - starts[line]
            found.setdefault(line, []).append(Piece(start, start + len(part), *_LOOKS[kind]))
            at += len(part) + 1
            line += 1
    return found


def _is_kept(word: str) -> bool:
    return word in _KEPT or (word.isupper() and word.lower() in _KEPT)


def _form(language: str) -> LatePattern | None:
    if not language or language in _NOT_CODE:
        return None
    kinds = (("hash", _HASH), ("dashes", _DASHES), ("markup", _MARKUP), ("ticks", _TICKS))
    return _FORMS[next((kind for kind, languages in kinds if language in languages), "slashes")]
