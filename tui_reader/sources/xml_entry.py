"""Reads one entry of an XML feed out of its tree: every field we keep, by namespace, in one walk over its children."""

from collections.abc import Callable
from itertools import islice

from lxml import etree

from tui_reader.model.entry import Author
from tui_reader.sources.feed_people import person
from tui_reader.sources.feed_raw import Link, Parent, RawEntry, Text
from tui_reader.sources.media import read_media
from tui_reader.sources.xml_names import key_of
from tui_reader.sources.xml_texts import XHTML, Place, construct, plain

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_THREAD_COUNT = "{http://purl.org/syndication/thread/1.0}count"
_FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/rdf+xml")
LONGEST_NAME = 500  # feedparser's search for a mail address is quadratic (hostile.md, finding 5)
_MOST = 200
_FEW = 20

_PLAIN = {
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms:issued": "published",
    "created": "created",
    "dcterms:created": "created",
    "updated": "updated",
    "modified": "updated",
    "lastbuilddate": "updated",
    "dc:date": "updated",
    "dcterms:modified": "updated",
    "comments": "comments",
    "wfw:commentrss": "comment_feed",
    "wfw:comment": "comment_post",
    "slash:comments": "comment_count",
    "feedburner:origlink": "origin",
    "pheedo:origlink": "origin",
    "itunes:duration": "duration",
    "language": "language",
    "dc:language": "language",
}
"""Elements that are one plain text, and the field each fills; of several the last counts."""

PEOPLE = ("dc:creator", "author", "managingeditor", "itunes:author")
"""Who wrote it, as RSS writes people: the first kind that is there."""


def read_entry(item: etree._Element, place: Place) -> RawEntry:
    """The entry; `place` is that of what holds it."""
    entry = _Entry(item, place)
    said = entry.said
    for child in item:
        key = key_of(child)
        if field := _PLAIN.get(key):
            said[field] = plain(child, place)
        elif reader := _READERS.get(key):
            reader(entry, child)
        elif key.startswith("media:"):
            entry.media.setdefault(key, []).append(child)
    return entry.finished()


class _Entry:
    """An entry while it is read."""

    __slots__ = ("has_body", "itunes", "media", "people", "place", "raw", "said")

    def __init__(self, item: etree._Element, place: Place) -> None:
        self.place = place.at(item)
        self.raw = RawEntry(guid=item.get(_RDF_ABOUT) or "", base=self.place.base)
        self.said: dict[str, str] = {}
        self.people: dict[str, list[str]] = {}
        self.media: dict[str, list[etree._Element]] = {}
        self.itunes: Text | None = None
        self.has_body = False

    def finished(self) -> RawEntry:
        raw, said = self.raw, self.said
        if said:
            raw.published = tuple(said[name] for name in ("published", "created") if said.get(name))
            raw.updated = (said["updated"],) if said.get("updated") else ()
            for name in (
                "origin",
                "comments",
                "comment_feed",
                "comment_post",
                "comment_count",
                "duration",
                "language",
            ):
                if name in said:
                    setattr(raw, name, said[name])
        if self.people:
            raw.people = tuple(next(self.people[key][:50] for key in PEOPLE if key in self.people))
        if raw.summary is None and not raw.bodies:
            raw.summary = self.itunes
        if self.media:
            media = read_media(self.media)
            raw.images, raw.enclosures, raw.description = media.images, media.enclosures, media.description
        return raw

    def identifier(self, child: etree._Element) -> None:
        if said := plain(child, self.place):
            self.raw.guid = said

    def link(self, child: etree._Element) -> None:
        if not child.keys():  # RSS's own
            if (href := plain(child, self.place)) and len(self.raw.links) < _MOST:
                self.raw.links.append(Link(href))
            return
        rel = (child.get("rel") or "alternate").strip().lower()
        kind = (child.get("type") or "").lower()
        href = child.get("url") or child.get("uri") or child.get("href") or plain(child, self.place)
        if rel == "replies":
            self._replies(child, href, kind)
        elif href and len(self.raw.links) < _MOST:
            self.raw.links.append(Link(href, rel, kind, child.get("title") or "", child.get("length") or ""))

    def enclosure(self, child: etree._Element) -> None:
        href = child.get("url") or child.get("uri") or child.get("href") or ""
        kind = (child.get("type") or "").lower()
        if href and len(self.raw.links) < _MOST:
            self.raw.links.append(
                Link(href, "enclosure", kind, child.get("title") or "", child.get("length") or "")
            )

    def _replies(self, child: etree._Element, href: str, kind: str) -> None:
        raw = self.raw
        if raw.replies_count is None:
            raw.replies_count = _number(child.get(_THREAD_COUNT))
        if (kind or _FEED_TYPES[0]).partition(";")[0].strip() in _FEED_TYPES:
            raw.replies = raw.replies or href
        else:
            raw.replies_page = raw.replies_page or href

    def replies_total(self, child: etree._Element) -> None:
        self.raw.replies_count = _number(child.text)

    def in_reply_to(self, child: etree._Element) -> None:
        if len(self.raw.parents) < _FEW:
            parent = Parent((child.get("ref") or "").strip(), child.get("href") or "")
            self.raw.parents = (*self.raw.parents, parent)

    def title(self, child: etree._Element) -> None:
        if not self.raw.title.value:
            self.raw.title = construct(child, self.place, "text/plain")

    def description(self, child: etree._Element) -> None:
        self._summary(child, "text/html")

    def summary(self, child: etree._Element) -> None:
        self._summary(child, "text/plain")

    def _summary(self, child: etree._Element, default: str) -> None:
        """A second one before any body is the body: some feeds have a short and a long description."""
        if self.raw.summary is not None and not self.has_body:
            self.content(child)
        else:
            self.raw.summary = construct(child, self.place, default)

    def itunes_summary(self, child: etree._Element) -> None:
        self.itunes = construct(child, self.place, "text/plain")

    def content(self, child: etree._Element) -> None:
        self._body(child, "text/plain")

    def encoded(self, child: etree._Element) -> None:
        self._body(child, "text/html")

    def _body(self, child: etree._Element, default: str) -> None:
        self.has_body = True
        self.xhtml_body(child, default)

    def xhtml_body(self, child: etree._Element, default: str = XHTML) -> None:
        if len(self.raw.bodies) < _FEW:
            self.raw.bodies.append(construct(child, self.place, default))

    def author(self, child: etree._Element) -> None:
        if len(child):
            self.raw.authors = (*self.raw.authors, *atom_authors(child, self.place))[:_MOST]
        else:
            named(self.people, key_of(child), child, self.place)

    def source(self, child: etree._Element) -> None:
        for inner in islice(child, _MOST):
            if key_of(inner) == "author":
                self.raw.source_authors += atom_authors(inner, self.place)

    def category(self, child: etree._Element) -> None:
        tags, said = self.raw.tags, plain(child, self.place)
        if len(tags) >= _MOST:
            return
        term, label = (child.get("term"), child.get("label")) if child.keys() else (None, None)
        if term or label:
            tags.append(label or term or "")
        if said and (term or not label):
            tags.append(said)

    def itunes_category(self, child: etree._Element) -> None:
        self.raw.tags.append(child.get("text") or "")

    def keywords(self, child: etree._Element) -> None:
        self.raw.tags += plain(child, self.place).split(",")[:_MOST]


_READERS: dict[str, Callable[[_Entry, etree._Element], None]] = {
    "guid": _Entry.identifier,
    "id": _Entry.identifier,
    "link": _Entry.link,
    "enclosure": _Entry.enclosure,
    "title": _Entry.title,
    "dc:title": _Entry.title,
    "description": _Entry.description,
    "dc:description": _Entry.description,
    "abstract": _Entry.summary,
    "summary": _Entry.summary,
    "itunes:summary": _Entry.itunes_summary,
    "content": _Entry.content,
    "content:encoded": _Entry.encoded,
    "fullitem": _Entry.encoded,
    "body": _Entry.xhtml_body,
    "xhtml:body": _Entry.xhtml_body,
    **dict.fromkeys(("author", "dc:creator", "dc:author", "itunes:author", "managingeditor"), _Entry.author),
    "source": _Entry.source,
    "category": _Entry.category,
    "dc:subject": _Entry.category,
    "itunes:category": _Entry.itunes_category,
    "itunes:keywords": _Entry.keywords,
    "thr:total": _Entry.replies_total,
    "thr:in-reply-to": _Entry.in_reply_to,
}


def named(people: dict[str, list[str]], key: str, child: etree._Element, place: Place) -> None:
    """Adds a person that is one text, under what the element is."""
    if said := plain(child, place):
        people.setdefault("dc:creator" if key == "dc:author" else key, []).append(said[:LONGEST_NAME])


def atom_authors(level: etree._Element, place: Place) -> tuple[Author, ...]:
    """The person of an Atom `author`, if it is one."""
    said = {
        key_of(child).rpartition(":")[2]: plain(child, place)[:LONGEST_NAME] for child in islice(level, _MOST)
    }
    url = said.get("uri") or said.get("url") or said.get("homepage") or ""
    found = person(said.get("name", ""), said.get("email", ""), url)
    return (found,) if found else ()


def _number(text: str | bytes | None) -> int | None:
    said = str(text or "").strip()
    return int(said) if said.isdigit() and len(said) < 10 and said.isascii() else None
