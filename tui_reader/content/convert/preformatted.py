"""Code and other preformatted text: every column kept, the language read off the class."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui_reader.content.convert.flat import Flat
from tui_reader.model.document import Code
from tui_reader.model.scrub import scrub, scrub_line

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*|sourceCode\s+)([\w+#.-]{1,30})"
)
_LINE_ENDS = ("/div", "/p", "/tr", "/li")
_GUTTER = re.compile(r"lineno|line-?number|gutter", re.IGNORECASE)


def read(flat: Flat, at: int, around: int) -> Code | None:
    """The code of the <pre> at this place, ``around`` it its parent; None where there is none."""
    text = scrub(_text(flat, at)).expandtabs(4).removeprefix("\n").rstrip()
    if not text.strip():
        return None
    return Code(
        "\n".join(line.rstrip() for line in text.split("\n")),
        _language(flat, (at, *flat.inside(at, "code")[:1], around)),
    )


def _text(flat: Flat, at: int) -> str:
    """The text of preformatted code, line breaks kept, line numbers left out."""
    parts = [flat.unescaped(flat.after[at])]
    place, end = at + 1, flat.ends[at]
    while place < end:
        name = flat.names[place]
        if name and name[0] != "/" and _GUTTER.search(flat.attributes(place).get("class", "")):
            place = flat.ends[place]
            name = flat.names[place]
        if name == "br" or (name in _LINE_ENDS and not parts[-1].endswith("\n")):
            parts.append("\n")
        parts.append(flat.unescaped(flat.after[place]))
        place += 1
    return "".join(parts)


def _language(flat: Flat, places: Iterable[int]) -> str:
    for place in places:
        found = _LANGUAGE.search(flat.attributes(place).get("class", "")) if place >= 0 else None
        if found:
            return scrub_line(found[1], 30).lower()
    return ""
