"""Blocks as they were found made into the article as it is read: captions settled, title and lead known, no empty rules."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui_reader.content.convert import pictures
from tui_reader.content.convert.captions import Caption, attach, ends_with_credit, is_twin, settle
from tui_reader.model.document import (
    Block,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    plain,
)
from tui_reader.model.fold import fold_words

_BEGINNING = 20  # characters
_LEAD_WITHIN = 5  # blocks from the start in which a lead may stand


def polish(blocks: Sequence[Block], title: str, lead: str) -> list[Block]:
    """The article's blocks: pictures with their captions, the repeated title gone, the lead marked."""
    return _with_lead(_without_title(_settled(blocks), title), lead)


def beside(blocks: list[Block], images: Sequence[ImageRef]) -> list[Block]:
    """The blocks with the pictures the feed lists beside the body; one shown already lends its caption instead."""
    offered: dict[str, ImageRef] = {}
    for image in images:
        if image.url and not pictures.is_counter(image.url) and not _is_beacon(image):
            name = pictures.key(image.url)
            known = offered.get(name)
            offered[name] = _richer(known, image) if known else image
    shown: set[str] = set()
    lent = [_lend(block, offered, shown) for block in blocks]
    extra = [_settle(Figure(image)) for name, image in offered.items() if name not in shown]
    if shown or _has_picture(lent):
        return [*lent, *extra]
    return [*extra[:1], *lent, *extra[1:]]


def _settled(blocks: Sequence[Block]) -> list[Block]:
    """Captions in following paragraphs joined to their pictures; the same inside quotes and lists."""
    out: list[Block] = []
    figure: Figure | None = None  # the last block, where it is one
    is_open = False
    for block in blocks:
        kind = block.__class__
        if figure is not None:
            if is_open and isinstance(block, Paragraph) and _is_caption(figure, block):
                out[-1] = figure = attach(figure, Caption(block.spans))
                is_open = False
                continue
            out[-1] = _settle(figure)
            figure = None
        if kind is Paragraph:
            out.append(block)
            continue
        if isinstance(block, Rule):
            if not out or isinstance(out[-1], Rule):
                continue
        elif isinstance(block, Figure):
            figure, is_open = block, True
        elif isinstance(block, Quote):
            if not _is_paragraph(block.blocks):
                block = Quote(tuple(_settled(block.blocks)), block.cite)
        elif isinstance(block, Listing):
            items = tuple([item if _is_paragraph(item) else tuple(_settled(item)) for item in block.items])
            block = Listing(items, block.ordered, block.start)
        out.append(block)
    if out and isinstance(out[-1], Rule):
        out.pop()
    if out and isinstance(out[-1], Figure):
        out[-1] = _settle(out[-1])
    return [block for block in out if not isinstance(block, Figure) or block.image or block.caption]


def _is_paragraph(blocks: Sequence[Block]) -> bool:
    return len(blocks) == 1 and blocks[0].__class__ is Paragraph


def _is_caption(figure: Figure, paragraph: Paragraph) -> bool:
    """Whether the paragraph after a picture is its caption: it says what the alt or caption says, or is signed."""
    known = plain(figure.caption)
    alt = figure.image.alt if figure.image else ""
    if is_twin(paragraph.spans, *filter(None, (alt, known))):
        return True
    return not known and not paragraph.lead and ends_with_credit(paragraph)


def _settle(figure: Figure) -> Figure:
    figure = settle(figure)
    if figure.image and not figure.image.url:
        words = figure.caption or ((Span(figure.image.alt),) if figure.image.alt else ())
        return Figure(None, words, figure.credit)
    return figure


def _without_title(blocks: list[Block], title: str) -> list[Block]:
    for at, block in enumerate(blocks[:3]):
        if isinstance(block, Heading):
            return blocks[:at] + blocks[at + 1 :] if _same(plain(block.spans), title) else blocks
        if not isinstance(block, Figure):
            break
    return blocks


def _with_lead(blocks: list[Block], lead: str) -> list[Block]:
    """Leads stand near the start; the first paragraph is one too where the feed's summary says just that."""
    first = True
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            is_lead = (block.lead and at < _LEAD_WITHIN) or (first and _same(plain(block.spans), lead))
            if is_lead != block.lead:
                blocks[at] = Paragraph(block.spans, is_lead)
            first = False
    return blocks


def _same(text: str, wanted: str) -> bool:
    """Whether both say the same words; nearly all that differ do so from the start."""
    if not text or not wanted:
        return False
    begin, other = fold_words(text[:_BEGINNING]), fold_words(wanted[:_BEGINNING])
    if not begin.startswith(other) and not other.startswith(begin):
        return False
    words = fold_words(wanted)
    return words != "" and fold_words(text) == words


def _lend(block: Block, offered: dict[str, ImageRef], shown: set[str]) -> Block:
    if block.__class__ is Paragraph:
        return block
    if isinstance(block, Quote):
        return Quote(tuple([_lend(inner, offered, shown) for inner in block.blocks]), block.cite)
    if isinstance(block, Listing):
        items = tuple([tuple([_lend(b, offered, shown) for b in item]) for item in block.items])
        return Listing(items, block.ordered, block.start)
    if not isinstance(block, Figure) or block.image is None:
        return block
    name = pictures.key(block.image.url)
    source = offered.get(name)
    if source is None:
        return block
    shown.add(name)
    image = block.image
    image = replace(image, width=image.width or source.width, height=image.height or source.height)
    caption = block.caption or ((Span(source.caption),) if source.caption else ())
    return _settle(
        Figure(replace(image, alt=image.alt or source.alt), caption, block.credit or source.credit)
    )


def _has_picture(blocks: Sequence[Block]) -> bool:
    for block in blocks:
        if block.__class__ is Paragraph:
            continue
        if isinstance(block, Figure) and block.image:
            return True
        if isinstance(block, Quote) and _has_picture(block.blocks):
            return True
        if isinstance(block, Listing) and any(_has_picture(item) for item in block.items):
            return True
    return False


def _richer(one: ImageRef, other: ImageRef) -> ImageRef:
    """The larger of two sizes of one picture, with the words of both."""
    large, small = (one, other) if one.width >= other.width else (other, one)
    return replace(
        large,
        alt=large.alt or small.alt,
        caption=large.caption or small.caption,
        credit=large.credit or small.credit,
    )


def _is_beacon(image: ImageRef) -> bool:
    return 0 < image.width <= 2 or 0 < image.height <= 2
