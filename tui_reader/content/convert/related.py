"""Links a newspaper puts among the text to read on: told from paragraphs by their label and by being links only."""

from __future__ import annotations

import re

from tui_reader.content.figures_and_links import links_in
from tui_reader.model.document import Block, Figure, Heading, Listing, Paragraph, Rule, Spans, outward, plain
from tui_reader.model.scrub import scrub_line

Links = list[tuple[str, str]]

_LABEL = re.compile(
    r"(?:tin|bài|tin bài|các tin|nội dung) liên quan|(?:xem|đọc) (?:thêm|tiếp)|mời (?:quý )?(?:bạn đọc|độc giả|bạn xem)"
    r"[^.!?]{0,60}"
    r"|có thể bạn (?:quan tâm|muốn xem)|(?:tin|bài)(?: viết)? (?:cùng chuyên mục|khác)"
    r"|read (?:more|also|next|on)|also read|see also|further reading|recommended|more stories|you (?:may|might) also like"
    r"|related(?: (?:articles?|stories|story|news|posts?|content|links?|reading|topics?))?"
    r"|more (?:on this(?: story)?|from .{1,40})",
    re.IGNORECASE,
)
_SIGNS = " \t\n\u00a0>»›•·|*▶►→-–—:：;,.…(){}[]"
_BULLETS = " \t\n\u00a0>»›•·"
_ARROWS = (">", "»", "›", "▶", "►", "→")


_LONGEST_LABEL = 120  # characters a label cannot have
_LONGEST = 300  # characters of a title; what is longer is a text


def related_only(blocks: list[Block]) -> Links | None:
    """The links of a box set apart as related; None if it says anything else. A saved page's titles have no address."""
    found: Links = []
    for block in blocks:
        if isinstance(block, Listing) and (titles := _titles_only(block)):
            found += titles
            continue
        if isinstance(block, Figure | Rule) or (isinstance(block, Heading) and not _links(block.spans)):
            continue
        links = _links_only(block, label_allowed=True)
        if links is None:
            return None
        found += links
    return found or None


def sift(blocks: list[Block]) -> tuple[list[Block], Links]:
    """The blocks without labelled links, and those links."""
    kept: list[Block] = []
    related: Links = []
    label: Block | None = None  # stands alone and waits for links to follow
    followed = False
    for block in blocks:
        if label is None and _says_much(block):
            kept.append(block)
            continue
        if label is not None and (links := _links_only(block)):
            related += links
            followed = True
            continue
        if label is not None and not followed:
            kept.append(label)
        label, followed = None, False
        if _is_label(block):
            label = block
        elif links := _labelled(block):
            related += links
        else:
            kept.append(block)
    if label is not None and not followed:
        kept.append(label)
    return kept, related


def _titles_only(listing: Listing) -> Links:
    """The items of a list of bare titles, one short line each; empty if it is any other list."""
    found: Links = []
    for item in listing.items:
        only = item[0] if len(item) == 1 else None
        if not isinstance(only, Paragraph) or _links(only.spans):
            return []
        title = plain(only.spans).strip(_BULLETS)
        if not title or len(title) > _LONGEST or "\n" in title:
            return []
        found.append((scrub_line(title, _LONGEST), ""))
    return found


def _says_much(block: Block) -> bool:
    """Whether a block is surely no label and no row of links: most are not."""
    if block.__class__ is not Paragraph and block.__class__ is not Heading:
        return True
    for span in block.spans:
        if len(span.text) > _LONGEST_LABEL and not span.href:
            return len(span.text.strip(_SIGNS)) > _LONGEST_LABEL
    return False


def _is_label(block: Block) -> bool:
    if not isinstance(block, Paragraph | Heading) or _links(block.spans):
        return False
    return bool(_LABEL.fullmatch(plain(block.spans).strip(_SIGNS)))


def _labelled(block: Block) -> Links:
    """The links of a paragraph that is a label (or an arrow) and links."""
    if not isinstance(block, Paragraph):
        return []
    outside = "".join(span.text for span in block.spans if not outward(span.href))
    marked = plain(block.spans).lstrip().startswith((">>", "»")) or _LABEL.fullmatch(outside.strip(_SIGNS))
    return (_links_only(block, label_allowed=True) or []) if marked else []


def _links_only(block: Block, label_allowed: bool = False) -> Links | None:
    """The links of a block without other words; None if it has some."""
    if isinstance(block, Listing):
        found: Links = []
        for item in block.items:
            for inner in item:
                links = _links_only(inner, label_allowed)
                if links is None:
                    return None
                found += links
        return found
    if not isinstance(block, Paragraph | Heading):
        return None
    outside = "".join(span.text for span in block.spans if not outward(span.href)).strip(_SIGNS)
    if outside and not (label_allowed and _LABEL.fullmatch(outside)):
        return None
    return _links(block.spans) or ([] if outside else None)


def _links(spans: Spans) -> Links:
    cleaned = ((scrub_line(text.strip(_SIGNS), _LONGEST), url) for text, url in links_in(spans))
    return [(text, url) for text, url in cleaned if text]
