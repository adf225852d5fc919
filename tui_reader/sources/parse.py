"""Makes a feed of bytes: finds out what they are, and has them read by whoever can."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import FeedData
from tui_reader.model.update import Retrieved
from tui_reader.sources import feedparser_way, xml_feed
from tui_reader.sources.addresses import Home, home_of, local_path, picture, web
from tui_reader.sources.encoding import decode
from tui_reader.sources.feed_entry import entry_of, title_of
from tui_reader.sources.feed_people import people_of
from tui_reader.sources.feed_raw import RawEntry, RawFeed
from tui_reader.sources.json_feed import read_json_feed
from tui_reader.sources.kind import sniff
from tui_reader.sources.one_line import line
from tui_reader.sources.xml_feed import Document

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
        from tui_reader.sources.local import read_file  # late: brings Markdown and HTML, which no feed needs

        return read_file(Path(path))
    home = home_of(retrieved.location)
    if kind == "feed":
        return parse_xml(retrieved.body, retrieved.headers, home, now=now, limit=limit)[0]
    text = decode(retrieved.body, retrieved.headers)
    if kind == "jsonfeed":
        return read_json_feed(text, home, now=now, limit=limit)
    if kind == "html":
        raise ParseError("not_a_feed", n=_offered(text[:_SEARCHED]))
    if kind == "opml":
        raise ParseError("not_a_feed", n=0)
    raise ParseError("not_understood", line=1)


def _offered(page: str) -> int:
    """How many feeds a web page links to."""
    return sum("alternate" in said.lower() and bool(_FEED_TYPE.search(said)) for said in _LINK.findall(page))


def parse_xml(
    body: bytes, headers: Mapping[str, str], home: Home, *, now: datetime, limit: int
) -> tuple[ParsedFeed, tuple[RawEntry, ...]]:
    """RSS, RDF or Atom, and what the feed said of each entry (in their order)."""
    root = xml_feed.fit(body)
    if root is not None:
        said = xml_feed.read(root, home, limit, mend=xml_feed.looks_wrongly_encoded(body))
    else:
        said = feedparser_way.read(decode(body, headers), home, limit)
    return made(said, home, now)


def made(said: Document, home: Home, now: datetime) -> tuple[ParsedFeed, tuple[RawEntry, ...]]:
    """The feed of what a document said, whoever read it."""
    feed = _feed(said.feed, home)
    authors = people_of(said.feed.people) or said.feed.authors
    entries: list[EntryData] = []
    told: list[RawEntry] = []
    for raw in said.entries:
        try:
            entry = entry_of(raw, home, feed, authors, now)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # one bad entry never spoils the rest
        if entry.guid or entry.link or entry.title:
            entries.append(entry)
            told.append(raw)
    return ParsedFeed(feed, tuple(entries), said.left_out, said.hints), tuple(told)


def _feed(said: RawFeed, home: Home) -> FeedData:
    """The feed's own fields."""
    markup = "<" in said.subtitle or "&" in said.subtitle
    return FeedData(
        title=title_of(said.title),
        link=next((url for link in said.links if link and (url := web(link, home))), ""),
        subtitle=line(said.subtitle, markup=markup, limit=500),
        language=line(said.language, limit=20).replace("_", "-"),
        icon=next((url for icon in said.icons if icon and (url := picture(icon, home))), ""),
    )
