"""Reads readers' comments out of a saved page: a name, a date or an age, then what was said."""

import re
from datetime import datetime
from hashlib import blake2b
from html import escape

from tui_reader.model.comment import CommentData
from tui_reader.sources import page_lines as lines_of
from tui_reader.sources.dates import read_date

_AGE = re.compile(
    r"^(?:\d{1,3}|an?|một|vài)\s+(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?"
    r"|months?|years?)\s+(?:trước|ago)$|^(?:hôm qua|vừa xong|just now|yesterday)$",
    re.IGNORECASE,
)
_NAME_AND_TIME = re.compile(r"^(.{2,40}?)\s*(?:[-–|·•,]\s*|\s{2,})(.{5,40})$")
_MARKS = re.compile(r"^[\d\s+−()-]{1,8}$")


def read_comments(lines: list[str]) -> tuple[CommentData, ...]:
    """The comments, in order; none unless the first line is a name with its time and text follows (nothing is guessed)."""
    comments: list[CommentData] = []
    name, when, said = "", None, list[str]()
    i = 0
    while i < len(lines):
        opened = _opening(lines, i)
        if opened is None:
            if not name:
                return ()
            if not _MARKS.match(lines[i]):
                said.append(lines[i])
            i += 1
            continue
        _close(comments, name, when, said)
        name, when, used = opened
        said = []
        i += used
    _close(comments, name, when, said)
    return tuple(comments)


def _opening(lines: list[str], i: int) -> tuple[str, datetime | None, int] | None:
    """Name, moment and the number of lines they take, if a comment begins at line `i`."""
    line = lines[i]
    if i + 1 < len(lines) and _is_name(line):
        if _AGE.match(lines[i + 1]):
            return line, None, 2
        if when := read_date(lines[i + 1]):
            return line, when, 2
    if (match := _NAME_AND_TIME.match(line)) and _is_name(match[1]):
        if _AGE.match(match[2]):
            return match[1].strip(), None, 1
        if when := read_date(match[2]):
            return match[1].strip(), when, 1
    return None


def _is_name(line: str) -> bool:
    return 1 < len(line) <= 40 and len(line.split()) <= 6 and not lines_of.ends_sentence(line)


def _close(comments: list[CommentData], name: str, when: datetime | None, said: list[str]) -> None:
    """A comment without a word is none."""
    if not name or not said:
        return
    key = blake2b("\x1f".join([name, str(when), *said]).encode(), digest_size=8).hexdigest()
    body = "".join(f"<p>{escape(line, quote=False)}</p>" for line in said)
    comments.append(CommentData(source_id=f"page-{key}", author=name, created=when, body=body))
