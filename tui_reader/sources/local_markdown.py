"""Reads a Markdown article: its front matter, its first heading as the title, the rest left as it is."""

import re
import tomllib
from datetime import UTC, date, datetime, time
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.sources.dates import read_date
from tui_reader.sources.one_line import body, line
from tui_reader.sources.page_lines import byline, date_line

_FENCES = {"---": "---", "+++": "+++", "...": "..."}
_FIELD = re.compile(r"^([A-Za-z_][\w-]{0,40})\s*:\s*(.*)$")
_LONGEST_FRONT = 200
_LONGEST_LINE = 2000  # characters of a heading that are read as Markdown
_ATX = re.compile(r"^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}=+[ \t]*$")


def read_markdown(text: str, base: str) -> EntryData:
    """Title, authors, dates and tags from front matter (YAML's simple form, or TOML), the title else from `# …`."""
    front, rest = _front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    heading, without = _first_heading(rest)
    title = _one(front, "title")
    if not title or line(title) == heading:
        title, rest = heading, without if heading else rest
    signed, dated = _signature(rest)
    summary = _one(front, "summary") or _one(front, "description")
    first = next((row.strip() for row in rest.split("\n", 200) if row.strip()), "")
    return EntryData(
        title=line(title) or line(_plain(first.lstrip("#>-*+ ")), limit=200),
        link=_one(front, "link") if _one(front, "link").startswith(("http://", "https://")) else "",
        authors=tuple(
            Author(name) for name in map(line, _many(front, "author", "authors") or [signed]) if name
        ),
        published=read_date(_one(front, "date") or _one(front, "published")) or dated,
        updated=read_date(_one(front, "updated") or _one(front, "lastmod") or _one(front, "modified")),
        summary=Content(body(summary), "text/plain", base=base) if summary else None,
        content=Content(body(rest.lstrip("\n")), "text/markdown", _one(front, "lang")[:20], base),
        tags=tuple(filter(None, map(line, _many(front, "tags", "keywords", "categories")))),
        language=line(_one(front, "lang") or _one(front, "language"), limit=20),
    )


def _front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """Fields and the text after them; nothing is taken where the fence is never closed or holds no fields."""
    lines = text.split("\n")
    fence = lines[0].strip()
    if fence not in ("---", "+++"):
        return {}, text
    for end in range(1, min(len(lines), _LONGEST_FRONT)):
        if lines[end].strip() == fence or (fence == "---" and lines[end].strip() == "..."):
            fields = _toml(lines[1:end]) if fence == "+++" else _yaml(lines[1:end])
            return (fields, "\n".join(lines[end + 1 :])) if fields else ({}, text)
    return {}, text


def _yaml(lines: list[str]) -> dict[str, list[str]]:
    """`key: value`, `key: [a, b]` and `key:` with `- a` lines below; whatever else stands there is passed over."""
    fields: dict[str, list[str]] = {}
    key = ""
    for row in lines:
        if match := _FIELD.match(row):
            key = match[1].lower()
            value = match[2].strip()
            listed = value.startswith("[") and value.endswith("]")
            parts = value[1:-1].split(",") if listed else [value]
            fields[key] = [part for part in (_unquoted(part) for part in parts) if part]
        elif key and row.strip().startswith("- "):
            fields[key].append(_unquoted(row.strip()[2:]))
    return fields


def _toml(lines: list[str]) -> dict[str, list[str]]:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}
    return {
        key.lower(): [_said(part) for part in (value if isinstance(value, list) else [value])]
        for key, value in table.items()
        if isinstance(value, str | int | float | date | list)
    }


def _said(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(), UTC).isoformat()
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _one(fields: dict[str, list[str]], key: str) -> str:
    return next(iter(fields.get(key, [])), "")


def _many(fields: dict[str, list[str]], *keys: str) -> list[str]:
    return [value for key in keys for value in fields.get(key, [])]


def _signature(text: str) -> tuple[str, datetime | None]:
    """Author and date of an emphasised first line such as `*By Jane Doe · 14 October 2026*`, which stays in the text."""
    first = next((row.strip() for row in text.split("\n", 20) if row.strip()), "")
    if len(first) < 3 or first[0] not in "*_" or first[-1] != first[0]:
        return "", None
    bare = first.strip("*_ ")
    when, rest = date_line(bare) or (None, bare)
    name = byline(rest)
    return (name, when) if when or name != rest else ("", None)


def _first_heading(text: str) -> tuple[str, str]:
    """The top heading if the text opens with one, and the text without it."""
    lines = text.split("\n")
    at = next((i for i, row in enumerate(lines) if row.strip()), None)
    if at is None:
        return "", text
    if match := _ATX.match(lines[at]):
        return line(_plain(match[1])), "\n".join(lines[at + 1 :])
    if at + 1 < len(lines) and _SETEXT.match(lines[at + 1]):
        return line(_plain(lines[at])), "\n".join(lines[at + 2 :])
    return "", text


def _plain(text: str) -> str:
    """One line of Markdown as it reads: emphasis and links without their marks, ``snake_case`` and code as they are."""
    text = text[:_LONGEST_LINE]
    return "".join(_reads(token) for token in _parser().parseInline(text)[0].children or ())


def _reads(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "" if token.type == "html_inline" else token.content


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 20}).enable("strikethrough")
