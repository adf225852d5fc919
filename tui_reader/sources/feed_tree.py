"""Reads of an XML feed what feedparser loses, and leaves feedparser a leaner feed: one pass over an lxml tree.

Lost otherwise (hostile.md, *Where feedparser falls short*): which caption and credit belong to which picture, the
identifier as written, what a comment answers (RFC 4685), `type` of `rel="replies"`, and time on entries over the cap.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urljoin

from lxml import etree
from msgspec import Struct

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Enclosure
from tui_reader.model.feed import Hints
from tui_reader.sources import xml_text
from tui_reader.sources.addresses import Home
from tui_reader.sources.dates import read_date
from tui_reader.sources.feed_hints import read_hints
from tui_reader.sources.media import MEDIA, Media, read_media

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_THREAD = "http://purl.org/syndication/thread/1.0"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/rdf+xml")
_AUTHORS = ("author", "creator", "managingeditor", "webmaster", "contributor", "name", "email")
_LONGEST_NAME = 500  # feedparser's search for a mail address is quadratic (hostile.md, finding 5)
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified", "created")
_PEOPLE = ("creator", "author", "managingeditor", "itunesauthor")
_SAMPLES = 64


class Parent(Struct, frozen=True):
    """What an entry answers: the identifier as written and the address, if given."""

    ref: str
    href: str = ""


class Extras(Struct, frozen=True):
    """What the tree knows of one entry beyond feedparser."""

    guid: str = ""
    base: str = ""
    """`xml:base` in force at the entry, joined from the outside in; empty where none is."""
    images: tuple[ImageRef, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    description: str = ""
    """The description Media RSS gives the whole entry, as text."""
    replies: str = ""
    replies_page: str = ""
    count: int | None = None
    parents: tuple[Parent, ...] = ()
    people: tuple[str, ...] = ()
    """Authors as RSS writes them, each as one text; feedparser cuts mail addresses short."""


class Tree(Struct, frozen=True):
    """A feed made ready for feedparser. `extras` are in the order of the entries, empty where no tree could be had."""

    body: bytes
    extras: tuple[Extras, ...] = ()
    left_out: int = 0
    people: tuple[str, ...] = ()
    """Authors of the feed as a whole, as in `Extras`."""
    hints: Hints = Hints()


def prepare(text: str, limit: int, home: Home) -> Tree:
    """The feed as UTF-8, at most its `limit` newest entries in it, and what must be read by namespace."""
    text = xml_text.cleaned(text)
    root = _parsed(text)
    if root is None:
        repaired = xml_text.repaired(text)
        root = _parsed(repaired)
        text = repaired if root is not None else text
    if root is None:
        rough = _parsed(xml_text.repaired(text), recover=True)
        items = _items(rough) if rough is not None else []
        hints = _hints(_channel(rough), home) if rough is not None else Hints()
        return Tree(text.encode("utf-8", "replace"), tuple(map(_extras, items[:limit])), hints=hints)
    items = _items(root)
    kept = _newest(items, limit)
    for item in _others(items, kept):
        _drop(item)
    extras = tuple(map(_extras, kept))
    channel = _channel(root)
    hints = _hints(channel, home)
    if xml_text.declares_entities(text):
        return Tree(text.encode("utf-8", "replace"), extras if len(kept) == len(items) else (), hints=hints)
    _lighten(root, kept)
    people = _people(channel)
    return Tree(etree.tostring(root, encoding="utf-8"), extras, len(items) - len(kept), people, hints)


def _hints(channel: etree._Element, home: Home) -> Hints:
    return read_hints(channel, home, _base(channel))


def _channel(root: etree._Element) -> etree._Element:
    """What holds the feed's own fields: RSS's channel, else the root."""
    return next((child for child in root if local(child) == "channel"), root)


def _parsed(text: str, *, recover: bool = False) -> etree._Element | None:
    """The tree without entities, DTD or network; None where the text is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _items(root: etree._Element) -> list[etree._Element]:
    """The entries in document order; entries quoted inside entries are not among them."""
    holders = [root, *(child for child in root if local(child) == "channel")]
    return [child for holder in holders for child in holder if local(child) in ("item", "entry")]


def local(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


# --- cutting ----------------------------------------------------------------------------------------------


def _newest(items: list[etree._Element], limit: int) -> list[etree._Element]:
    """The newest `limit` entries in their order; dates are read of all only where a sample is in no order."""
    if len(items) <= limit:
        return items
    step = max(1, len(items) // _SAMPLES)
    sample = [when for when in map(_date, items[::step]) if when]
    if sample == sorted(sample, reverse=True):
        return items[:limit]
    if sample == sorted(sample):
        return items[-limit:]
    dated = sorted(enumerate(items), key=lambda pair: (_stamp(pair[1]), -pair[0]), reverse=True)
    return [item for _, item in sorted(dated[:limit], key=lambda pair: pair[0])]


def _others(items: Sequence[etree._Element], kept: Sequence[etree._Element]) -> list[etree._Element]:
    if len(items) == len(kept):
        return []
    stay = set(kept)
    return [item for item in items if item not in stay]


def _stamp(item: etree._Element) -> float:
    when = _date(item)
    return when.timestamp() if when else 0.0


def _date(item: etree._Element) -> datetime | None:
    said = {local(child): child.text or "" for child in item}
    return next((when for name in _DATES if name in said and (when := read_date(said[name]))), None)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _lighten(root: etree._Element, items: Sequence[etree._Element]) -> None:
    """Takes out what feedparser would mix into title and summary, and shortens names it would choke on."""
    for element in list(root.iter(*(f"{{{space}}}*" for space in MEDIA))):
        _drop(element)
    for item in items:
        names = {local(child) for child in item if not str(child.tag).startswith(f"{{{_ITUNES}}}")}
        if names & {"description", "encoded", "summary", "content"}:
            for name in ("summary", "subtitle"):
                for element in item.findall(f"{{{_ITUNES}}}{name}"):
                    _drop(element)
    for child in (child for item in items for child in item if not len(child)):
        text = child.text or ""
        if (
            "<" in text and "]]>" not in text
        ):  # expat hands out escaped text in a piece for each bracket: thrice the time
            child.text = etree.CDATA(text)
    for element in root.iter():
        if local(element) in _AUTHORS and element.text and len(element.text) > _LONGEST_NAME:
            element.text = element.text[:_LONGEST_NAME]


# --- reading ----------------------------------------------------------------------------------------------


def _extras(item: etree._Element) -> Extras:
    media: Media = read_media(item)
    guid, replies, page, count = item.get(_RDF_ABOUT) or "", "", "", None
    parents: list[Parent] = []
    for child in item:
        name = local(child)
        if (
            name in ("guid", "id")
            and (child.text or "").strip()
            and not child.tag.startswith(f"{{{_THREAD}}}")
        ):
            guid = (child.text or "").strip()
        elif name == "link" and (child.get("rel") or "").lower() == "replies" and child.get("href"):
            kind = (child.get("type") or _FEED_TYPES[0]).partition(";")[0].strip().lower()
            count = _number(child.get(f"{{{_THREAD}}}count")) if count is None else count
            if kind in _FEED_TYPES:
                replies = replies or str(child.get("href"))
            else:
                page = page or str(child.get("href"))
        elif child.tag == f"{{{_THREAD}}}total":
            count = _number(child.text)
        elif child.tag == f"{{{_THREAD}}}in-reply-to" and len(parents) < 20:
            parents.append(Parent((child.get("ref") or "").strip(), child.get("href") or ""))
    return Extras(
        guid=guid,
        base=_base(item),
        images=media.images,
        enclosures=media.enclosures,
        description=media.description,
        replies=replies,
        replies_page=page,
        count=count,
        parents=tuple(parents),
        people=_people(item),
    )


def _people(level: etree._Element) -> tuple[str, ...]:
    """Who wrote it: `dc:creator` before RSS's `author` before iTunes's; Atom's authors are feedparser's."""
    said: dict[str, list[str]] = {}
    for child in level:
        if (
            local(child) in ("creator", "author", "managingeditor")
            and not len(child)
            and (child.text or "").strip()
        ):
            space = "itunes" if child.tag.startswith(f"{{{_ITUNES}}}") else ""
            said.setdefault(space + local(child), []).append((child.text or "").strip()[:_LONGEST_NAME])
    return tuple(next((said[name][:50] for name in _PEOPLE if name in said), []))


def _base(item: etree._Element) -> str:
    bases = [element.get(_XML_BASE) or "" for element in (item, *item.iterancestors())]
    base = ""
    for said in reversed(bases):
        try:
            base = urljoin(base, said) if said else base
        except ValueError:
            continue
    return base


def _number(text: str | bytes | None) -> int | None:
    said = str(text or "").strip()
    return int(said) if said.isdigit() and len(said) < 10 and said.isascii() else None
