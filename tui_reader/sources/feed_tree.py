"""Makes a tree of an XML feed, safely; finds its entries and the newest of them; makes a leaner feed for feedparser."""

from collections.abc import Sequence
from datetime import datetime

from lxml import etree
from msgspec import Struct

from tui_reader.sources import xml_text
from tui_reader.sources.dates import read_date
from tui_reader.sources.xml_entry import LONGEST_NAME
from tui_reader.sources.xml_names import key_of

_AUTHORS = frozenset(("author", "creator", "managingeditor", "webmaster", "contributor", "name", "email"))
_BODIES = frozenset(("description", "dc:description", "content:encoded", "summary", "content"))
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified", "created")
_SAMPLES = 64


class Tree(Struct, frozen=True):
    """What could be read of a feed as a tree; `items` are its `limit` newest entries in their order."""

    text: str
    root: etree._Element | None = None
    items: Sequence[etree._Element] = ()
    own: Sequence[etree._Element] = ()
    """The feed's own elements."""
    dropped: Sequence[etree._Element] = ()
    whole: bool = True
    """Whether the tree holds all that the text does, so that it may be written out in its place."""


def prepare(text: str, limit: int) -> Tree:
    """The tree of a feed, mended where it must be; of one beyond mending what libxml2 recovers."""
    text = xml_text.cleaned(text)
    root = parsed(text.encode("utf-8", "replace"), bounded=False)
    if root is None:
        text, was = xml_text.repaired(text), text
        root = parsed(text.encode("utf-8", "replace"), bounded=False)
        if root is None:
            root = parsed(text.encode("utf-8", "replace"), bounded=False, recover=True)
            return Tree(was, *_rough(root, limit), whole=False)
    items, own = split(root)
    kept = newest(items, limit)
    if xml_text.declares_entities(text):
        return Tree(text, root, kept if len(kept) == len(items) else (), own, whole=False)
    stay = set(kept)
    dropped = [item for item in items if item not in stay] if len(kept) < len(items) else ()
    return Tree(text, root, kept, own, dropped)


def _rough(
    root: etree._Element | None, limit: int
) -> tuple[etree._Element | None, Sequence[etree._Element], Sequence[etree._Element]]:
    if root is None:
        return None, (), ()
    items, own = split(root)
    return root, items[:limit], own


def lean(tree: Tree) -> bytes:
    """The document with only these entries, as feedparser reads it best. Uses the tree up."""
    if tree.root is None or not tree.whole:
        return tree.text.encode("utf-8", "replace")
    for item in tree.dropped:
        _drop(item)
    for element in [element for element in tree.root.iter() if key_of(element).startswith("media:")]:
        _drop(element)
    for item in tree.items:
        _lighten(item)
    for element in tree.root.iter():
        if key_of(element).rpartition(":")[2] in _AUTHORS and element.text:
            element.text = element.text[:LONGEST_NAME]
    return etree.tostring(tree.root, encoding="utf-8")


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _lighten(item: etree._Element) -> None:
    """Takes out what feedparser would mix into the summary, and makes quick to read what is slow."""
    keys = {key_of(child) for child in item}
    for child in list(item):
        if key_of(child) in ("itunes:summary", "itunes:subtitle") and keys & _BODIES:
            _drop(child)
        elif not len(child) and "<" in (text := child.text or "") and "]]>" not in text:
            child.text = etree.CDATA(
                text
            )  # expat hands out escaped text in a piece for each bracket: thrice the time


def parsed(body: bytes, *, bounded: bool, recover: bool = False) -> etree._Element | None:
    """The tree of a UTF-8 document without entities, DTD or network; None where it is not well-formed.

    `bounded` keeps libxml2's own bounds too: a text of 10 MB, 256 levels (its parserInternals.h).
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=not bounded,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(body, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def split(root: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """The entries in document order, and what the feed says of itself. Entries quoted inside entries are of neither."""
    entries: list[etree._Element] = []
    own: list[etree._Element] = []
    for holder in [root, *(child for child in root if key_of(child) == "channel")]:
        for child in holder:
            (entries if key_of(child) in ("item", "entry") else own).append(child)
    return entries, own


def channel_of(root: etree._Element) -> etree._Element:
    """What holds the feed's own fields: RSS's channel, else the root."""
    return next((child for child in root if key_of(child) == "channel"), root)


# --- the newest ----------------------------------------------------------------------------------------------


def newest(items: list[etree._Element], limit: int) -> list[etree._Element]:
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


def _stamp(item: etree._Element) -> float:
    when = _date(item)
    return when.timestamp() if when else 0.0


def _date(item: etree._Element) -> datetime | None:
    said = {key_of(child).rpartition(":")[2]: child.text or "" for child in item}
    return next((when for name in _DATES if name in said and (when := read_date(said[name]))), None)
