"""Text between blocks: collected piece by piece, white space folded as HTML does, handed out as spans."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from tui_reader.model.document import Mark, Span, Spans
from tui_reader.model.scrub import is_blank, scrub

_FOLDED = re.compile(
    r"[\t\n\r\f][ \t\n\r\f]*|[ ][ \t\n\r\f]+"
)  # all but a single space; HTML's white space; non-breaking and other wide spaces stay
_FIRST_MARK = "\u0300"  # no character before it combines
_BREAK = "\x00"  # stands for <br>; no text has it, NUL does not come through the markup pass
_Piece = tuple[str, Mark, str]


@dataclass(slots=True)
class Run:
    """Inline text not yet made into a block."""

    _pieces: list[_Piece] = field(default_factory=list)

    def add(self, text: str, mark: Mark = Mark.NONE, href: str = "") -> None:
        self._pieces.append((text, mark, href))

    def line_break(self) -> None:
        self._pieces.append((_BREAK, Mark.NONE, ""))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing at all was added."""
        return not self._pieces

    @property
    def is_empty(self) -> bool:
        """Whether nothing to be read was added (white space and line breaks are nothing)."""
        return all(text == _BREAK or is_blank(text) for text, _, _ in self._pieces)

    @property
    def at_line_start(self) -> bool:
        """Whether the next word would begin a line."""
        for text, _, _ in reversed(self._pieces):
            if text == _BREAK:
                return True
            if not is_blank(text):
                return False
        return True

    def take(self) -> list[Spans]:
        """The paragraphs collected so far, split at double line breaks, none of them blank; the run starts anew."""
        if not self._pieces:
            return []
        lines = self._lines()
        self._pieces = []
        paragraphs: list[list[_Piece]] = [[]]
        for line in lines:
            if not line:
                paragraphs.append([])
                continue
            if paragraphs[-1]:
                paragraphs[-1].append(("\n", Mark.NONE, ""))
            paragraphs[-1] += line
        return [spans for spans in map(_spans, paragraphs) if spans]

    def _lines(self) -> list[list[_Piece]]:
        """White space folded, one list of pieces for each line; a line without words is empty."""
        lines: list[list[_Piece]] = [[]]
        swallow = True
        for text, mark, href in self._pieces:
            if text == _BREAK:
                lines.append([])
                swallow = True
                continue
            text = _FOLDED.sub(" ", text)
            if swallow and text.startswith(" "):
                text = text[1:]
            if text:
                swallow = text.endswith(" ")
                lines[-1].append((text, mark, href))
        return [_end_trimmed(line) if any(map(_is_seen, line)) else [] for line in lines]


def _is_seen(piece: _Piece) -> bool:
    text = piece[0]
    return text[:1].isalnum() or not is_blank(text)


def _end_trimmed(line: list[_Piece]) -> list[_Piece]:
    while line:
        text, mark, href = line[-1]
        if text.rstrip(" "):
            line[-1] = (text.rstrip(" "), mark, href)
            break
        line.pop()
    return line


def _spans(pieces: list[_Piece]) -> Spans:
    """Pieces drawn alike joined; a mark that belongs to the letter before goes with it."""
    joined: list[tuple[list[str], Mark, str]] = []
    for text, mark, href in pieces:
        # A line break stays out of links and belongs to no mark.
        if text == "\n" and joined and not joined[-1][2]:
            joined[-1][0].append(text)
            continue
        if joined and text[0] >= _FIRST_MARK and unicodedata.combining(text[0]):
            bare = text.lstrip("".join({c for c in text if unicodedata.combining(c)}))
            joined[-1][0].append(text[: len(text) - len(bare)])
            text = bare
        if not text:
            continue
        if joined and joined[-1][1:] == (mark, href):
            joined[-1][0].append(text)
        else:
            joined.append(([text], mark, href))
    made = [
        Span(scrub(texts[0] if len(texts) == 1 else "".join(texts)), mark, href)
        for texts, mark, href in joined
    ]
    return tuple([span for span in made if span.text])


def cut(spans: Spans, start: int, end: int) -> Spans:
    """The part of the spans between two character offsets, white space at both ends left out."""
    text = "".join(span.text for span in spans)[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    kept: list[Span] = []
    at = 0
    for span in spans:
        part = span.text[max(0, start - at) : max(0, end - at)]
        if part:
            kept.append(Span(part, span.mark, span.href))
        at += len(span.text)
    return tuple(kept)


def joined(parts: list[Spans], by: str = "\n") -> Spans:
    """Several texts as one, ``by`` between them."""
    spans: list[Span] = []
    for part in parts:
        if spans and part:
            spans[-1] = Span(spans[-1].text + by, spans[-1].mark, spans[-1].href)
        spans += part
    return tuple(spans)
