"""The texts beside a document: for search, for the list, and how many words there are to read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.model.document import (
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
    plain,
)

EXCERPT = 300  # characters
_LOOKED_AT = 8 * EXCERPT
_ENOUGH = 110  # characters after which a sentence's end is a good place to stop
_LONGEST_DATELINE = 70
_DASH = re.compile(r"\s*[-–—]\s+|\s+[-–—]\s*")
_PARENTHESES = re.compile(r"\([^()]{1,40}\)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s)|[。！？][」』”]?")


def body_text(blocks: Sequence[Block]) -> str:
    """The text of blocks without their pictures, paragraphs separated by blank lines."""
    texts = [plain(block.spans) if block.__class__ is Paragraph else _text(block) for block in blocks]
    return "\n\n".join(filter(None, texts))


def caption_text(figures: Sequence[Figure]) -> str:
    """Captions, credits and alt texts, a line each."""
    lines: list[str] = []
    for figure in figures:
        alt = figure.image.alt if figure.image else ""
        lines += [part.replace("\n", " ") for part in (plain(figure.caption), alt, figure.credit) if part]
    return "\n".join(lines)


def excerpt(text: str) -> str:
    """The first sentence or two without the dateline, at most 300 characters."""
    head = " ".join(text[: 2 * EXCERPT].split())
    if len(head) < EXCERPT + 2 * _LONGEST_DATELINE:  # much white space, or a short text
        head = " ".join(text[:_LOOKED_AT].split())
    head = head[_dateline(head) :].strip()
    if len(head) <= EXCERPT:
        return head
    if end := _last_sentence(head):
        return head[:end]
    space = head.rfind(" ", EXCERPT // 2, EXCERPT)
    return head[: space if space > 0 else EXCERPT - 1].rstrip(" ,;:–—-") + "…"


def _last_sentence(head: str) -> int:
    """Where the last sentence ends that fits an excerpt; 0 where that is too early."""
    last = 0
    for match in _SENTENCE_END.finditer(head, 0, EXCERPT + 1):
        if match.end() <= EXCERPT:
            last = match.end()
    return last if last >= _ENOUGH else 0


def opening(blocks: Sequence[Block]) -> str:
    """The text an excerpt is made from: paragraphs before anything else."""
    paragraphs: list[str] = []
    length = 0
    for block in blocks[:40]:
        if isinstance(block, Paragraph):
            paragraphs.append(plain(block.spans))
            length += len(paragraphs[-1])
            if length > 3 * EXCERPT:
                break
    return "\n".join(paragraphs) or body_text(blocks[:10])


def _dateline(text: str) -> int:
    """How many characters at the start say where and by whom: "(Dân trí) -", "TTO -", "HÀ NỘI (TTXVN) –"."""
    match = _DASH.search(text, 0, _LONGEST_DATELINE)
    if not match or not match.start():
        return 0
    place = text[: match.start()]
    bare = _PARENTHESES.sub("", place).strip()
    if not bare:
        return match.end()  # nothing but an agency in brackets
    town = bare.split(",")[0]
    letters = sum(c.isalpha() for c in town)
    is_place = letters >= 2 and town.isupper() and len(town.split()) <= 4
    return match.end() if is_place else 0


def _text(block: Block) -> str:
    match block:
        case Paragraph(spans) | Heading(_, spans):
            return plain(spans)
        case Code(text):
            return text
        case Quote(blocks, cite):
            return "\n\n".join(filter(None, (body_text(blocks), cite)))
        case Listing(items):
            return "\n".join(filter(None, ("\n".join(filter(None, map(_text, item))) for item in items)))
        case Table(rows, caption):
            lines = (" ".join(filter(None, (plain(cell.spans) for cell in row))) for row in rows)
            return "\n".join(filter(None, (plain(caption), *lines)))
        case Embed(_, _, title):
            return title
        case _:
            return ""
