"""Links that lead to a place of the same text (footnotes and back): found by name, kept as `#block:character`.

The place is looked for in the finished blocks, by its words and by the link it holds: nothing is put into the text for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import NamedTuple
from urllib.parse import unquote

from msgspec.structs import replace

from tui_reader.content.convert.flat import Flat
from tui_reader.content.document import text_of
from tui_reader.model.document import (
    Block,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Spans,
    Table,
    plain,
)

_SAID = 80  # characters of a place that are enough to know it by
_LEAST = 4  # characters below which its words say nothing
_MOST = 300  # places of one text; more are a generated index, and each costs a look through the blocks


class Place(NamedTuple):
    """What a named element says, and the name its first link inside the text leads to."""

    said: str
    link: str


def places_in(flat: Flat) -> dict[str, Place]:
    """The elements that links of the text lead to, by name."""
    links = [at for at, name in enumerate(flat.names) if name == "a"]
    wanted = {name for at in links if (name := name_of(flat.attributes(at).get("href", "")))}
    found: dict[str, Place] = {}
    parents = flat.parents() if wanted else []
    said = cache(partial(_said, flat))  # the elements around many places are the same
    for at, written in enumerate(flat.written) if wanted else ():
        if written and "id=" in written and flat.ends[at]:
            name = flat.attributes(at).get("id", "")
            if name in wanted and name not in found and len(found) < _MOST:
                found[name] = _place(flat, at, parents, said)
    return found


def name_of(address: str) -> str:
    """The place an address inside the text names."""
    return unquote(address.strip()[1:]) if address.strip()[:1] == "#" else ""


def lead(blocks: list[Block], places: Mapping[str, Place]) -> list[Block]:
    """The blocks, their inner links leading to where the places are now; those that lead nowhere are text."""
    if not places:
        return blocks
    known = _Known(blocks)
    led = {f"#{name}": known.where(place) for name, place in places.items()}

    def turned(spans: Spans) -> Spans:
        return tuple([replace(s, href=led.get(s.href, "")) if s.href[:1] == "#" else s for s in spans])

    return [_mapped(block, turned) for block in blocks]


def _place(flat: Flat, at: int, parents: list[int], said: Callable[[int], str]) -> Place:
    outer = at
    while outer >= 0 and not said(outer):  # an empty <a id> before what it names
        outer = parents[outer]
    links = (name_of(flat.attributes(link).get("href", "")) for link in (at, *flat.inside(at, "a")))
    return Place(said(outer if outer >= 0 else at), next(filter(None, links), ""))


def _said(flat: Flat, at: int) -> str:
    words = ""
    for place in range(at, flat.ends[at]):
        words += flat.unescaped(flat.after[place])
        if len(words) > 4 * _SAID:
            break
    return unicodedata.normalize("NFC", " ".join(words.split()))[:_SAID]


class _Known:
    """The texts of the blocks by how they begin, and the inner links by where they lead."""

    def __init__(self, blocks: list[Block]) -> None:
        self._texts: dict[str, list[tuple[int, int, str]]] = {}
        self._links: dict[str, tuple[int, int, int]] = {}
        for index, block in enumerate(blocks):
            for at, spans in _leaves(block, 0):
                words = " ".join(plain(spans)[: 4 * _SAID].split())
                self._texts.setdefault(words[:_LEAST], []).append((index, at, words))
                before = 0
                for span in spans:
                    if span.href[:1] == "#":
                        self._links.setdefault(span.href, (index, at, before))
                    before += len(span.text)

    def where(self, place: Place) -> str:
        """`#block:character`; empty where it cannot be found."""
        said = place.said
        same = [
            (index, at)
            for index, at, words in self._texts.get(said[:_LEAST], ())
            if len(said) >= _LEAST <= len(words) and (words.startswith(said) or said.startswith(words))
        ]
        link = self._links.get(f"#{place.link}")
        if (
            len(same) != 1 and link is not None
        ):  # a note is known by its way back, a number in the text by its note
            index, at, before = link
            return f"#{index}:{at if len(said) >= _LEAST else at + before}"
        return f"#{same[0][0]}:{same[0][1]}" if same else ""


def _leaves(block: Block, at: int) -> Iterator[tuple[int, Spans]]:
    """The texts of a block, each with the character of the block it begins at (as a Position counts them)."""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            yield at, spans
        case Quote(blocks):
            yield from _each(blocks, at)
        case Listing(items):
            yield from _each(tuple(inner for item in items for inner in item), at)


def _each(blocks: tuple[Block, ...], at: int) -> Iterator[tuple[int, Spans]]:
    for block in blocks:
        length = 0
        for begin, spans in _leaves(block, at):
            yield begin, spans
            length = begin - at + len(plain(spans))
        at += length or len(text_of(block))


def _mapped(block: Block, turned: Callable[[Spans], Spans]) -> Block:
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return replace(block, spans=turned(spans))
        case Figure(_, caption):
            return replace(block, caption=turned(caption))
        case Quote(blocks):
            return replace(block, blocks=tuple([_mapped(inner, turned) for inner in blocks]))
        case Listing(items):
            return replace(block, items=tuple([tuple([_mapped(b, turned) for b in item]) for item in items]))
        case Table(rows, caption):
            cells = tuple([tuple([replace(c, spans=turned(c.spans)) for c in row]) for row in rows])
            return replace(block, rows=cells, caption=turned(caption))
        case _:
            return block
