"""The short way for ordinary articles: whole paragraphs, headings, lists, quotes and pictures, each found by one look.

It makes the very blocks the walk over all tags makes (walk.py), in half of the time. What it does not know it hands to
that walk, an element at a time; a text that is not well written is not for it at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from tui_reader.content.convert import flat, pictures, tags
from tui_reader.content.convert.captions import Caption
from tui_reader.content.convert.frames import Frame, blocks, close
from tui_reader.content.convert.inline import joined
from tui_reader.content.convert.looks import look
from tui_reader.content.convert.markup import LARGEST
from tui_reader.content.convert.quick_lines import LINE, Lines, StrangeError, plain_name
from tui_reader.content.convert.tables import LONGEST_CELL
from tui_reader.content.convert.walk import Kind, Walk
from tui_reader.model.document import Block, Cell, Figure, Heading, Listing, Mark, Paragraph, Span, Table
from tui_reader.model.scrub import is_clean

_DEEPEST: Final = 20  # boxes inside each other
_TOLD: Final = r"(?:\s[^<>]*+)?+"
_BLANK: Final = r"[ \n\t]*+"
_SPACE: Final = r"(?:[ \n\t]++|<!--[^<>]*-->)*+"
_CELLS: Final = rf"(?:{_BLANK}<t[dh]>{LINE}</t[dh]>)++{_BLANK}"
_BLOCK: Final = re.compile(
    rf"(?:<(?P<p_tag>p{_TOLD})>(?P<p>{LINE})</p>"
    rf"|<(?P<h_tag>h(?P<level>[1-6]){_TOLD})>(?P<h>{LINE})</h(?P=level)>"
    rf"|<(?P<ul_tag>ul{_TOLD})>{_BLANK}<li>(?P<ul>{LINE}(?:</li>{_BLANK}<li>{LINE})*+)</li>{_BLANK}</ul>"
    rf"|<ol>{_BLANK}<li>(?P<ol>{LINE}(?:</li>{_BLANK}<li>{LINE})*+)</li>{_BLANK}</ol>"
    rf"|<blockquote>{_BLANK}<p>(?P<quote>{LINE}(?:</p>{_BLANK}<p>{LINE})*+)</p>{_BLANK}</blockquote>"
    rf"|<figure>{_BLANK}<(?P<img>img [^<>]*+)>{_BLANK}(?:<figcaption>(?P<caption>{LINE})</figcaption>{_BLANK})?+</figure>"
    rf"|<table>{_BLANK}<tr>(?P<table>{_CELLS}(?:</tr>{_BLANK}<tr>{_CELLS})*+)</tr>{_BLANK}</table>"
    rf"|<(?P<box>/?(?:div|section|article){_TOLD})>"
    rf"|(?P<loose>(?=[^<]|<(?:br|a|span|b|i|u|s|em|strong|code)[\s>/]){LINE}))"
    rf"{_SPACE}"
)
_NEXT_ITEM: Final = re.compile(rf"</li>{_BLANK}<li>")
_NEXT_ROW: Final = re.compile(rf"</tr>{_BLANK}<tr>")
_CELL: Final = re.compile(rf"<t([dh])>({LINE})</t\1>")
_NEXT_PARAGRAPH: Final = re.compile(rf"</p>{_BLANK}<p>")
_NAME: Final = re.compile(r"<([a-z][a-z0-9:_-]*+)")
_SPACES: Final = re.compile(_SPACE)
_INNER_LINK: Final = re.compile(r'="\s{0,9}#')
_ALONE: Final = tags.BLOCKS | tags.MEDIA | {"img", "hr"}
"""What the walk can read by itself: nothing before it on its line, nothing behind it that goes with it."""


def read(html: str, base: str, kinds: Mapping[str, Kind]) -> tuple[list[Block], list[tuple[str, str]]]:
    """The blocks of a text, and the related links set apart in it. Raises StrangeError."""
    if ("#" in html and _INNER_LINK.search(html)) or len(html) > LARGEST:
        raise StrangeError
    clean = is_clean(html)
    reading = _Reading(html if clean else flat.made_safe(html), base, kinds, clean=clean)
    reading.read()
    return blocks(reading.frame.pieces), reading.walk.related if reading.walk else []


class _Reading:
    """One text on its way into one frame."""

    def __init__(self, html: str, base: str, kinds: Mapping[str, Kind], *, clean: bool) -> None:
        self.html, self.base, self.clean = html, base, clean
        self.frame = Frame()
        self.walk: Walk | None = None
        """Has read what the short way does not know."""
        self.lines = Lines(base, clean=clean).lines
        self._kinds = kinds
        self._boxes: list[str] = []
        self._is_told = False
        """Whether a box says anything of itself."""

    def read(self) -> None:
        """All of it."""
        html, match_at = self.html, _BLOCK.match
        put, lines = self.frame.pieces.append, self.lines
        at = _begin(html, 0)
        while at < len(html):
            match = match_at(html, at)
            kind = match.lastgroup if match else None
            if match is None or kind is None:
                at = self._walked(at)
            elif kind == "box":
                at = match.end()
                self._box(match["box"])
            elif kind == "loose":
                at = match.end()
                self._loose(match["loose"], at)
            else:
                try:
                    if kind == "p":
                        if (tag := match["p_tag"]) != "p":
                            _expect(tag, "p")
                        for spans in lines(match["p"]):
                            put(Paragraph(spans))
                    else:
                        _PARTS[kind](self, match)
                    at = match.end()
                except StrangeError:
                    at = self._walked(at)
        if self._boxes:
            raise StrangeError

    def heading(self, match: re.Match[str]) -> None:
        _expect(match["h_tag"], f"h{match['level']}")
        found = self.lines(match["h"])
        if len(found) > 1:
            raise StrangeError
        for spans in found:
            bare = tuple([Span(s.text, s.mark & ~Mark.BOLD, s.href) if s.mark else s for s in spans])
            self.frame.put(Heading(int(match["level"]), bare))

    def bullets(self, match: re.Match[str]) -> None:
        _expect(match["ul_tag"], "ul")
        self._list(match["ul"], is_ordered=False)

    def numbers(self, match: re.Match[str]) -> None:
        self._list(match["ol"], is_ordered=True)

    def quote(self, match: re.Match[str]) -> None:
        inner = Frame("quote")
        for text in _NEXT_PARAGRAPH.split(match["quote"]):
            inner.pieces += [Paragraph(spans) for spans in self.lines(text)]
        self._close(inner)

    def figure(self, match: re.Match[str]) -> None:
        written = match["img"][3:].rstrip("/")
        if plain_name(f"img{written}") != "img":
            raise StrangeError
        inner = Frame("figure")
        found = pictures.read(flat.attributes_in(written), (), self.base)
        if isinstance(found, str):
            raise StrangeError
        if found:
            inner.put(Figure(found))
        if words := joined(self.lines(match["caption"] or "")):
            inner.put(Caption(words))
        self._close(inner)

    def table(self, match: re.Match[str]) -> None:
        rows = [_CELL.findall(row) for row in _NEXT_ROW.split(match["table"])]
        if sum(map(len, rows)) != match["table"].count("<t") - len(rows) + 1:
            raise StrangeError
        kinds = {kind for row in rows for kind, _ in row}
        longest = max(len(text) for row in rows for _, text in row)
        if max(map(len, rows)) < 2 or not ("h" in kinds or (len(rows) > 1 and longest <= LONGEST_CELL)):
            raise StrangeError
        told = [[Cell(joined(self.lines(text)), kind == "h") for kind, text in row] for row in rows]
        if kept := tuple([tuple(row) for row in told if any(cell.spans for cell in row)]):
            self.frame.put(Table(kept))

    def _list(self, text: str, *, is_ordered: bool) -> None:
        items = [tuple([Paragraph(spans) for spans in self.lines(each)]) for each in _NEXT_ITEM.split(text)]
        if kept := tuple(filter(None, items)):
            self.frame.put(Listing(kept, is_ordered))

    def _close(self, inner: Frame) -> None:
        for piece in close(inner):
            self.frame.put(piece)

    def _box(self, tag: str) -> None:
        """An element that does no more than part what is in it from what stands around it."""
        if tag[0] == "/":
            if not self._boxes or self._boxes.pop() != tag:
                raise StrangeError
            return
        name = plain_name(tag)
        self._boxes.append(f"/{name}")
        self._is_told = self._is_told or tag != name
        if not name or len(self._boxes) > _DEEPEST:
            raise StrangeError

    def _loose(self, text: str, at: int) -> None:
        """Text that stands in no element of its own: it ends where one begins that parts it from what follows."""
        name = _NAME.match(self.html, at)
        meaning = flat.KNOWN.get(name[1]) if name else None
        if (
            at < len(self.html)
            and self.html[at : at + 2] != "</"
            and not (meaning and meaning[0] in tags.BLOCKS)
        ):
            raise StrangeError
        self.frame.pieces += [Paragraph(spans) for spans in self.lines(text)]

    def _walked(self, at: int) -> int:
        """Has the walk read the element that begins here; where to read on."""
        html, name = self.html, _NAME.match(self.html, at)
        meaning = flat.KNOWN.get(name[1]) if name else None
        if name is None or meaning is None or meaning[0] not in _ALONE:
            raise StrangeError
        end = _end_of(html, name[1], at) if meaning[1] else html.find(">", at) + 1
        if end <= at:  # a tag that never ends
            raise StrangeError
        row = flat.as_written(html[at:end], clean=self.clean)
        if row is None or (self._is_told and "pre" in row.names):
            raise StrangeError
        walk = self.walk = self.walk or Walk(row, self.base, html, self.frame)
        walk.go_on_with(row)
        walk.run(self._kinds, look)
        if row.clean != self.clean:
            raise StrangeError
        return _begin(html, end)


_PARTS: Final[dict[str, Callable[[_Reading, re.Match[str]], None]]] = {
    "h": _Reading.heading,
    "ul": _Reading.bullets,
    "ol": _Reading.numbers,
    "quote": _Reading.quote,
    "table": _Reading.table,
    "img": _Reading.figure,
    "caption": _Reading.figure,
}
"""By the last of the groups of ``_BLOCK`` that took part."""


def _begin(html: str, at: int) -> int:
    """Where there is more than white space and comments."""
    match = _SPACES.match(html, at)
    return match.end() if match else at


def _expect(tag: str, name: str) -> None:
    if tag != name and plain_name(tag) != name:
        raise StrangeError


@lru_cache(64)
def _ends(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){re.escape(name)}[\s>/]")


def _end_of(html: str, name: str, at: int) -> int:
    """Behind the end of the element of this name that begins here."""
    depth = 0
    for match in _ends(name).finditer(html, at):
        depth += -1 if match[1] else 1
        if not depth:
            return html.find(">", match.start()) + 1
    raise StrangeError
