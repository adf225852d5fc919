"""Text between blocks: collected piece by piece, white space folded as HTML does, handed out as spans."""

from __future__ import annotations

import re
import unicodedata

from tui_reader.model.document import Mark, Span, Spans
from tui_reader.model.scrub import is_blank, scrub

_FOLDED = re.compile(
    r"[\t\n\r\f][ \t\n\r\f]*|[ ][ \t\n\r\f]+"
)  # all but a single space; HTML's white space; non-breaking and other wide spaces stay
_FIRST_MARK = "\u0300"  # no character before it combines
BREAK = "\x00"
"""Stands for <br>; no text has it, NUL does not come through the markup."""
_MARKS = [Mark(number) for number in range(256)]

Run = list[tuple[str, int, str]]
"""Inline text not yet made into a block: pieces with their marks and where they lead."""


def is_empty(run: Run) -> bool:
    """Whether nothing to be read was added (white space and line breaks are nothing)."""
    return all(text == BREAK or is_blank(text) for text, _, _ in run)


def at_line_start(run: Run) -> bool:
    """Whether the next word would begin a line."""
    for text, _, _ in reversed(run):
        if text == BREAK:
            return True
        if not is_blank(text):
            return False
    return True


def paragraphs(run: Run, *, clean: bool) -> list[Spans]:
    """The run's paragraphs, split at double line breaks, none of them blank; ``clean``: nothing in it needs scrubbing."""
    if len(run) == 1:
        return one_text(*run[0], clean)
    if clean and (spans := _as_it_stands(run)):
        return [spans]
    made: list[Run] = [[]]
    for line in _lines(run):
        if not line:
            made.append([])
            continue
        if made[-1]:
            made[-1].append(("\n", 0, ""))
        made[-1] += line
    return [spans for pieces in made if pieces and (spans := _spans(pieces, clean))]


def one_text(text: str, mark: int, href: str, clean: bool) -> list[Spans]:
    """Most paragraphs by far."""
    if "\n" in text or "  " in text or "\t" in text:
        text = _FOLDED.sub(" ", text)
    text = text.strip(" ")
    if not text or text == BREAK or not _is_seen(text):
        return []
    if not clean and not (text := scrub(text)):
        return []
    return [(Span(text, _MARKS[mark], href),)]


def _as_it_stands(run: Run) -> Spans:
    """The spans of a line that needs nothing but its ends trimmed, as most do; none where it needs more.

    In clean text no piece begins with a mark that belongs to the letter before.
    """
    made: list[Span] = []
    last, last_mark, last_href = " ", -1, ""
    for text, mark, href in run:
        if (
            not text
            or "\n" in text
            or "  " in text
            or "\t" in text
            or (last[-1] == " " == text[0] and made)
            or (mark == last_mark and href == last_href)
            or text == BREAK
        ):
            return ()
        made.append(Span(text, _MARKS[mark], href))
        last, last_mark, last_href = text, mark, href
    first = run[0][0]
    if first[0] == " ":
        made[0] = Span(first := first[1:], made[0].mark, made[0].href)
    if last[-1] == " ":
        last = first if len(made) == 1 else last
        made[-1] = Span(last := last[:-1], made[-1].mark, made[-1].href)
    return tuple(made) if first and last and _is_seen(first) else ()


def _folded(text: str) -> str:
    if "\n" in text or "  " in text or "\t" in text:
        return _FOLDED.sub(" ", text)
    return text


def _lines(run: Run) -> list[Run]:
    """White space folded, one list of pieces for each line; a line without words is empty."""
    lines: list[Run] = [[]]
    swallow = True
    for text, mark, href in run:
        if text == BREAK:
            lines.append([])
            swallow = True
            continue
        text = _folded(text)
        if swallow and text[:1] == " ":
            text = text[1:]
        if text:
            swallow = text[-1] == " "
            lines[-1].append((text, mark, href))
    return [_end_trimmed(line) if any(_is_seen(text) for text, _, _ in line) else [] for line in lines]


def _is_seen(text: str) -> bool:
    return text[0].isalnum() or text[1:2].isalnum() or not is_blank(text)


def _end_trimmed(line: Run) -> Run:
    while line:
        text, mark, href = line[-1]
        if text[-1] != " ":
            break
        if bare := text.rstrip(" "):
            line[-1] = (bare, mark, href)
            break
        line.pop()
    return line


def _spans(pieces: Run, clean: bool) -> Spans:
    """Pieces drawn alike joined; a mark that belongs to the letter before goes with it."""
    made: list[Span] = []
    (first, mark, href), *rest = pieces
    joined = [first]
    for text, next_mark, next_href in rest:
        # A line break stays out of links and belongs to no mark.
        if text == "\n" and not href:
            joined.append(text)
            continue
        if text[0] >= _FIRST_MARK and unicodedata.combining(text[0]):
            bare = text.lstrip("".join({c for c in text if unicodedata.combining(c)}))
            joined.append(text[: len(text) - len(bare)])
            text = bare
        if not text:
            continue
        if (next_mark, next_href) != (mark, href):
            made += _span(joined, mark, href, clean)
            joined, mark, href = [], next_mark, next_href
        joined.append(text)
    made += _span(joined, mark, href, clean)
    return tuple(made)


def _span(texts: list[str], mark: int, href: str, clean: bool) -> tuple[Span, ...]:
    text = texts[0] if len(texts) == 1 else "".join(texts)
    if not clean:
        text = scrub(text)
    return (Span(text, _MARKS[mark], href),) if text else ()


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
