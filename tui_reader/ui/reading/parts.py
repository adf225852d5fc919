"""Air between blocks, long texts in parts of bounded length, and how high a text will about be before it is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.model.document import Block, Heading, Paragraph
from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.style import ReadingStyle
from tui_reader.ui.reading.flowing import Flat, Frame, Setting

LONG = 4000
"""Characters above which a paragraph is laid out in parts, each ending at a sentence: a part takes under 1 ms."""
_SENTENCE_END = LatePattern(r"[.!?…。！？]['”\"»)]* +|\n")


def gap(previous: Block | None, block: Block, style: ReadingStyle) -> int:
    """Blank rows between two blocks."""
    if previous is None:
        return 0
    air = max(1, style.paragraph)
    if isinstance(block, Heading):
        return air if style.heading == 0 else air + 1
    if isinstance(previous, Heading):
        return 0 if style.heading == 0 else 1
    if isinstance(block, Paragraph) and isinstance(previous, Paragraph):
        return style.paragraph if not previous.lead else air
    return air


def guess(characters: int, setting: Setting, frame: Frame) -> int:
    """Rows a text will about take."""
    room = setting.room(frame) * 0.96
    rows = -(-characters * (1 + setting.letter) // room) or 1
    return setting.before + int(rows) * setting.scale.s + int(rows - 1) * setting.leading


def parts(flat: Flat) -> Iterator[Flat]:
    """The text in parts of bounded length, cut after a sentence where there is one."""
    text, start = flat.text, 0
    while len(text) - start > LONG:
        half = start + LONG // 2
        ends = [match.end() for match in _SENTENCE_END.now.finditer(text, half, start + LONG)]
        space = text.rfind(" ", half, start + LONG)
        end = ends[-1] if ends else (space + 1 if space >= 0 else _cluster_end(text, start + LONG))
        yield _part(flat, start, end)
        start = end
    yield flat if not start else _part(flat, start, len(text))


def _cluster_end(text: str, at: int) -> int:
    """A place near ``at`` that does not cut a letter from its marks (at most a few characters on)."""
    for index in range(at, min(at + 64, len(text))):
        if text[index].isalnum() and text[index - 1].isalnum():
            return index
    return at


def _part(flat: Flat, start: int, end: int) -> Flat:
    text = flat.text[start:end]
    if end < len(flat.text):
        text = text.removesuffix("\n")
    inner = [s for s in flat.stretches if start < s.start < end]
    before = [s for s in flat.stretches if s.start <= start]
    kept = (before[-1], *inner) if before else tuple(inner)
    return Flat(text, tuple(s._replace(start=max(0, s.start - start)) for s in kept))
