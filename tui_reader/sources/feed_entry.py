"""Makes an entry of what a feed says of it: fallbacks, addresses, dates, the fullest text."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, CommentsRef, Content, Enclosure, EntryData
from tui_reader.model.feed import FeedData
from tui_reader.model.scrub import is_blank
from tui_reader.sources.addresses import Home, join, picture, web
from tui_reader.sources.dates import VIETNAM, plausible, read_date
from tui_reader.sources.feed_people import people_of
from tui_reader.sources.feed_raw import RawEntry, Text
from tui_reader.sources.media import size
from tui_reader.sources.one_line import line, opening, text_of_html
from tui_reader.sources.xml_texts import XHTML

_MOST = 200
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_READABLE = ("text/html", XHTML, "text/plain", "text/markdown")
_LONGEST_ID = 2048
_LONGEST_LANGUAGE = 100
_LONGEST_NAME = 400  # characters of a tag that are looked at
_MOST_TAGS = 20_000
_LONGEST_TAG = 2001  # where its bracket stands at most
_SPACES = 100  # and as many characters again, which a caption may have lost as a line


def entry_of(
    raw: RawEntry, home: Home, feed: FeedData, authors: tuple[Author, ...], now: datetime
) -> EntryData:
    """One entry. `authors` are the feed's, for entries that name none; `now` judges the dates."""
    on = join(home.base, raw.base)
    link = _link(raw, home, on)
    base = _base(link, raw, home, feed)
    summary, content = _texts(raw, base)
    enclosures, pictures = _attached(raw, home, base)
    link = link or next((enclosure.url for enclosure in enclosures), "")
    language = _language(raw, content or summary, feed)
    zone = VIETNAM if language.startswith("vi") or home.is_vietnamese else None
    updated = _date(raw.updated, now, zone)
    return EntryData(
        guid=raw.guid[:_LONGEST_ID],
        link=link,
        title=_title(raw, content, summary, link),
        authors=people_of(raw.people) or raw.authors or raw.source_authors or authors,
        published=_date(raw.published, now, zone) or updated,
        updated=updated,
        summary=summary,
        content=content,
        enclosures=enclosures,
        images=pictures,
        comments=_comments(raw, home, on if raw.base else base),
        tags=_tags(raw.tags) if raw.tags else (),
        language=language,
    )


# --- addresses --------------------------------------------------------------------------------------------


def _base(link: str, raw: RawEntry, home: Home, feed: FeedData) -> str:
    """What relative addresses stand on: `xml:base`, else the entry's link, else the feed's, else its location."""
    if raw.base:
        return join(home.base, raw.base)
    if home.folder is not None:
        return home.base  # pictures lie beside a local feed, wherever its links lead
    return link or feed.link or home.base


def _link(raw: RawEntry, home: Home, base: str) -> str:
    """The article's address: the one before any counting redirect, else the alternate, else a permalink guid."""
    links = raw.links
    if (
        len(links) == 1
        and links[0].rel == "alternate"
        and not raw.origin
        and (url := web(links[0].href, home, base))
    ):
        return url
    pages = [link.href for link in links if link.rel == "alternate" and "html" in (link.type or "html")]
    others = [link.href for link in links if link.rel == "alternate" and "html" not in (link.type or "html")]
    beside = [link.href for link in links if link.rel in ("", "via", "related")]
    guid = raw.guid if raw.guid.startswith(("http://", "https://")) else ""
    for said in (raw.origin, *pages, *others, *beside, guid):
        if said and (url := web(said, home, base)):
            return url
    return ""


def _comments(raw: RawEntry, home: Home, on: str) -> CommentsRef:
    said = (
        raw.comments,
        raw.comment_feed,
        raw.comment_post,
        raw.comment_count,
        raw.replies,
        raw.replies_page,
    )
    if not any(said) and (raw.replies_count is None):
        return _NO_COMMENTS
    count = raw.comment_count
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 10 else raw.replies_count
    return CommentsRef(
        page=web(raw.comments, home, on) or web(raw.replies_page, home, on),
        feed=picture(raw.comment_feed, home, on) or picture(raw.replies, home, on),
        count=number,
        hints=(("wfw", post),) if (post := web(raw.comment_post, home, on)) else (),
    )


_NO_COMMENTS = CommentsRef()


def _attached(raw: RawEntry, home: Home, base: str) -> tuple[tuple[Enclosure, ...], tuple[ImageRef, ...]]:
    """Files to play or keep, and pictures, each address once."""
    attached = [link for link in raw.links if link.rel == "enclosure"]
    if not attached and not raw.images and not raw.enclosures:
        return (), ()
    files: dict[str, Enclosure] = {}
    pictures: dict[str, ImageRef] = {}
    for image in raw.images:
        if (url := picture(image.url, home, base)) and url not in pictures:
            pictures[url] = ImageRef(url, image.alt, image.caption, image.credit, image.width, image.height)
    duration = seconds(raw.duration)
    for link in attached[:_MOST]:
        kind = line(link.type, limit=100).lower()
        url = picture(link.href, home, base)
        if not url:
            continue
        if kind.startswith("image/") or (not kind and _PICTURE.search(url.partition("?")[0])):
            pictures.setdefault(url, ImageRef(url, alt=line(link.title)))
        else:
            length = size(link.length, 2**53)
            files.setdefault(url, Enclosure(url, kind, line(link.title), length, duration))
    for enclosure in raw.enclosures:
        if url := picture(enclosure.url, home, base):
            named = Enclosure(
                url, enclosure.type, enclosure.title, enclosure.length, enclosure.duration or duration
            )
            files.setdefault(url, named)
    return tuple(files.values())[:_MOST], tuple(pictures.values())[:_MOST]


def seconds(said: str) -> int:
    """A duration as podcasts write it: `1:02:03`, `62:03`, `3723`; 0 where it is none."""
    parts = said.strip().partition(".")[0].split(":")
    if not 0 < len(parts) <= 3 or not all(
        part.isascii() and part.isdigit() and len(part) < 8 for part in parts
    ):
        return 0
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


# --- texts ------------------------------------------------------------------------------------------------


def _texts(raw: RawEntry, base: str) -> tuple[Content | None, Content | None]:
    """Summary and body: the fullest text is the body where there are two, the only one is the summary."""
    summary = _content(raw.summary, base) if raw.summary else None
    bodies = [content for content in (_content(text, base) for text in raw.bodies) if content is not None]
    if captions := {image.caption for image in raw.images if image.caption}:
        # in a broken feed feedparser takes them for texts of its own
        bodies = [content for content in bodies if not _is_one_of(content, captions)]
        summary = None if summary and _is_one_of(summary, captions) else summary
    if summary is None and raw.description and not bodies:
        summary = Content(raw.description, "text/plain", base=base)
    if not bodies:
        return summary, None
    best = bodies[0] if len(bodies) == 1 else max(bodies, key=_rank)
    if summary is None or summary.value == best.value:
        others = [content for content in bodies if content is not best and content.value != best.value]
        return (max(others, key=_rank) if others else None), best
    return (best, summary) if _outweighs(summary, best) else (summary, best)


def _is_one_of(content: Content, lines: set[str]) -> bool:
    return len(content.value) < 2 * max(map(len, lines)) + _SPACES and line(content.value) in lines


def _rank(content: Content) -> tuple[int, bool]:
    return _weight(content.value), content.type != "text/plain"


def _outweighs(one: Content, other: Content) -> bool:
    """Whether there is more to read in `one`. What is much shorter is seldom counted to its end."""
    mine = _weight(one.value)
    theirs = _weight(other.value, enough=mine + 1)
    return mine > theirs or (mine == theirs and one.type != "text/plain" and other.type == "text/plain")


def _weight(value: str, enough: int | None = None) -> int:
    """How much there is to read, roughly: a tag weighs nothing, but of very many. Counted until it is `enough`."""
    start = value.find("<")
    weight = len(value) if start < 0 else start
    for _ in range(_MOST_TAGS):
        if start < 0 or (enough is not None and weight >= enough):
            return weight
        following = value.find("<", start + 1)
        part = value[start : following if following >= 0 else len(value)]
        end = part.find(">")
        weight += len(part) - end - 1 if 0 < end <= _LONGEST_TAG else len(part)
        start = following
    return weight + (len(value) - start if start >= 0 else 0)


def _content(text: Text, base: str) -> Content | None:
    kind = text.type or "text/html"
    if not text.value or kind not in _READABLE:
        return None
    kind = "text/html" if kind == XHTML else kind
    return Content(text.value, kind, _tag_of(text.language), join(base, text.base) if text.base else base)


def _title(raw: RawEntry, content: Content | None, summary: Content | None, link: str) -> str:
    """The title as one line; without one the opening of the text, else the address."""
    title = title_of(raw.title)
    if not is_blank(title):
        return title
    for found in (summary, content):
        if found and (said := opening(found.value, markup=found.type == "text/html")):
            return said
    return link


def title_of(text: Text) -> str:
    """The title of an entry or a feed: HTML made text where it says it is HTML or looks it."""
    return line(text_of_html(text.value) if text.type in ("text/html", XHTML) else text.value)


def _tags(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (_tag(one[:_LONGEST_NAME]) for one in said[:_MOST]))))[:50]


@lru_cache(512)
def _tag(said: str) -> str:
    """A tag as one line, kept at hand: a feed has few and says them often."""
    name = line(said, limit=100)
    return "" if is_blank(name) else name


def _language(raw: RawEntry, content: Content | None, feed: FeedData) -> str:
    return _tag_of(raw.language) or (content.language if content else "") or _tag_of(feed.language)


def _tag_of(said: str) -> str:
    """A language tag (RFC 5646) or nothing."""
    return _language_tag(said) if said and len(said) < _LONGEST_LANGUAGE else ""


@lru_cache(256)
def _language_tag(said: str) -> str:
    tag = said.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


# --- dates ------------------------------------------------------------------------------------------------


def _date(said: Iterable[str | datetime], now: datetime, zone: tzinfo | None) -> datetime | None:
    """The first believable moment. `zone` is where a time without one is taken to be (vietnamese.md)."""
    for one in said:
        when = one if isinstance(one, datetime) else read_date(one, assume=zone)
        if when is not None and plausible(when, now):
            return when
    return None
