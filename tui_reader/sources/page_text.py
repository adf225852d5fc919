"""Recognises a plain text that is a saved article page, and tells its parts from the page's own furniture.

Everything is judged by form (page_lines.py). A text that is not surely such a page is left alone: `recognise` says None.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from tui_reader.model.comment import CommentData
from tui_reader.model.scrub import scrub
from tui_reader.sources import page_lines as lines_of
from tui_reader.sources.page_body import html_of, last_byline, parts_of, related_html
from tui_reader.sources.page_captions import same_caption
from tui_reader.sources.page_comments import read_comments
from tui_reader.sources.page_lines import HEADS, Furniture, furniture

_MOST_LINES = 5000
_HEAD_LINES = 12  # title and date stand within so many lines of text
_ENOUGH = 5
_NOT_A_PAGE = re.compile(
    r"^(?:(?:from|subject|to|date|message-id|received|cc)\s*:\s|```|~~~|#{1,6}\s|>\s|\$\s|<\?|<!|[-=*]{4,}$|\|.*\|$"
    r"|\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s|\[?\d{4}-\d\d-\d\d[ t]\d\d:\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page text says. `html` holds lead, paragraphs and figures in their order, escaped."""

    title: str
    published: datetime | None
    lead: str
    html: str
    author: str = ""
    related: tuple[str, ...] = ()
    comments: tuple[CommentData, ...] = ()
    comment_count: int | None = None


@dataclass(slots=True)
class _Top:
    """What stands above the text; `end` is the line the text begins at."""

    title: str = ""
    published: datetime | None = None
    author: str = ""
    end: int = 0


@dataclass(slots=True)
class _Tail:
    """What stands below the text."""

    related: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    count: int | None = None
    kept: list[str] = field(default_factory=list)


def recognise(text: str) -> PageText | None:
    """The page a text was saved from, or None where it is any other text."""
    text = scrub(unicodedata.normalize("NFC", text))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not 4 <= len(lines) <= _MOST_LINES:
        return None
    top = _read_top(lines)
    if not top.title:
        return None
    start = _tail_start(lines, top.end)
    if _score(lines, top, start) < _ENOUGH:
        return None
    tail = _read_tail(lines[start:])
    body = [line for line in lines[top.end : start] if not _drops(line)] + tail.kept
    figures = parts_of(body)
    lead, html = html_of(figures)
    comments = read_comments(tail.comments)
    return PageText(
        title=top.title,
        published=top.published,
        lead=lead,
        html=html + related_html(tail.related),
        author=top.author or last_byline(figures),
        related=tuple(tail.related),
        comments=comments,
        comment_count=tail.count if tail.count is not None else (len(comments) or None),
    )


def _drops(line: str) -> bool:
    """Inside the text only furniture that can be nothing else goes."""
    return furniture(line, strict=True) is not None


# --- above the text ---------------------------------------------------------------------------------------


def _read_top(lines: list[str]) -> _Top:
    """Title, date and byline, in whichever order the paper puts them; no title where the form is not found."""
    top = _Top()
    head = [i for i, line in enumerate(lines[: _HEAD_LINES * 2]) if furniture(line) is None][:_HEAD_LINES]
    dated = next(((i, found) for i in head if (found := lines_of.date_line(lines[i]))), None)
    before = [i for i in head if dated is None or i < dated[0]]
    long_before = [i for i in before if lines_of.is_paragraph(lines[i])]
    if dated and not long_before:
        top.published, rest = dated[1]
        top.author = lines_of.byline(rest) if rest else ""
        titles = [i for i in before if lines_of.is_title(lines[i]) and not _is_section(lines[i])]
        after = [i for i in head if i > dated[0]][:2]
        at = titles[0] if titles else next((i for i in after if lines_of.is_title(lines[i])), -1)
        top.end = max(at, dated[0]) + 1
    else:
        at = next((i for i in before if lines_of.is_title(lines[i]) and not _is_section(lines[i])), -1)
        top.end = at + 1
    if at >= 0:
        top.title = lines[at]
        top.end = _take_byline(lines, top, before if dated else [], at)
    return top


def _take_byline(lines: list[str], top: _Top, before: list[int], title: int) -> int:
    """The name between title and text, taken out of it; answers where the text begins."""
    candidates = [i for i in before if i > title] + [top.end]
    for i in candidates:
        if i >= len(lines) or lines_of.is_paragraph(lines[i]):
            continue
        if (name := lines_of.byline(lines[i])) and furniture(lines[i]) is None:
            top.author = top.author or name
            if i == top.end:
                return i + 1
    return top.end


def _is_section(line: str) -> bool:
    """A section's name or a path to it (`Thời sự`, `Home > World`): short, of few words."""
    return len(line) <= 24 or (len(line) <= 60 and bool(re.search(r"\s[>›»/]\s", line)))


# --- is it a page? ----------------------------------------------------------------------------------------


def _score(lines: list[str], top: _Top, start: int) -> int:
    """Signs of a saved page, weighed; a sign of another kind of text outweighs them all."""
    body = lines[top.end : start]
    if sum(bool(_NOT_A_PAGE.match(line)) for line in lines) >= max(2, len(lines) // 20):
        return 0
    if sum(lines_of.date_line(line) is not None for line in body) >= 2:
        return 0  # a diary, a list of versions
    long = sum(lines_of.is_paragraph(line) for line in body)
    if not long or long * 8 < len(body):
        return 0
    kinds = {kind for line in lines[: top.end] + lines[start:] if (kind := furniture(line))}
    pairs = sum(same_caption(a, b) for a, b in pairwise(body))
    credits_ = sum(bool(lines_of.credit(line)) for line in body)
    score = 3 * (top.published is not None) + min(len(kinds), 4) + min(pairs, 2) + min(credits_, 2)
    return score + bool(top.author) + (1 if long >= 2 else 0) + _has_dateline(body)


def _has_dateline(body: list[str]) -> int:
    """`(Dân trí) -`, `TTO -`, `HANOI (Reuters) -`: only newspapers open like this."""
    return int(
        bool(body)
        and bool(re.match(r"^(?:\([^)]{2,30}\)|[A-ZĐ.]{2,12}(?: \([^)]{2,30}\))?)\s*[-–—]\s", body[0]))
    )


# --- below the text ---------------------------------------------------------------------------------------


def _tail_start(lines: list[str], top: int) -> int:
    """The first line of furniture after which no running text of the article comes any more."""
    start = len(lines)
    for i in range(len(lines) - 1, top, -1):
        kind = furniture(lines[i])
        if kind in HEADS or kind is Furniture.RELATED:
            if kind is Furniture.RELATED and any(map(lines_of.is_paragraph, lines[i + 1 : start])):
                break
            if kind in HEADS and start == len(lines) and not _may_be_comments(lines[i + 1 :]):
                break
            start = i
        elif kind is not None and i + 1 == start:
            start = i
    return start


def _may_be_comments(lines: list[str]) -> bool:
    """Whether what follows a comment head can stand below the article: short lines, or comments by form."""
    return not any(map(lines_of.is_paragraph, lines)) or bool(read_comments(lines))


def _read_tail(lines: list[str]) -> _Tail:
    """Sorts what is below the text; a long line that nothing explains stays a paragraph."""
    tail = _Tail()
    head: Furniture | None = None
    for line in lines:
        kind = furniture(line)
        if kind is None:
            _sort(line, head, tail)
        elif kind in HEADS or kind is Furniture.RELATED:
            head = kind
            if kind in HEADS and (count := lines_of.count_of(line)) is not None:
                tail.count = count
        elif kind is Furniture.TOP:
            head = None
    if tail.comments and not read_comments(tail.comments):
        tail.kept += [line for line in tail.comments if len(line) >= 60]
        tail.comments = []
    return tail


def _sort(line: str, head: Furniture | None, tail: _Tail) -> None:
    if head in HEADS:
        tail.comments.append(line)
    elif head is Furniture.RELATED and not lines_of.is_paragraph(line):
        if not lines_of.date_line(line):
            tail.related.append(line.lstrip("-•*> "))
    elif len(line) >= 60:
        tail.kept.append(line)
