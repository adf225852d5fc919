"""The blocks of a long document, made as far as they are asked for: its first screen costs what a short one's does.

Kept as lines of JSON: `[blocks, figures, related]`, then a block a line, so that a beginning can be read by itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from msgspec import json

from tui_reader.content.document import Json, read_block
from tui_reader.model.document import Block, Document, Paragraph, count_figures
from tui_reader.model.errors import ParseError

_LEAST = 6  # bytes of a block's line; a count of more than there is room for is a lie of a damaged cell
_ENCODER, _DECODER = json.Encoder(), json.Decoder()


class LateBlocks(Sequence[Block]):
    """As a tuple of blocks. What a damaged cell lost is empty paragraphs at the end; ``damaged`` says so once it is met."""

    def __init__(self, shown: tuple[int, int, int], more: Callable[[], bytes]) -> None:
        """``shown``: how many blocks, how many figures in them, how many bytes. ``more``: the next bytes of the lines,
        empty at their end."""
        self._count, self.figures, self._bytes = shown
        self._more = more
        self._blocks: list[Block] = []
        self._line = b""
        self._ends: list[tuple[int, int]] = [(0, 0)]
        self.damaged = False

    def share(self, blocks: int) -> float:
        """Which part of the text so many blocks are, of those made so far; by their bytes."""
        made, at = next((end for end in self._ends if end[0] >= blocks), self._ends[-1])
        return min(1.0, blocks / made * at / self._bytes) if made and self._bytes else 0.0

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, index: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(index)
        while len(self._blocks) <= at:
            self._go_on()
        return self._blocks[at]

    def __iter__(self) -> Iterator[Block]:
        return (self[index] for index in range(self._count))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (LateBlocks, tuple)) and (self is other or tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash((self._count, self._bytes))

    def _go_on(self) -> None:
        """Some more blocks; at the end of the lines all that are missing."""
        try:
            some = self._more()
            lines, newline, rest = (self._line + some).rpartition(b"\n")
            if some and not newline:
                self._line = rest
                return
            self._line = rest
            self._blocks += [read_block(line) for line in _DECODER.decode_lines(lines)]
            self._ends.append((len(self._blocks), self._ends[-1][1] + len(lines) + 1))
        except (ValueError, TypeError, IndexError, AttributeError, RecursionError, zlib.error):
            some = b""
        if not some and len(self._blocks) < self._count:
            self.damaged = True
            self._blocks += [Paragraph(())] * (self._count - len(self._blocks))


def lines_of(document: Document, written: Sequence[Json]) -> bytes:
    """A document as lines; ``written``: its blocks as JSON."""
    head = [len(written), sum(map(count_figures, document.blocks)), [list(one) for one in document.related]]
    return _ENCODER.encode_lines([head, *written])


def decode_lines(text: bytes) -> Document:
    """The whole document of lines. Raises what decoding JSON raises."""
    (_, _, related), *blocks = _DECODER.decode_lines(text)
    return Document(tuple(map(read_block, blocks)), tuple((title, url) for title, url in related))


def opened(first: bytes, length: int, more: Callable[[], bytes]) -> Document:
    """The document of a blob ``is_long`` of so many bytes that begins with ``first``; ``more`` gives what follows, empty
    at its end. Raises ParseError where even the beginning is damaged."""
    text = first[2:]
    try:
        while b"\n" not in text:
            some = more()
            if not some:
                raise ParseError("not_understood")
            text += some
        head, _, rest = text.partition(b"\n")
        count, figures, related = json.decode(head)
        if not 0 <= count <= length // _LEAST + 1:
            raise ParseError("not_understood")
        titles = tuple((title, url) for title, url in related)
    except (ValueError, TypeError, zlib.error) as error:
        raise ParseError("not_understood") from error
    waiting = [rest] if rest else []
    shown = (count, figures, length - 3 - len(head))
    return Document(LateBlocks(shown, lambda: waiting.pop() if waiting else more()), titles)
