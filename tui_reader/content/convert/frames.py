"""What is open while a tree is walked, and the blocks each open thing becomes when it closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from tui_reader.content.convert.captions import Caption, attach, says_the_same
from tui_reader.content.convert.inline import Run, joined, paragraphs
from tui_reader.model.document import (
    Block,
    Cell,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    plain,
)

Piece = Block | Caption
_LONGEST_HEADING = 300  # characters; what is longer and of several paragraphs was never meant as one
_LONGEST_CAPTION = 600  # characters of loose text in a picture's box that may still be its caption


class Frame:
    """An open container: what is in it so far. ``kind`` decides what it becomes."""

    lead = False
    level = 0
    cite = credit = url = align = ""
    ordered = header = False
    start = columns = rows = 1
    head_end = 0
    """Of a table: the place where its head ends."""

    def __init__(self, kind: str = "flow", *, level: int = 0, lead: bool = False) -> None:
        self.kind = kind
        self.pieces: list[Piece] = []
        self.run: Run = []
        """Text not yet made into paragraphs."""
        self.later: list[Figure] = []
        """Pictures from the middle of a line, shown after its paragraph."""
        self.items: list[tuple[Block, ...]] = []
        self.grid: list[list[Cell]] = []
        if level:
            self.level = level
        if lead:
            self.lead = lead

    def flush(self, *, clean: bool) -> None:
        """Makes paragraphs of the text collected."""
        if self.run:
            run, self.run = self.run, []
            for spans in paragraphs(run, clean=clean):
                self.put(Paragraph(spans, self.lead))
        if self.later:
            later, self.later = self.later, []
            for figure in later:
                self.put(figure)

    def put(self, piece: Piece) -> None:
        """Adds a block; a caption goes to the picture just before it, a picture or film twice in a row counts once."""
        if piece.__class__ is Paragraph and self.kind != "list":
            self.pieces.append(piece)
            return
        last = self.pieces[-1] if self.pieces else None
        if isinstance(piece, Caption):
            keeps = self.kind in ("figure", "table")
            if isinstance(last, Figure) and not last.caption and not keeps:
                self.pieces[-1] = attach(last, piece)
                return
            if not keeps:
                if self.kind == "caption":
                    self.credit = " / ".join(filter(None, (self.credit, piece.credit)))
                for paragraph in _as_text(piece, keep_credit=self.kind != "caption"):
                    self.put(paragraph)
                return
        elif isinstance(piece, Figure) and isinstance(last, Figure):
            if _stands_for(last, piece):
                self.pieces[-1] = _with_words_of(piece, last, first=True)
                return
            if _stands_for(piece, last):
                self.pieces[-1] = _with_words_of(last, piece)
                return
        elif isinstance(piece, Embed) and piece == last:
            return
        if self.kind == "list":
            self.items.append(tuple(blocks([piece])))
        else:
            self.pieces.append(piece)


def _with_words_of(figure: Figure, other: Figure, *, first: bool = False) -> Figure:
    """A picture with what was said under its twin; said twice it is said once, the fuller of the two."""
    mine, theirs = plain(figure.caption), plain(other.caption)
    if not theirs or (mine and says_the_same(mine, theirs)):
        caption = figure.caption if len(mine) >= len(theirs) else other.caption
    elif not mine:
        caption = other.caption
    else:
        caption = joined([other.caption, figure.caption] if first else [figure.caption, other.caption])
    signed = dict.fromkeys(filter(None, (figure.credit, other.credit)))
    return replace(figure, caption=caption, credit=" / ".join(signed))


def blocks(pieces: list[Piece]) -> list[Block]:
    """The pieces with captions that found no picture as paragraphs."""
    out: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Caption):
            out += _as_text(piece)
        else:
            out.append(piece)
    return out


def close(frame: Frame) -> list[Piece]:
    """What a closed frame leaves in the one around it."""
    closer = _CLOSERS.get(frame.kind)
    return closer(frame) if closer else frame.pieces


def texts(pieces: list[Piece]) -> tuple[Spans, list[Figure]]:
    """The words of blocks as one text, line by line, and the pictures that cannot be in it."""
    if not pieces:
        return (), []
    if len(pieces) == 1 and isinstance(pieces[0], Paragraph):
        return pieces[0].spans, []
    parts: list[Spans] = []
    pictures: list[Figure] = []
    for block in blocks(pieces):
        match block:
            case Paragraph(spans) | Heading(_, spans):
                parts.append(spans)
            case Figure():
                pictures.append(block)
            case Code(text):
                parts.append((Span(text, Mark.CODE),))
            case Embed(_, url, title):
                parts.append((Span(title or url, Mark.NONE, url),))
            case Quote(inner, cite):
                spans, more = texts(list(inner))
                parts += [part for part in (spans, (Span(cite),) if cite else ()) if part]
                pictures += more
            case Listing(items):
                for number, item in enumerate(items, block.start):
                    spans, more = texts(list(item))
                    parts.append((Span(f"{number}. " if block.ordered else "• "), *spans))
                    pictures += more
            case Table(rows, caption):
                lines = [joined([cell.spans for cell in row], "  ") for row in rows]
                parts += [line for line in (caption, *lines) if line]
    return joined(parts), pictures


def _quote(frame: Frame) -> list[Piece]:
    inner = blocks(frame.pieces)
    cite = frame.cite
    if len(inner) > 1 and not cite and isinstance(inner[-1], Paragraph):
        words = plain(inner[-1].spans)
        if words[:1] in ("—", "–", "―") and len(words) <= 120 and "\n" not in words:
            cite = words.lstrip("—–― ")
            inner.pop()
    if not inner:
        return [Paragraph((Span(cite),))] if cite else []
    quote = Quote(tuple(inner), cite)
    return [quote, Embed("post", frame.url, cite)] if frame.url else [quote]


def _list(frame: Frame) -> list[Piece]:
    items = [item for item in frame.items if item]
    return [Listing(tuple(items), frame.ordered, frame.start)] if items else []


def _caption(frame: Frame) -> list[Piece]:
    words, pictures = texts(frame.pieces)
    made: list[Piece] = [*pictures]
    if words or frame.credit:
        made.append(Caption(words, frame.credit))
    return made


def _heading(frame: Frame) -> list[Piece]:
    words, pictures = texts(frame.pieces)
    if not words:
        return [*pictures]
    if len(frame.pieces) > 1 and (
        len(plain(words)) > _LONGEST_HEADING or any(isinstance(p, Code | Quote | Table) for p in frame.pieces)
    ):  # its end was forgotten
        first, *rest = frame.pieces
        frame.pieces = [first]
        return [*_heading(frame), *rest]
    bare = tuple([Span(s.text, s.mark & ~Mark.BOLD, s.href) if s.mark else s for s in words])
    return [Paragraph(bare, True) if frame.lead else Heading(frame.level, bare), *pictures]


def _table(frame: Frame) -> list[Piece]:
    rows = tuple([tuple(row) for row in frame.grid if any(cell.spans for cell in row)])
    caption, pictures = texts([p for p in frame.pieces if isinstance(p, Caption)])
    rest = [p for p in frame.pieces if not isinstance(p, Caption)]
    made: list[Piece] = [Table(rows, caption)] if rows else [Caption(caption)] if caption else []
    return [*made, *pictures, *rest]


def _figure(frame: Frame) -> list[Piece]:
    """A picture's box: captions and loose short texts go to the pictures, in their order."""
    pieces = frame.pieces
    captions = [p for p in pieces if isinstance(p, Caption)]
    if captions and len(captions) == len(pieces):
        # the picture was not kept, its words were
        return [
            replace(attach(Figure(None), captions[0]), credit=captions[0].credit or frame.credit),
            *captions[1:],
        ]
    if not any(isinstance(p, Figure) for p in pieces):
        return [*_captioned(pieces), *([Paragraph((Span(frame.credit),))] if frame.credit else [])]
    loose = [p for p in pieces if isinstance(p, Paragraph)]
    if (
        not any(isinstance(p, Caption) for p in pieces)
        and sum(len(plain(p.spans)) for p in loose) <= _LONGEST_CAPTION
    ):
        pieces = [Caption(p.spans) if isinstance(p, Paragraph) else p for p in pieces]
    out: list[Piece] = []
    waiting: list[Caption] = []
    at = -1  # where the picture is that a caption would go to
    for piece in pieces:
        if isinstance(piece, Figure):
            at = len(out)
            for caption in waiting:
                piece = attach(piece, caption)
            waiting = []
            out.append(piece)
        elif not isinstance(piece, Caption):
            out.append(piece)
        elif at < 0:
            waiting.append(piece)
        else:
            figure = out[at]
            out[at] = attach(figure, piece) if isinstance(figure, Figure) else figure
    if frame.credit and at >= 0:
        figure = out[at]
        out[at] = attach(figure, Caption((), frame.credit)) if isinstance(figure, Figure) else figure
    return out


def _captioned(pieces: list[Piece]) -> list[Piece]:
    """A figure without a picture: the caption goes to the table, quote or film in it, else it stays as text."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if not isinstance(piece, Caption):
            out.append(piece)
        elif isinstance(last, Table) and not last.caption:
            out[-1] = replace(last, caption=piece.spans)
        elif isinstance(last, Quote) and not last.cite:
            out[-1] = replace(last, cite=plain(piece.spans).lstrip("—–― "))
        else:
            out += _as_text(piece)
    return out


def _as_text(caption: Caption, keep_credit: bool = True) -> list[Block]:
    parts = [
        part
        for part in (caption.spans, (Span(caption.credit),) if caption.credit and keep_credit else ())
        if part
    ]
    return [Paragraph(part) for part in parts]


def _stands_for(poor: Figure, real: Figure) -> bool:
    """Whether the first is a stop-gap for the second: the same address, or none but the same words or no words."""
    if poor.image is None or real.image is None:
        return False
    if poor.image.url:
        return poor.image.url == real.image.url
    return poor.image.alt in ("", real.image.alt) or not real.image.alt


_CLOSERS: Final[dict[str, Callable[[Frame], list[Piece]]]] = {
    "quote": _quote,
    "list": _list,
    "figure": _figure,
    "caption": _caption,
    "heading": _heading,
    "table": _table,
}
