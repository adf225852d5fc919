"""Reads an XML feed that is not as it should be: feedparser for what it says, the tree for what feedparser loses.

Lost otherwise (hostile.md, *Where feedparser falls short*): which caption and credit belong to which picture, the
identifier as written, what a comment answers (RFC 4685), `type` of `rel="replies"`, and time on entries over the cap.
"""

import re
import time
from calendar import timegm
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from tui_reader.model.errors import ParseError
from tui_reader.model.feed import Hints
from tui_reader.sources import feed_tree, xml_feed
from tui_reader.sources import feedparser_door as door
from tui_reader.sources.addresses import Home
from tui_reader.sources.feed_hints import read_hints
from tui_reader.sources.feed_people import authors_of
from tui_reader.sources.feed_raw import Link, RawEntry, RawFeed, Text
from tui_reader.sources.one_line import body
from tui_reader.sources.xml_feed import Document
from tui_reader.sources.xml_texts import VOID, Place

_MOST = 200
_FEW = 20
_ISO = re.compile(r"\s*\d{4}-\d\d")
_END_OF_VOID = re.compile(rf"</(?:{'|'.join(sorted(VOID - {'br'}))})\s*>|(?<=>)</br\s*>", re.IGNORECASE)


def read(text: str, home: Home, limit: int) -> Document:
    """All that a feed says, of its entries the newest `limit`. Raises ParseError `not_understood`."""
    tree = feed_tree.prepare(text, limit)
    beside, people, hints = _beside(tree, home)
    dropped = len(tree.dropped)
    read_ = door.read(feed_tree.lean(tree))
    feed = _feed(read_.feed, people)
    if not read_.entries and not read_.version and not feed.title.value.strip():
        raise ParseError("not_understood", line=max(1, read_.line))
    kept = read_.entries[:limit]
    raws = [_entry(raw, more) for raw, more in zip(kept, _matching(kept, beside), strict=True)]
    return Document(feed, raws, hints, dropped + len(read_.entries) - len(kept))


def _beside(tree: feed_tree.Tree, home: Home) -> tuple[list[RawEntry], tuple[str, ...], Hints]:
    """What the tree says of each entry, who makes the feed, and its rhythm."""
    if tree.root is None:
        return [], (), Hints()
    channel, place = feed_tree.channel_of(tree.root), Place().at(tree.root)
    within = place.at(channel) if channel is not tree.root else place
    people = xml_feed.read_people(tree.own, within) if tree.whole else ()
    return xml_feed.read_entries(tree.items, place, within), people, read_hints(tree.own, home, within.base)


def _matching(entries: Sequence[Mapping[str, object]], beside: Sequence[RawEntry]) -> list[RawEntry]:
    """What the tree says of each entry: by order where there are as many, else by identifier where it is one's own."""
    if len(entries) == len(beside):
        return list(beside)
    times = Counter(more.guid for more in beside)
    own = {more.guid: more for more in beside if more.guid and times[more.guid] == 1}
    return [own.get(door.text(entry, "id").strip(), RawEntry()) for entry in entries]


def _entry(raw: Mapping[str, object], more: RawEntry) -> RawEntry:
    """An entry by feedparser, completed by the tree."""
    guid = door.text(raw, "id")
    count = door.text(raw, "slash_comments").strip()
    return replace(
        more,
        guid=more.guid or body(guid).strip(),
        origin=door.text(raw, "feedburner_origlink") or door.text(raw, "pheedo_origlink"),
        links=_links(raw, guid),
        title=_text({**door.record(raw, "title_detail"), "value": door.text(raw, "title")}),
        summary=_summary(raw),
        bodies=list(map(_text, door.records(raw, "content")[:_FEW])),
        authors=authors_of(raw),
        source_authors=authors_of(door.record(raw, "source")),
        published=_moments(raw, ("published", "created")),
        updated=_moments(raw, ("updated",)),
        tags=[door.text(tag, "label") or door.text(tag, "term") for tag in door.records(raw, "tags")[:_MOST]],
        language=door.text(raw, "language"),
        comments=door.text(raw, "comments"),
        comment_feed=door.text(raw, "wfw_commentrss"),
        comment_post=door.text(raw, "wfw_comment"),
        comment_count=count,
        duration=door.text(raw, "itunes_duration"),
    )


def _links(raw: Mapping[str, object], guid: str) -> list[Link]:
    links = [
        Link(*(door.text(item, key) for key in ("href", "rel", "type", "title", "length")))
        for item in door.records(raw, "links")[:_MOST]
    ]
    alone = door.text(raw, "link")  # feedparser takes any identifier for a link
    if alone and alone != guid and alone not in [link.href for link in links]:
        links.append(Link(alone))
    return links


def _text(said: Mapping[str, object]) -> Text:
    value, kind = body(door.text(said, "value")), (door.text(said, "type") or "text/html").lower()
    if kind == "application/xhtml+xml":
        value = _END_OF_VOID.sub("", value)
    return Text(value.strip(), kind, door.text(said, "language"), door.text(said, "base"))


def _summary(raw: Mapping[str, object]) -> Text | None:
    """The feed's own; where it has only a body, feedparser copies that."""
    detail = door.record(raw, "summary_detail")
    if not detail and door.records(raw, "content"):
        return None
    return _text({**detail, "value": door.text(raw, "summary")})


def _moments(raw: Mapping[str, object], keys: tuple[str, ...]) -> tuple[str | datetime, ...]:
    """Each date as written, then as feedparser understood it."""
    found: list[str | datetime] = []
    for key in keys:
        said = door.text(raw, key)
        when = (
            None
            if _ISO.match(said)
            else _struct(dict.get(raw, f"{key}_parsed") if isinstance(raw, dict) else None)
        )
        found += [one for one in (said, when) if one]  # it rolls 2024-13-45 over into the next year
    return tuple(found)


def _struct(parsed: object) -> datetime | None:
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _feed(raw: Mapping[str, object], people: tuple[str, ...]) -> RawFeed:
    pages = [
        door.text(item, "href")
        for item in door.records(raw, "links")
        if door.text(item, "rel") == "alternate"
    ]
    identifier = door.text(raw, "id")
    own = door.text(raw, "link")
    if own == identifier and not own.startswith(("http://", "https://")):
        own = ""  # feedparser takes any identifier for a link
    images = [door.text(raw, "icon"), door.text(raw, "logo"), door.text(door.record(raw, "image"), "href")]
    return RawFeed(
        title=_text({**door.record(raw, "title_detail"), "value": door.text(raw, "title")}),
        links=[own, *pages],
        subtitle=door.text(raw, "subtitle"),
        language=door.text(raw, "language"),
        icons=images,
        people=people,
        authors=authors_of(raw),
    )
