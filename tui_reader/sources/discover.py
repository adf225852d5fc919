"""Reads a web page for the feeds it names, and looks at a feed before it is followed (workers only)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Final

from tui_reader.model.discovery import Candidate, Page, PageLink, Sample
from tui_reader.model.entry import EntryData
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import is_blank
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import clean, host, is_web
from tui_reader.sources.encoding import decode
from tui_reader.sources.feed_shapes import channel_of
from tui_reader.sources.kind import sniff
from tui_reader.sources.one_line import line
from tui_reader.sources.parse import parse

MOST_LINKS: Final = 60
_READ = 2 * 1024 * 1024  # bytes of a page; its feeds stand in the head, or its foot links to them
_INDEX = 3
"""A page that links to this many feeds in its text is a list of feeds, whatever its head names besides."""
_SAMPLES = 3
_LONGEST_TITLE = 200

_TAG = re.compile(r"<(link|base|meta|title|/title|a|/a)\b([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
)
_OTHER_TYPES = frozenset(("application/xml", "text/xml", "application/json", "text/rss", "text/rss+xml"))
_NO_FEED = re.compile(r"oembed|wp-json|/sitemap|opensearch|\.wlwmanifest", re.IGNORECASE)
_FEED_NAME = re.compile(
    r"\.(?:rss|atom|rdf)\Z|(?:rss|feed|atom)[\w.-]*\.xml\Z|/feed\.json\Z|//feeds\.feedburner\.com/",
    re.IGNORECASE,
)
_FEED_PATH = re.compile(
    r"/(?:rss|feed|feeds|atom)(?:/[^?#]*)?(?:\?[^#]*)?\Z|/rss\.html?\Z|[?&](?:feed|format|type)=(?:rss2?|atom)",
    re.IGNORECASE,
)
_SOUNDS = re.compile(r"rss|feed|atom|rdf", re.IGNORECASE)
_ASKING = re.compile(
    r"feedly\.com|netvibes\.com|my\.yahoo|inoreader\.com|newsblur\.com|bloglovin", re.IGNORECASE
)
_WORDLESS = re.compile(r"\W*(?:rss|xml|atom|feed|feeds|rss ?2\.0|rss feeds?)?\W*\Z", re.IGNORECASE)
_COMMENTS = re.compile(r"\b(?:comments|bình luận|commentaires|comentarios|kommentare)\b", re.IGNORECASE)
_REFRESH = re.compile(r"\s*\d+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|rdf|feed)[\s>]", re.IGNORECASE)
_KINDS: Final = {"rss": "RSS", "rdf": "RDF", "feed": "Atom"}


def survey(got: Retrieved, now: datetime) -> Candidate | Page:
    """What stands at an address: a feed, looked at, or a page with the feeds it names. Raises ParseError where neither."""
    kind = sniff(got.body, got.headers, got.location)
    if kind in ("feed", "jsonfeed"):
        return look(got, kind, now)
    if kind != "html":
        raise ParseError("not_a_feed", n=0)
    return read_page(got)


def look(got: Retrieved, kind: str, now: datetime) -> Candidate:
    """A feed's own name and its newest entries. Raises ParseError."""
    parsed = parse(got, now=now)
    root = _ROOT.search(decode(got.body[:4096], got.headers))
    newest = sorted(parsed.entries, key=_moment, reverse=True)[
        :_SAMPLES
    ]  # stable: undated ones stay in the feed's order
    return Candidate(
        location=got.location,
        title=parsed.feed.title,
        kind="JSON Feed" if kind == "jsonfeed" else _KINDS.get(root[1].lower() if root else "", "RSS"),
        items=len(parsed.entries) + parsed.left_out,
        newest=tuple(Sample(entry.title, entry.published or entry.updated) for entry in newest),
        language=parsed.feed.language,
        site=parsed.feed.link,
        comments=_of_comments(parsed.feed.title, got.location),
    )


def _moment(entry: EntryData) -> datetime:
    return entry.published or entry.updated or datetime.min.replace(tzinfo=UTC)


def read_page(page: Retrieved) -> Page:
    """The feeds a page declares in its head, comments last; those its text links to where there are none or a list of them."""
    text = _without_comments(decode(page.body[:_READ], page.headers))
    reading = _Reading(page.location)
    for name, said, inside in _tags(text):
        reading.take(name, said, inside)
    if channel := channel_of(text, page.location):
        reading.declared.setdefault(channel, PageLink(channel, reading.title))
    found = list(reading.declared.values())
    if not found or len(reading.linked) >= _INDEX:
        found += [link for url, link in reading.linked.items() if url not in reading.declared]
    found.sort(key=lambda link: link.comments)
    refresh = reading.refresh if is_web(reading.refresh) and reading.refresh != page.location else ""
    return Page(
        page.location, reading.title, tuple(found[:MOST_LINKS]), reading.generator or _made_by(text), refresh
    )


class _Reading:
    """What a page has said so far, tag by tag."""

    def __init__(self, location: str) -> None:
        self.base = self._location = location
        self.title = self.generator = self.refresh = ""
        self.declared: dict[str, PageLink] = {}
        self.linked: dict[str, PageLink] = {}
        self._seen: set[str] = set()

    def take(self, name: str, said: dict[str, str], inside: str) -> None:
        """One tag, its attributes, and for titles and links the text up to their end."""
        if name == "base":
            self.base = clean(said.get("href", ""), self._location) or self.base
        elif name == "title":
            self.title = self.title or line(inside, markup=True, limit=_LONGEST_TITLE)
        elif name == "meta":
            self._meta(said)
        elif (href := said.get("href", "")) and len(self.declared) + len(self.linked) < 2 * MOST_LINKS:
            if _declares(said):
                self._note(
                    self.declared, href, line(said.get("title", ""), limit=_LONGEST_TITLE), declared=True
                )
            elif name == "a" and href not in self._seen:
                self._seen.add(href)
                if _is_feed_link(href, self.base):
                    self._note(self.linked, href, _label(said, inside), declared=False)

    def _meta(self, said: dict[str, str]) -> None:
        content = said.get("content", "")
        if said.get("name", "").lower() == "generator":
            self.generator = self.generator or line(content, limit=100).lower()
        elif said.get("http-equiv", "").lower() == "refresh" and (to := _REFRESH.match(content)):
            self.refresh = clean(to[1], self.base)

    def _note(self, into: dict[str, PageLink], href: str, title: str, *, declared: bool) -> None:
        url = clean(href.removeprefix("feed:").strip(), self.base).partition("#")[0]
        if is_web(url):
            into.setdefault(url, PageLink(url, title, _of_comments(title, url), declared))


def _tags(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The tags that matter: name, attributes, and the text up to the end tag of a title or a link. One pass, no tree."""
    opened: tuple[str, dict[str, str], int] | None = None
    for tag in _TAG.finditer(text):
        name = tag[1].lower()
        if opened is not None and name in ("a", "/a", "/title"):
            start = opened[2]
            yield opened[0], opened[1], text[start : min(tag.start(), start + 1000)]
            opened = None
        if name.startswith("/"):
            continue
        said = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(tag[2])}
        if name in ("a", "title"):
            opened = (name, said, tag.end())
        else:
            yield name, said, ""


def _declares(said: dict[str, str]) -> bool:
    """``rel=alternate`` with a feed's type; other XML and JSON only where the address itself sounds like a feed."""
    rel = said.get("rel", "").lower().split()
    href = said.get("href", "")
    if not href or not {"alternate", "feed"} & set(rel) or "stylesheet" in rel:
        return False
    kind = said.get("type", "").partition(";")[0].strip().lower()
    if kind in _FEED_TYPES or (not kind and "feed" in rel):
        return not _NO_FEED.search(href)
    return kind in _OTHER_TYPES and not _NO_FEED.search(href) and bool(_SOUNDS.search(href))


def _is_feed_link(href: str, base: str) -> bool:
    """Whether a link in the text sounds like a feed, or a page of feeds, of this site."""
    if not _SOUNDS.search(href):
        return False
    url = clean(href.removeprefix("feed:"), base)
    if not is_web(url) or _ASKING.search(url) or _NO_FEED.search(url):
        return False
    plain = url.partition("#")[0]
    if _FEED_NAME.search(plain.partition("?")[0]):
        return True
    return _same_site(host(plain), host(base)) and _FEED_PATH.search(plain) is not None


def _same_site(one: str, other: str) -> bool:
    """``rss.bao.vn`` and ``www.bao.vn``: one is below what is left of the other without its first part."""
    short = [name.removeprefix("www.") for name in (one, other)]
    return short[0] == short[1] or any(a.endswith("." + b) for a, b in (short, short[::-1]))


def _label(said: dict[str, str], inside: str) -> str:
    """What a link is called: its text, unless that only says "RSS"; else its title, else the end of its address."""
    text = line(inside, markup=True, limit=_LONGEST_TITLE)
    for words in (text, line(said.get("title", ""), limit=_LONGEST_TITLE)):
        if not is_blank(words) and not _WORDLESS.match(words):
            return words
    return line(said.get("href", "").rstrip("/").rpartition("/")[2], limit=_LONGEST_TITLE)


def _of_comments(title: str, url: str) -> bool:
    return "comments" in url.lower() or _COMMENTS.search(title) is not None


def _made_by(text: str) -> str:
    """The program that made a page which does not name it."""
    marks = {
        "wp-content": "wordpress",
        "wp-includes": "wordpress",
        "ghost/api": "ghost",
        "cdn.discourse": "discourse",
    }
    return next((name for mark, name in marks.items() if mark in text), "")


def _without_comments(text: str) -> str:
    """The page without what is commented out; each part is looked at once, however many comments never end."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        parts.append(text[at:start])
        at = end + 3
    return "".join([*parts, text[at:]])
