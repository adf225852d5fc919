"""Reads an XML feed that is as it should be: well-formed, of a known dialect, in UTF-8. One parse, no feedparser."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec import Struct

from tui_reader.model.feed import Hints
from tui_reader.sources import feed_tree, xml_text
from tui_reader.sources.addresses import Home
from tui_reader.sources.feed_hints import read_hints
from tui_reader.sources.feed_raw import RawEntry, RawFeed
from tui_reader.sources.xml_entry import PEOPLE, atom_authors, named, read_entry
from tui_reader.sources.xml_names import key_of
from tui_reader.sources.xml_texts import Place, construct, joined, plain

_HEAD = 4096  # bytes in which a DOCTYPE is taken off; one that stands behind them is let stand, and refused
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_TWICE = re.compile(rb"\xc3[\x82-\xb4]\xc2")
_C1_BY_NUMBER = re.compile(rb"&#(?:1[2-5]\d|x[89][0-9A-Fa-f]);")


class Document(Struct, frozen=True):
    """A feed as read, its entries at most `limit`."""

    feed: RawFeed
    entries: Sequence[RawEntry]
    hints: Hints
    left_out: int = 0


def fit(body: bytes) -> etree._Element | None:
    """The root of a feed that may be read here; None sends it the way of feedparser.

    It must be UTF-8, well-formed without mending and within libxml2's own bounds, without entities of its own (where
    the bombs are, H01–H03), and RSS, RDF or Atom by its root.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    if b"<!DOCTYPE" in body[:_HEAD]:
        text = xml_text.without_prolog(body.decode("utf-8", "replace"))
        if text.startswith("<!"):
            return None
        body = text.encode()
    root = feed_tree.parsed(body, bounded=True)
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        return None
    key = key_of(root)
    if key in ("rss", "rdf:rdf"):
        return root if feed_tree.channel_of(root) is not root else None
    return root if key == "feed" and str(root.tag).startswith("{") else None


def looks_wrongly_encoded(body: bytes) -> bool:
    """Whether C1 controls or UTF-8 that was taken for Latin-1 are in it: its texts have to be mended (`xml_texts.mended`)."""
    if b"\xc2" in body and (
        _C1.search(body) or _TWICE.search(body)
    ):  # one pattern for all takes ten times as long
        return True
    return bool(_C1_BY_NUMBER.search(body))


def read(root: etree._Element, home: Home, limit: int, *, mend: bool = False) -> Document:
    """All that a feed says, of its entries the newest `limit`."""
    channel = feed_tree.channel_of(root)
    place = Place(guess=key_of(root) != "feed", mend=mend).at(root)
    within = place.at(channel) if channel is not root else place
    items, own = feed_tree.split(root)
    kept = feed_tree.newest(items, limit)
    return Document(
        feed=_feed(own, within),
        entries=read_entries(kept, place, within),
        hints=read_hints(own, home, within.base),
        left_out=len(items) - len(kept),
    )


def read_entries(items: Sequence[etree._Element], root: Place, channel: Place) -> list[RawEntry]:
    """The entries, each in its place. One that cannot be read is empty and left out later."""
    raws = []
    for item in items:
        parent = item.getparent()
        try:
            raws.append(
                read_entry(item, root if parent is not None and parent.getparent() is None else channel)
            )
        except (ValueError, TypeError, KeyError, RecursionError):
            raws.append(RawEntry())
    return raws


def read_people(own: Iterable[etree._Element], place: Place) -> tuple[str, ...]:
    """Who makes the feed as a whole, as RSS writes people."""
    people: dict[str, list[str]] = {}
    for child in own:
        if key_of(child) in _AUTHORS and not len(child):
            named(people, key_of(child), child, place)
    return _first(people)


def _first(people: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(next((people[key][:50] for key in PEOPLE if key in people), ()))


_MOST = 50
_AUTHORS = frozenset((*PEOPLE, "dc:author"))
_TITLES = ("title", "dc:title")
_SUBTITLES = ("description", "subtitle", "tagline", "dc:description", "itunes:subtitle", "itunes:summary")


def _feed(own: Iterable[etree._Element], place: Place) -> RawFeed:
    """The feed's own fields."""
    feed = RawFeed(language=place.language)
    people: dict[str, list[str]] = {}
    subtitles: dict[str, str] = {}
    images: list[str] = []
    identifiers: list[str] = []
    for child in own:
        key = key_of(child)
        if key in _TITLES and not feed.title.value:
            feed.title = construct(child, place, "text/plain")
        elif key in _SUBTITLES:
            subtitles.setdefault(key, construct(child, place, "text/plain").value)
        elif key == "link":
            _link(feed, child, place)
        elif key in ("language", "dc:language"):
            feed.language = plain(child, place)
        elif key in ("icon", "logo"):
            feed.icons.append(plain(child, place))
        elif key in ("guid", "id") and (said := plain(child, place)).startswith(("http://", "https://")):
            identifiers.append(said)
        elif key in ("image", "itunes:image", "itunes:link"):
            images += _image(child, place)
        elif key in _AUTHORS and len(child):
            feed.authors = (*feed.authors, *atom_authors(child, place))[:_MOST]
        elif key in _AUTHORS:
            named(people, key, child, place)
    feed.subtitle = next(filter(None, (subtitles.get(key) for key in _SUBTITLES)), "")
    feed.links += identifiers
    feed.icons += images
    feed.people = _first(people)
    return feed


def _link(feed: RawFeed, child: etree._Element, place: Place) -> None:
    if (child.get("rel") or "alternate").strip().lower() == "alternate":
        href = child.get("href") or child.get("url") or plain(child, place)
        if href:
            feed.links.append(joined(place.at(child).base, href))


def _image(child: etree._Element, place: Place) -> list[str]:
    """The address of RSS's image, with its own link and title inside, or of iTunes's."""
    said = (
        child.get("href")
        or child.get("url")
        or next((plain(inner, place) for inner in child if key_of(inner) == "url"), "")
    )
    return [said] if said else []
