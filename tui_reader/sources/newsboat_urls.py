"""Reads newsboat's `urls` file (conventions.md §1): addresses, tags, titles, hidden ones; commands are listed, never run."""

import re
from collections import Counter

from tui_reader.model.errors import ParseError
from tui_reader.model.subscription_list import Outline, Outlines
from tui_reader.model.urls import canonical, clean, is_web
from tui_reader.sources.encoding import decode
from tui_reader.sources.one_line import line
from tui_reader.sources.opml import MOST, read_opml

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPES = {"n": " ", "r": " ", "t": " "}
_MOST_LISTED = 200
_MARKUP = re.compile(r"\s*(?:<\?xml|<!--|<!doctype|<opml|<outline)", re.IGNORECASE)


def read_list(body: bytes) -> Outlines:
    """OPML, or newsboat's list, told apart by how they begin. Raises ParseError."""
    if (
        _MARKUP.match(decode(body[:4096]).lstrip("\ufeff \t\r\n\x00"))
        or b"<outline" in body[:100_000].lower()
    ):
        return read_opml(body)
    return read_urls(body)


def read_urls(body: bytes) -> Outlines:
    """One feed a line; the same address twice is one feed. Raises ParseError where no line is one."""
    found: dict[str, Outline] = {}
    reasons: Counter[str] = Counter()
    listed: list[str] = []
    for said in decode(body).splitlines():
        tokens = _tokens(said)
        if not tokens:
            continue
        if why := _refused(tokens[0]):
            reasons[why] += 1
            if why in ("command", "query") and len(listed) < _MOST_LISTED:
                listed.append(line(said, limit=200))
        elif len(found) >= MOST:
            reasons["many"] += 1
        else:
            outline = _outline(tokens)
            key = canonical(outline.location) or outline.location
            there = found.get(key)
            found[key] = outline if there is None or (outline.folder and not there.folder) else there
    if not found and not listed:
        raise ParseError("not_understood", line=1)
    return Outlines(tuple(found.values()), dict(reasons), tuple(listed))


def _tokens(said: str) -> list[str]:
    """Words and quoted strings of a line, without what a `#` outside quotes comments out."""
    tokens: list[str] = []
    for match in _TOKEN.finditer(said[:8192]):
        if match[1] is None and match[2].startswith("#"):
            break
        tokens.append(match[2] if match[1] is None else re.sub(r"\\(.)", _escaped, match[1]))
    return tokens


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[1], found[1])


def _refused(address: str) -> str:
    """Why a line's first word is no feed to follow; empty where it is one."""
    if address.startswith(("exec:", "filter:")):
        return "command"
    if address.startswith("query:"):
        return "query"
    if address.startswith("file:"):
        return "local"
    return "" if is_web(clean(address)) else "address"


def _outline(tokens: list[str]) -> Outline:
    """Tags after the address: ``~title``, ``!`` hidden; the first other one is the folder."""
    title, folder, hidden = "", "", False
    for tag in tokens[1:]:
        if tag.startswith("~"):
            title = line(tag[1:], limit=200)
        elif tag == "!":
            hidden = True
        elif not folder:
            folder = line(tag.strip("/"), limit=200)
    return Outline(clean(tokens[0]), title, folder, muted=hidden)
