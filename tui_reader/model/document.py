"""The one shape every article is read in: a tuple of blocks, each made of spans.

``gc=False``: never part of a cycle, so that the collector need not look through what thousands of comments are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntFlag

from msgspec import Struct, field


class Mark(IntFlag):
    """How a span is marked; combined with ``|``."""

    NONE = 0
    BOLD = 1
    ITALIC = 2
    CODE = 4
    STRIKE = 8
    UNDERLINE = 16
    SUPER = 32
    SUB = 64
    HIGHLIGHT = 128


class Span(Struct, frozen=True, gc=False):
    """A run of text drawn alike. A line break inside is LF.

    ``href`` is a cleaned http(s) or mailto address, or `#block:character` for a place of the same document, or empty.
    """

    text: str
    mark: Mark = Mark.NONE
    href: str = ""


Spans = tuple[Span, ...]


def plain(spans: Spans) -> str:
    """The text of the spans without marks."""
    return spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])


def outward(href: str) -> str:
    """The address if it leads out of the document, else empty."""
    return "" if href[:1] == "#" else href


class ImageRef(Struct, frozen=True):
    """A picture as the source names it, not yet fetched. Sizes are in pixels, 0 where not said."""

    url: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0


class Heading(Struct, frozen=True, gc=False):
    """A heading inside the article, level 1–6."""

    level: int
    spans: Spans


class Paragraph(Struct, frozen=True, gc=False):
    """Running text; ``lead`` marks the opening summary a newspaper sets apart."""

    spans: Spans
    lead: bool = False


class Figure(Struct, frozen=True):
    """A picture bound to its caption and credit; ``image`` is None where the text kept only the caption."""

    image: ImageRef | None
    caption: Spans = ()
    credit: str = ""


class Quote(Struct, frozen=True, gc=False):
    """Quoted blocks, with who is quoted if the source says so."""

    blocks: tuple[Block, ...]
    cite: str = ""


class Code(Struct, frozen=True, gc=False):
    """Preformatted text, white space kept, tabs expanded."""

    text: str
    language: str = ""


class Listing(Struct, frozen=True, gc=False):
    """A list; each item is a tuple of blocks. ``start`` counts for ordered ones."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


class Cell(Struct, frozen=True):
    """A table cell; ``columns`` and ``rows`` are its spans in the grid, ``align`` one of "", "left", "center", "right"."""

    spans: Spans
    header: bool = False
    columns: int = 1
    rows: int = 1
    align: str = ""


class Table(Struct, frozen=True):
    """A data table, row by row, with its caption."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Spans = ()


class Rule(Struct, frozen=True):
    """A thematic break."""


class Embed(Struct, frozen=True):
    """Something that plays or lives elsewhere, kept as a labelled link. ``kind``: video, audio, frame, post."""

    kind: str
    url: str
    title: str = ""


Block = Heading | Paragraph | Figure | Quote | Code | Listing | Table | Rule | Embed


def count_figures(block: Block) -> int:
    """How many figures a block is or holds."""
    match block:
        case Figure():
            return 1
        case Quote():
            return sum(map(count_figures, block.blocks))
        case Listing():
            return sum(count_figures(inner) for item in block.items for inner in item)
        case _:
            return 0


class Document(Struct, frozen=True, gc=False):
    """An article ready to be laid out. ``related`` are links the page itself offered to read on (title, address)."""

    blocks: Sequence[Block] = ()
    """A tuple; of a long article that is read from the store, made as far as it is asked for."""
    related: tuple[tuple[str, str], ...] = ()


class Converted(Struct, frozen=True):
    """What conversion makes of one delivered text in one parse; all text scrubbed and NFC."""

    document: Document
    body: str
    """Plain text for search and export, paragraphs separated by blank lines, captions left out."""
    captions: str
    """Captions, credits and alt texts for search, one a line."""
    excerpt: str
    """The first sentence or two, dateline left out, at most 300 characters."""
    words: int
    """Words read (CJK characters count half a word each)."""
    images: tuple[ImageRef, ...] = field(default=())
    """The pictures of the document in reading order, each with its own caption and credit."""
