"""What must hold of everything that came through a door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

from tui_reader.content.document import decode, encode
from tui_reader.model.document import Block, Converted, Listing, Quote, Span
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.urls import is_web

HERE = "https://host.example/news/feed"
NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
T = TypeVar("T")
DEEPEST = 64
"""Blocks inside blocks, by hostile.md H04."""


def within(kind: type[T], value: object) -> Iterator[T]:
    """Every one of a kind inside a record, not looking into those found."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from within(kind, getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from within(kind, one)


def is_clean(value: object) -> None:
    """All text of a record may go to a terminal."""
    for text in within(str, value):
        assert not UNSAFE.search(text), f"unsafe text: {text[:200]!r}"


def check_document(made: Converted) -> None:
    """What stands on the screen is clean, not too deep, leads to the web only, and comes back from the store as it was."""
    is_clean((made.document, made.body, made.captions, made.excerpt))
    assert depth(made.document.blocks) <= DEEPEST
    for span in within(Span, made.document):
        assert (
            not span.href or span.href[0] == "#" or is_web(span.href) or span.href[:7].lower() == "mailto:"
        ), span.href
    assert decode(encode(made.document)) == made.document


def depth(blocks: Sequence[Block]) -> int:
    """Blocks inside blocks."""
    deepest = 0
    for block in blocks:
        if isinstance(block, Quote):
            deepest = max(deepest, 1 + depth(block.blocks))
        elif isinstance(block, Listing):
            deepest = max(deepest, *(2 + depth(item) for item in block.items), 0)
    return deepest
