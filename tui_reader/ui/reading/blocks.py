"""The single blocks that are not running text: headings, captions, code, rules, things that play elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size

from tui_reader.model.document import Code, Embed, Figure, ImageRef, Spans
from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words
from tui_reader.ui.reading.breaking import cuts
from tui_reader.ui.reading.flowing import (
    BARE,
    Flat,
    Frame,
    Setting,
    Stretch,
    clean,
    flatten,
    flow,
    joined,
    plain_flat,
)
from tui_reader.ui.reading.lines import NO_STOP, Laid, Line, Run, begin_of, line_width
from tui_reader.ui.reading.wide import Wide

if TYPE_CHECKING:
    from tui_reader.ui.reading.code_marks import Piece

_SAYS_PHOTO = LatePattern(r"^\s*(ảnh|photo|photos|image|credit)\s*:\s*", re.IGNORECASE)
_BALANCED_LINES = 6
_UNMARKED: Final[Mapping[int, Sequence[Piece]]] = {}
_CUT_MARK = Run("→", "code-mark")


def heading(
    flat: Flat, style: ReadingStyle, setting: Setting, role: str, frame: Frame = BARE, base: int = 0
) -> Laid:
    """A heading in the form the style asks for; forms 2 and 3 draw a rule under the title and first-level headings."""
    form = style.heading
    ruled = form >= 2 and role in ("title", "heading")
    if form >= 3:
        flat = Flat(flat.text.upper(), _same_places(flat))
        setting = replace(setting, letter=max(1, setting.letter))
    laid = _balanced(flat, replace(setting, leading=0, justify=False), frame, base)
    if not ruled:
        return laid
    widest = max((line_width(line) + begin_of(line) for line in laid.lines), default=0)
    length = setting.width if form >= 3 else widest
    rule = Run(("━" if form >= 3 else "─") * max(1, length - frame.cells), "heading-rule")
    return Laid((*laid.lines, (*frame.rest, rule)), (*laid.offsets, laid.offsets[-1]), (*laid.soft, False))


def _balanced(flat: Flat, setting: Setting, frame: Frame, base: int) -> Laid:
    """The text in as few lines as it needs, the lines about equally long, so that no single word is left alone."""

    def lines_in(width: int) -> int:
        room = replace(setting, width=width).room(frame)
        return sum(1 for _ in cuts(flat.text, room, letter=setting.letter, hanging=hanging))

    hanging = setting.hang(frame) > 0
    lines, low, high = lines_in(setting.width), setting.width // 2, setting.width
    if 1 < lines <= _BALANCED_LINES:
        while low < high:
            middle = (low + high) // 2
            if lines_in(middle) > lines:
                low = middle + 1
            else:
                high = middle
    return flow(flat, replace(setting, width=high), frame, base)


def _same_places(flat: Flat) -> tuple[Stretch, ...]:
    """The stretches of the text in capitals, which may be longer (ß, ligatures)."""
    if len(flat.text.upper()) == len(flat.text):
        return flat.stretches
    return tuple(
        stretch._replace(start=len(flat.text[: stretch.start].upper())) for stretch in flat.stretches
    )


def caption(figure: Figure, words: Words, first_stop: int, *, label: str = "") -> Flat:
    """The caption with the credit behind; under a ``label`` it stands for the picture and says its size, too."""
    image = figure.image
    text = flatten(figure.caption, "caption", first_stop)
    if not text.text.strip():
        alt = clean(image.alt) if image else ""
        text = plain_flat(alt or words("picture.no_caption"), "caption" if alt else "muted")
    who = _SAYS_PHOTO.now.sub("", clean(figure.credit)).strip()
    if who:
        text = joined(text, plain_flat(f"  {words('picture.credit', name=who)}", "credit"))
    if label:
        size = f" —\u00a0{size_of(image)}" if size_of(image) else ""
        return joined(plain_flat(f"{label} ", "picture"), text, plain_flat(size, "picture"))
    return text


def size_of(image: ImageRef | None) -> str:
    """`1200×800`, empty where the picture does not say."""
    return f"{image.width}×{image.height}" if image is not None and image.width and image.height else ""


def code_room(width: int, frame: Frame) -> int:
    """Cells a line of code has, between its edges."""
    return max(1, width - frame.cells - 2)


def code(
    lines: list[str],
    width: int,
    frame: Frame = BARE,
    base: int = 0,
    *,
    sideways: int = 0,
    marks: Mapping[int, Sequence[Piece]] = _UNMARKED,
    first: int = 0,
) -> Laid:
    """Code on its own ground, not wrapped; what goes on beyond the column is told by an arrow at its edge.

    ``marks``: what stands out, by line; ``first``: which line of the whole the first of these is.
    """
    room = code_room(width, frame)
    drawn: list[Line] = []
    offsets: list[int] = []
    for number, text in enumerate(lines, first):
        shown = clean(text[sideways : sideways + 4 * room])
        long = len(text) > sideways + 4 * room or cell_len(shown) > room
        edge = _CUT_MARK if long else Run(" ", "code")
        before = "←" if sideways and text else " "
        said = _told_apart(set_cell_size(shown, room), marks.get(number, ()), sideways)
        drawn.append((*frame.rest, Run(before, "code-mark"), *said, edge))
        offsets.append(base)
        base += len(text) + 1
    return Laid(tuple(drawn), tuple(offsets))


def _told_apart(shown: str, marks: Sequence[Piece], sideways: int) -> Iterator[Run]:
    """A line of code, what stands out in it in runs of its own."""
    at = 0
    for start, end, role, mark in marks:
        start, end = max(at, start - sideways), min(len(shown), end - sideways)
        if start < end:
            if start > at:
                yield Run(shown[at:start], "code")
            yield Run(shown[start:end], role, mark)
            at = end
    yield Run(shown[at:], "code")


def moved_code(
    block: Code, first: int, lines: list[str], wide: Wide, width: int, frame: Frame, base: int
) -> Laid:
    """Some lines of code, moved sideways as far as it is now."""
    marks: Mapping[int, Sequence[Piece]] = _UNMARKED
    if block.language:
        from tui_reader.ui.reading.code_marks import marked_lines  # few articles have code

        marks = marked_lines(block.text, block.language)
    return code(lines, width, frame, base, sideways=wide.at, marks=marks, first=first)


def code_width(text: str) -> int:
    """Cells of the longest line; of absurdly long ones the characters."""
    return max((cell_len(line) if len(line) < 4000 else len(line) for line in text.split("\n")), default=0)


def thematic_rule(width: int, frame: Frame = BARE, base: int = 0) -> Laid:
    """A pause between parts, in the middle of the column."""
    text = "·  ·  ·"
    room = max(len(text), width - frame.cells)
    return Laid(((*frame.rest, Run(" " * ((room - len(text)) // 2) + text, "rule")),), (base,))


def embed(block: Embed, words: Words, stop: int = NO_STOP) -> Flat:
    """`▶ Video · xem trên web · title`, all of it one link."""
    host = urlsplit(block.url).hostname or ""
    label = (
        words(f"block.{block.kind}") if block.kind in ("video", "audio") else words("block.embed", host=host)
    )
    what = clean(block.title) or (host if block.kind in ("video", "audio") else "")
    text = f"▶ {label} · {what}" if what else f"▶ {label}"
    return plain_flat(text, "embed", href=block.url, stop=stop)


def text_heading(spans: Spans, role: str, first_stop: int) -> Flat:
    """A heading's text; links in it stay links but look like the heading."""
    flat = flatten(spans, role, first_stop)
    return Flat(flat.text, tuple(stretch._replace(role=role) for stretch in flat.stretches))
