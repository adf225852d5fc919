"""The host of an address as a reader may be shown it, so that it cannot pass for another (hostile.md H43)."""

from __future__ import annotations

import unicodedata
from typing import Final

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.urls import host

_NAMES_HOST = LatePattern(r"\s*(?:https?://)?((?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?(?:[/?#]\S*)?\s*")
_EAST_ASIAN = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"))
_LOOKS_LATIN = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"))


MOST: Final = 48
"""Characters of a host that are shown: the end of it, which says whose it is (RFC 1034 3.1: the root comes last)."""


def shown_host(url: str) -> str:
    """The real host; names in other letters are written in those only where they cannot be taken for Latin ones.

    Of a very long one the end, after ``…``: a bank's name before it is only a name its owner chose.
    """
    name = _in_letters(url)
    if len(name) <= MOST:
        return name
    end = name[1 - MOST :]
    return "…" + (end[end.index(".") :] if "." in end else end)


def _in_letters(url: str) -> str:
    return ".".join(map(_label, host(url).removeprefix("www.").split(".")))


def is_odd(url: str) -> bool:
    """Whether the host is one that stays in punycode: it mixes alphabets, or looks like another."""
    return any(label.startswith("xn--") for label in _in_letters(url).split("."))


def says_another(text: str, url: str) -> str:
    """The host a link's text names where it leads to another one; else empty."""
    named = _NAMES_HOST.now.fullmatch(text)
    if named is None:
        return ""
    said = named[1].lower().removeprefix("www.")
    real = {host(url).removeprefix("www."), _in_letters(url)}
    related = any(one == said or one.endswith(f".{said}") or said.endswith(f".{one}") for one in real)
    return "" if related else said


def _label(label: str) -> str:
    """A part of a host in its own letters, or as it is on the wire where those would deceive."""
    if not label.startswith("xn--"):
        return label
    try:
        written = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    scripts = {_script(c) for c in written if c.isalpha()}
    one = len(scripts) <= 1 or scripts <= _EAST_ASIAN
    return written if one and written.isprintable() and not scripts & _LOOKS_LATIN else label


def _script(letter: str) -> str:
    """The alphabet of a letter, as the first word of its name says."""
    return unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0]
