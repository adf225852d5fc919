"""Code and other preformatted text: every column kept, the language read off the class."""

from __future__ import annotations

import re

from lxml import etree

from tui_reader.model.document import Code
from tui_reader.model.scrub import scrub, scrub_line

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*|sourceCode\s+)([\w+#.-]{1,30})"
)
_GUTTER = re.compile(r"lineno|line-?number|gutter", re.IGNORECASE)


def read(element: etree._Element) -> Code | None:
    """The code of a <pre>; None where there is none."""
    parts: list[str] = []
    _collect(element, parts)
    text = scrub("".join(parts)).expandtabs(4).removeprefix("\n").rstrip()
    if not text.strip():
        return None
    return Code("\n".join(line.rstrip() for line in text.split("\n")), _language(element))


def _collect(element: etree._Element, parts: list[str]) -> None:
    """The text of preformatted code, line breaks kept, line numbers left out."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walker:
        if event == "start":
            if inner.tag == "br":
                parts.append("\n")
            elif inner is not element and _GUTTER.search(inner.get("class", "")):
                walker.skip_subtree()
                continue
            parts.append(inner.text or "")
        elif inner is not element:
            if inner.tag in ("div", "p", "tr", "li") and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            parts.append(inner.tail or "")


def _language(element: etree._Element) -> str:
    around = element.getparent()
    inside = element.find("code")
    for candidate in (element, inside, around):
        if candidate is not None and (match := _LANGUAGE.search(candidate.get("class", ""))):
            return scrub_line(match[1], 30).lower()
    return ""
