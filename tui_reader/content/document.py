"""A document as the store keeps it, and what can be asked of its blocks; pure and quick to import."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import cache

from msgspec import json

from tui_reader.model.document import (
    Block,
    Cell,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    plain,
)
from tui_reader.model.errors import ParseError

CONVERTER_VERSION = 4
"""Of ``content.convert``, which makes documents; kept with each: another number means that all are owed anew. It stands
here so that who only compares it need not import all that converts."""

_VERSION = b"\x01"
_PLAIN, _PACKED, _LINES = b"j", b"z", b"l"
_PACK_ABOVE = 2048  # bytes; below it compression saves nothing worth a call
_LINES_ABOVE = 64 * 1024  # bytes; above it a beginning can be read by itself (late_blocks.py)
_LARGEST = (
    64 * 1024 * 1024
)  # bytes unpacked; our own blobs are far smaller, a damaged store may claim anything

# On disk a block is a list: one letter for its kind, then its fields in order. Spans without mark or link are bare
# strings. New kinds get new letters, new fields go last: older readers keep the text of what they do not know.
Json = str | int | None | list["Json"]


_encoder = json.Encoder()


@cache
def _mark(number: int) -> Mark:
    return Mark(number)


def encode(document: Document, *, packed: bool = True) -> bytes:
    """The document as the store keeps it: a version byte, how it is packed, compact JSON.

    ``packed`` False leaves deflating to who keeps it together with its plain text.
    """
    written = list(map(_write, document.blocks))
    shape: Json = [written, [[title, url] for title, url in document.related]]
    try:
        text = _encoder.encode(shape)
        if len(text) > _LINES_ABOVE and not packed:
            from tui_reader.content.late_blocks import lines_of  # as below

            return _VERSION + _LINES + lines_of(document, written)
    except UnicodeEncodeError:
        from json import dumps  # takes what is no Unicode, which scrubbed text never is

        text = dumps(shape, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    if packed and len(text) > _PACK_ABOVE:
        return _VERSION + _PACKED + zlib.compress(text, 1)
    return _VERSION + _PLAIN + text


def decode(blob: bytes) -> Document:
    """The document of a blob. Kinds of a later version become paragraphs of their text; ParseError if it is damaged."""
    try:
        text = blob[2:]
        if is_long(blob):
            from tui_reader.content.late_blocks import decode_lines  # hardly any is so long

            return decode_lines(text)
        if blob[1:2] == _PACKED:
            text = zlib.decompressobj().decompress(text, _LARGEST)
        blocks, related = json.decode(text)[:2]
        return Document(
            tuple([read_block(b) for b in blocks]), tuple([(title, url) for title, url in related])
        )
    except (ValueError, TypeError, IndexError, AttributeError, RecursionError, zlib.error) as error:
        raise ParseError("not_understood") from error


def is_long(blob: bytes) -> bool:
    """Whether a blob, of which this is at least the beginning, is one that ``late_blocks.opened`` need not read whole."""
    return blob[1:2] == _LINES


def fingerprint(block: Block) -> str:
    """16 hex digits that stay the same while kind and words do; marks, links and picture addresses do not count."""
    words = text_of(block)
    if not words and isinstance(block, Figure) and block.image:
        words = block.image.url
    kind = type(block).__name__
    from hashlib import (
        blake2b,
    )  # brings a library of its own, and no place is asked for before the first paint

    return blake2b(f"{kind}\0{words}".encode("utf-8", "replace"), digest_size=8).hexdigest()


def fingerprints(document: Document) -> list[str]:
    """The fingerprint of each block; equal blocks have equal ones (a Position counts them)."""
    return [fingerprint(block) for block in document.blocks]


def text_of(block: Block) -> str:
    """The words of a block as plain text, blocks inside it on lines of their own."""
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return plain(spans)
        case Code(text):
            return text
        case Figure(image, caption, credit):
            return "\n".join(filter(None, (plain(caption) or (image.alt if image else ""), credit)))
        case Quote(blocks, cite):
            return "\n".join(filter(None, (*map(text_of, blocks), cite)))
        case Listing(items):
            return "\n".join(text_of(inner) for item in items for inner in item)
        case Table(rows, caption):
            lines = ["\t".join(plain(cell.spans) for cell in row) for row in rows]
            return "\n".join(filter(None, (plain(caption), *lines)))
        case Embed(_, url, title):
            return title or url
        case Rule():
            return ""


def _write(block: Block) -> Json:
    if block.__class__ is Paragraph and not block.lead:
        return ["p", _write_spans(block.spans)]
    match block:
        case Paragraph(spans):
            return ["p", _write_spans(spans), 1]
        case Heading(level, spans):
            return ["h", _write_spans(spans), level]
        case Figure(image, caption, credit):
            shown: Json = None
            if image:
                shown = [image.url, image.alt, image.caption, image.credit, image.width, image.height]
            return ["f", _write_spans(caption), credit, shown]
        case Quote(blocks, cite):
            return ["q", [_write(inner) for inner in blocks], cite]
        case Code(text, language):
            return ["c", text, language]
        case Listing(items, ordered, start):
            return ["l", [[_write(inner) for inner in item] for item in items], int(ordered), start]
        case Table(rows, caption):
            return ["t", [[_write_cell(cell) for cell in row] for row in rows], _write_spans(caption)]
        case Embed(kind, url, title):
            return ["e", title, kind, url]
        case Rule():
            return ["r"]


def _write_cell(cell: Cell) -> Json:
    return [_write_spans(cell.spans), int(cell.header), cell.columns, cell.rows, cell.align]


def _write_spans(spans: Spans) -> Json:
    return [
        [s.text, s.mark._value_, s.href] if s.href else [s.text, s.mark._value_] if s.mark else s.text
        for s in spans
    ]


# From here on values come from json.decode: a wrong shape raises, and decode answers for it.


def read_block(shape: list) -> Block:  # type: ignore[type-arg]
    reader = _READERS.get(shape[0])
    return reader(*shape[1:]) if reader else Paragraph((Span(" ".join(_strings(shape[1:]))),))


def _read_spans(shape: list) -> Spans:  # type: ignore[type-arg]
    return tuple(
        [
            Span(s) if s.__class__ is str else Span(s[0], _mark(s[1] & 255), s[2] if len(s) > 2 else "")
            for s in shape
        ]
    )


def _read_figure(caption: list, credit: str, image: list | None, *_: Json) -> Figure:  # type: ignore[type-arg]
    return Figure(ImageRef(*image[:6]) if image else None, _read_spans(caption), credit)


def _read_table(rows: list, caption: list, *_: Json) -> Table:  # type: ignore[type-arg]
    read = tuple([tuple([Cell(_read_spans(c[0]), bool(c[1]), *c[2:5]) for c in row]) for row in rows])
    return Table(read, _read_spans(caption))


def _strings(shape: Json) -> Iterator[str]:
    if isinstance(shape, str):
        yield shape
    elif isinstance(shape, list):
        for inner in shape:
            yield from _strings(inner)


_READERS: dict[str, Callable[..., Block]] = {
    "p": lambda spans, lead=0, *_: Paragraph(_read_spans(spans), bool(lead)),
    "h": lambda spans, level, *_: Heading(level, _read_spans(spans)),
    "f": _read_figure,
    "q": lambda blocks, cite, *_: Quote(tuple([read_block(b) for b in blocks]), cite),
    "c": lambda text, language, *_: Code(text, language),
    "l": lambda items, ordered, start, *_: Listing(
        tuple([tuple([read_block(b) for b in item]) for item in items]), bool(ordered), start
    ),
    "t": _read_table,
    "e": lambda title, kind, url, *_: Embed(kind, url, title),
    "r": lambda *_: Rule(),
}
