"""What a page says of itself: its meta and link tags and JSON-LD, read from the text in linear time, never a tree."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

_TAG = re.compile(
    r"""<(meta|link|base|html|body)\b((?>[^<>"']+|"[^"]{0,8000}"|'[^']{0,8000}')*+)""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([a-z:_-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,300}>([^<]{1,2000})", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|NewsItem|Report|Review|QAPage)$")
_MOST_TAGS, _MOST_SCRIPTS, _MOST_NODES = 2000, 20, 500

Attributes = dict[str, str]
Json = dict[str, object]


class Head(Struct, frozen=True):
    """Attributes of the page's tags by kind, ``meta`` by name, and the JSON-LD record of the article (empty: none)."""

    title: str
    meta: Attributes
    links: tuple[Attributes, ...]
    base: str
    language: str
    body_class: str
    article: Json

    def link(self, rel: str) -> str:
        """The address of the first link of this relation."""
        return next(
            (one.get("href", "") for one in self.links if rel in one.get("rel", "").lower().split()), ""
        )

    def said(self, *names: str) -> str:
        """The first of these meta tags that says something."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")

    def text(self, name: str) -> str:
        """A text of the article's record."""
        value = self.article.get(name)
        return value if isinstance(value, str) else ""


def read_head(html: str) -> Head:
    """The head of a page (and what of it stands in the body)."""
    meta: Attributes = {}
    links: list[Attributes] = []
    base = language = body_class = ""
    for count, tag in enumerate(_TAG.finditer(html)):
        if count > _MOST_TAGS:
            break
        found = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[2])}
        match tag[1].lower():
            case "meta":
                name = found.get("property") or found.get("name") or found.get("itemprop") or ""
                if name and found.get("content"):
                    meta.setdefault(name.strip().lower(), found["content"])
            case "link":
                links.append(found)
            case "base":
                base = base or found.get("href", "")
            case "html":
                language = language or found.get("lang", "") or found.get("xml:lang", "")
            case _:
                body_class = body_class or found.get("class", "")
    title = _TITLE.search(html)
    return Head(
        unescape(title[1]) if title else "", meta, tuple(links), base, language, body_class, _article(html)
    )


def _article(html: str) -> Json:
    """The record that is an article; of several the one that says most."""
    found = [record for record in records(html) if _is_article(record)]
    return max(found, key=len, default={})


def _is_article(record: Json) -> bool:
    kind = record.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and _ARTICLE_TYPES.search(one) for one in kinds)


def records(html: str) -> Iterator[Json]:
    """Every record of the page's JSON-LD, those inside a graph too."""
    for count, script in enumerate(_SCRIPT.finditer(html)):
        end = _SCRIPT_END.search(html, script.end())
        if count >= _MOST_SCRIPTS or end is None:
            return
        waiting: list[object] = [_loaded(html[script.end() : end.start()])]
        for _ in range(_MOST_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, list):
                waiting += node[:_MOST_NODES]
            elif isinstance(node, dict):
                yield node
                waiting += [
                    node[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in node
                ]


def _loaded(text: str) -> object:
    """The JSON of a script; people write trailing commas and bare line breaks into it."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    for candidate in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
