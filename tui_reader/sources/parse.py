"""Makes a feed of bytes: finds out what they are, and has them read by whoever can."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import FeedData
from tui_reader.model.update import Retrieved
from tui_reader.sources import feedparser_door as door
from tui_reader.sources.addresses import Home, home_of, local_path, picture, web
from tui_reader.sources.encoding import decode
from tui_reader.sources.feed_entry import entry_of, title_of
from tui_reader.sources.feed_people import authors_of, people_of
from tui_reader.sources.feed_tree import Extras, prepare
from tui_reader.sources.json_feed import read_json_feed
from tui_reader.sources.kind import sniff
from tui_reader.sources.local import read_file
from tui_reader.sources.one_line import line

_LINK = re.compile(r"<link\b([^<>]{0,2000})>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)", re.IGNORECASE)
_SEARCHED = 500_000


def parse(retrieved: Retrieved, *, now: datetime, limit: int = 2000) -> ParsedFeed:
    """The feed in a body, at most its newest `limit` entries in their order, the rest counted in `left_out`.

    Raises ParseError: `empty_body`, `not_a_feed` (n = feeds a page offers), `not_understood` (line).
    """
    if not retrieved.body.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ParseError("empty_body")
    kind = sniff(retrieved.body, retrieved.headers, retrieved.location)
    if kind in ("html", "text", "markdown") and (path := local_path(retrieved.location)) is not None:
        return read_file(Path(path))
    text = decode(retrieved.body, retrieved.headers)
    home = home_of(retrieved.location)
    if kind == "jsonfeed":
        return read_json_feed(text, home, now=now, limit=limit)
    if kind == "html":
        raise ParseError("not_a_feed", n=_offered(text[:_SEARCHED]))
    if kind == "opml":
        raise ParseError("not_a_feed", n=0)
    if kind != "feed":
        raise ParseError("not_understood", line=1)
    return parse_xml(text, home, now=now, limit=limit)[0]


def _offered(page: str) -> int:
    """How many feeds a web page links to."""
    return sum("alternate" in said.lower() and bool(_FEED_TYPE.search(said)) for said in _LINK.findall(page))


def parse_xml(text: str, home: Home, *, now: datetime, limit: int) -> tuple[ParsedFeed, tuple[Extras, ...]]:
    """RSS, RDF or Atom, and what the tree says beside each entry (in their order; empty where it does not fit)."""
    tree = prepare(text, limit, home)
    read = door.read(tree.body)
    if not read.entries and not read.version and not title_of(read.feed):
        raise ParseError("not_understood", line=max(1, read.line))
    kept = read.entries[:limit]
    extras = _matching(kept, tree.extras)
    feed, authors = _feed(read, home), people_of(tree.people) or authors_of(read.feed)
    entries: list[EntryData] = []
    told: list[Extras] = []
    for raw, more in zip(kept, extras, strict=True):
        try:
            entry = entry_of(raw, more, home, feed, authors, now)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # one bad entry never spoils the rest
        if entry.guid or entry.link or entry.title:
            entries.append(entry)
            told.append(more)
    left_out = tree.left_out + len(read.entries) - len(kept)
    return ParsedFeed(feed, tuple(entries), left_out, tree.hints), tuple(told)


def _matching(entries: Sequence[Mapping[str, object]], extras: tuple[Extras, ...]) -> list[Extras]:
    """The extras of each entry: by order where there are as many, else by identifier where it is one's own."""
    if len(entries) == len(extras):
        return list(extras)
    times = Counter(more.guid for more in extras)
    own = {more.guid: more for more in extras if more.guid and times[more.guid] == 1}
    return [own.get(door.text(entry, "id").strip(), Extras()) for entry in entries]


def _feed(read: door.Read, home: Home) -> FeedData:
    """The feed's own fields."""
    feed = read.feed
    links = door.records(feed, "links")
    pages = [door.text(item, "href") for item in links if door.text(item, "rel") == "alternate"]
    site = next(
        (url for said in [door.text(feed, "link"), *pages] if (url := web(said, home) if said else "")), ""
    )
    images = [door.text(feed, "icon"), door.text(feed, "logo"), door.text(door.record(feed, "image"), "href")]
    subtitle = door.text(feed, "subtitle")
    return FeedData(
        title=title_of(feed),
        link=site,
        subtitle=line(subtitle, markup="<" in subtitle or "&" in subtitle, limit=500),
        language=line(door.text(feed, "language"), limit=20).replace("_", "-"),
        icon=next((url for said in images if said and (url := picture(said, home))), ""),
    )
