"""Looks through a document for its pictures, what stands under them, and its links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui_reader.content.document import text_of
from tui_reader.model.document import (
    Block,
    Document,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Spans,
    Table,
    outward,
)


def picture_urls(document: Document) -> list[str]:
    """Addresses of the pictures in the text, in its order, each once."""
    return list(dict.fromkeys(f.image.url for f in figures(document) if f.image and f.image.url))


def figures(document: Document) -> list[Figure]:
    """Every figure at any depth, in reading order."""
    return [block for block in _all_but_paragraphs(document.blocks) if isinstance(block, Figure)]


def captions(document: Document) -> list[str]:
    """What stands under the pictures: caption, else alt, with the credit after it; pictures without either left out."""
    return [" ".join(words.split("\n")) for words in map(text_of, figures(document)) if words]


def links(document: Document) -> list[tuple[str, str]]:
    """Every link of the document as (text, address), in reading order, related ones last."""
    found: list[tuple[str, str]] = []
    for block in _all(document.blocks):
        if isinstance(block, Embed):
            found.append((block.title or block.url, block.url))
        for spans in _spans_of(block):
            found += links_in(spans)
    return found + [(title, url) for title, url in document.related if url]


def links_in(spans: Spans) -> list[tuple[str, str]]:
    """Every link as (text, address); runs that lead to the same one after the other are one."""
    found: list[tuple[str, str]] = []
    previous = ""
    for span in spans:
        url = outward(span.href)
        if url and url == previous:
            found[-1] = (found[-1][0] + span.text, url)
        elif url:
            found.append((span.text, url))
        previous = url
    return found


def _spans_of(block: Block) -> tuple[Spans, ...]:
    match block:
        case Paragraph(spans) | Heading(_, spans) | Figure(_, spans):
            return (spans,)
        case Table(rows, caption):
            return (caption, *(cell.spans for row in rows for cell in row))
        case _:
            return ()


def _all(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from _all(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _all(item)


def _all_but_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Every other block at any depth, in reading order; most are paragraphs, so this is much quicker than ``_all``."""
    found: list[Block] = []
    for block in blocks:
        if block.__class__ is Paragraph:
            continue
        found.append(block)
        if isinstance(block, Quote):
            found += _all_but_paragraphs(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                found += _all_but_paragraphs(item)
    return found
