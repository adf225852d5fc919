"""Text with what stands in a line, read the short way (quick.py): marks, links, line breaks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tui_reader.content.convert import flat, tags
from tui_reader.content.convert.inline import BREAK, Run, one_text, paragraphs
from tui_reader.content.convert.links import outward
from tui_reader.content.convert.looks import says_nothing
from tui_reader.model import urls
from tui_reader.model.document import Spans
from tui_reader.model.scrub import is_clean

_MARKS: Final = {name: int(mark) for name, mark in tags.MARKS.items() if name != "cite"} | {"span": 0}
LINE: Final = rf"[^<]*+(?:<(?:/?(?:{'|'.join(_MARKS)})>|(?:span|a)\s[^<>]*+>|/a>|br ?/?>)[^<]*+)*+"
"""As a regular expression."""

_BLANK: Final = " \n\t"
_BREAKS: Final = frozenset(("br", "br/", "br /"))
_TAG: Final = re.compile(r'([a-z][a-z0-9]*+)((?:\s++[a-z][a-z0-9:_-]*+(?:="[^"<>]*+")?+)*+)\s*+')
_USUAL_LINK: Final = re.compile(r'a href="([^"]{1,2000})"(?: (?:target|rel|title)="[^"<>]*+")*+')


class StrangeError(Exception):
    """It is not for the short way."""


class Lines:
    """Reads what stands in one element; ``clean``: nothing in it needs scrubbing but what is written as entities."""

    def __init__(self, base: str, *, clean: bool) -> None:
        self._base, self._clean = base, clean

    def lines(self, text: str) -> list[Spans]:
        """Its paragraphs. Raises StrangeError."""
        if "<" in text:
            run = self._run(text)
            return paragraphs(run, clean=self._clean) if run else []
        return one_text(self._read(text) if "&" in text else text, 0, "", self._clean) if text else []

    def _run(self, line: str) -> Run:
        run: Run = []
        mark, href = 0, ""
        opened: list[tuple[str, int, str]] = []  # the ends that are to come, with what to put back then
        text, *pieces = line.split("<")
        if text and text.strip(_BLANK):
            run.append((self._read(text) if "&" in text else text, 0, ""))
        for piece in pieces:
            tag, _, text = piece.partition(">")
            if opened and tag == opened[-1][0]:
                _, mark, href = opened.pop()
            elif (added := _MARKS.get(tag)) is not None:
                opened.append((f"/{tag}", mark, href))
                mark |= added
            elif tag in _BREAKS:
                run.append((BREAK, 0, ""))
            elif tag[:2] == "a ":
                if any(end == "/a" for end, _, _ in opened):
                    raise StrangeError
                opened.append(("/a", mark, href))
                href = self._leads(tag) or href
            elif plain_name(tag) == "span":
                opened.append(("/span", mark, href))
            else:
                raise StrangeError
            if text and (run or text.strip(_BLANK)):
                run.append((self._read(text) if "&" in text else text, mark, href))
        if opened:
            raise StrangeError
        return run

    def _read(self, text: str) -> str:
        """Text with its entities read."""
        text = flat.unescaped(text)
        if is_clean(text):
            return text
        if self._clean:
            raise StrangeError
        return flat.made_safe(text)

    def _leads(self, tag: str) -> str:
        usual = _USUAL_LINK.fullmatch(tag)
        if usual and urls.is_usual(address := flat.unescaped(usual[1])):
            return address
        if not usual and plain_name(tag) != "a":
            raise StrangeError
        address = flat.address_in(tag).strip()
        return "" if address[:1] == "#" else outward(address, self._base)


@lru_cache(1024)
def plain_name(tag: str) -> str:
    """What begins with a tag whose attributes say nothing of how it is to be read; empty where they do, or are amiss."""
    match = _TAG.fullmatch(tag)
    if not match:
        return ""
    written = match[2]
    if "class" in written or "style" in written or "hidden" in written:
        return match[1] if says_nothing(flat.attributes_in(written)) else ""
    return match[1]
