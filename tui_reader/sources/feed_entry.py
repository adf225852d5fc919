"""Makes an entry of what feedparser and the tree say of it: fallbacks, addresses, dates, the fullest text."""

import re
import time
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, CommentsRef, Content, Enclosure, EntryData
from tui_reader.model.feed import FeedData
from tui_reader.model.scrub import is_blank
from tui_reader.model.urls import host
from tui_reader.sources.addresses import Home, join, picture, web
from tui_reader.sources.dates import VIETNAM, plausible, read_date
from tui_reader.sources.feed_people import authors_of, people_of
from tui_reader.sources.feed_tree import Extras
from tui_reader.sources.feedparser_door import record, records, text
from tui_reader.sources.media import size
from tui_reader.sources.one_line import body, line, opening, text_of_html

_MOST = 200
_ISO = re.compile(r"\s*\d{4}-\d\d")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
_LONGEST_ID = 2048


def entry_of(
    raw: Mapping[str, object],
    more: Extras,
    home: Home,
    feed: FeedData,
    authors: tuple[Author, ...],
    now: datetime,
) -> EntryData:
    """One entry. `authors` are the feed's, for entries that name none; `now` judges the dates."""
    link = _link(raw, more, home)
    base = _base(link, more, home, feed)
    summary, content = _texts(raw, more, base)
    enclosures, pictures = _attached(raw, more, home, base)
    link = link or next((enclosure.url for enclosure in enclosures), "")
    language = _language(raw, content or summary, feed)
    zone = VIETNAM if language.startswith("vi") or host(home.base).endswith(".vn") else None
    updated = _date(raw, ("updated",), now, zone)
    return EntryData(
        guid=(more.guid or text(raw, "id").strip())[:_LONGEST_ID],
        link=link,
        title=_title(raw, content, summary, link),
        authors=people_of(more.people) or authors_of(raw) or authors_of(record(raw, "source")) or authors,
        published=_date(raw, ("published", "created"), now, zone) or updated,
        updated=updated,
        summary=summary,
        content=content,
        enclosures=enclosures,
        images=pictures,
        comments=_comments(raw, more, home, base),
        tags=_tags(raw),
        language=language,
    )


# --- addresses --------------------------------------------------------------------------------------------


def _base(link: str, more: Extras, home: Home, feed: FeedData) -> str:
    """What relative addresses stand on: `xml:base`, else the entry's link, else the feed's, else its location."""
    if more.base:
        return join(home.base, more.base)
    if home.folder is not None:
        return home.base  # pictures lie beside a local feed, wherever its links lead
    return link or feed.link or home.base


def _link(raw: Mapping[str, object], more: Extras, home: Home) -> str:
    """The article's address: the one before any counting redirect, else the alternate, else a permalink guid."""
    base = join(home.base, more.base)
    links = records(raw, "links")
    pages = [item for item in links if text(item, "rel") == "alternate"]
    pages.sort(key=lambda item: "html" not in (text(item, "type") or "html"))
    guid = text(raw, "id")
    candidates = [text(raw, "feedburner_origlink"), text(raw, "pheedo_origlink")]
    candidates += [text(item, "href") for item in pages]
    candidates += [
        said for said in [text(raw, "link")] if said != guid
    ]  # feedparser takes any identifier for a link
    candidates += [text(item, "href") for item in links if text(item, "rel") in ("", "via", "related")]
    candidates += [said for said in (more.guid, guid) if said.startswith(("http://", "https://"))]
    return next((url for said in candidates if said and (url := web(said, home, base))), "")


def _comments(raw: Mapping[str, object], more: Extras, home: Home, base: str) -> CommentsRef:
    count = text(raw, "slash_comments").strip()
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 10 else more.count
    on = join(home.base, more.base) or base
    return CommentsRef(
        page=web(text(raw, "comments"), home, on) or web(more.replies_page, home, on),
        feed=picture(text(raw, "wfw_commentrss"), home, on) or picture(more.replies, home, on),
        count=number,
    )


def _attached(
    raw: Mapping[str, object], more: Extras, home: Home, base: str
) -> tuple[tuple[Enclosure, ...], tuple[ImageRef, ...]]:
    """Files to play or keep, and pictures, each address once."""
    files: dict[str, Enclosure] = {}
    pictures: dict[str, ImageRef] = {}
    for image in more.images:
        if (url := picture(image.url, home, base)) and url not in pictures:
            pictures[url] = ImageRef(url, image.alt, image.caption, image.credit, image.width, image.height)
    duration = seconds(text(raw, "itunes_duration"))
    for item in [link for link in records(raw, "links") if text(link, "rel") == "enclosure"][:_MOST]:
        kind = line(text(item, "type"), limit=100).lower()
        url = picture(text(item, "href"), home, base)
        if not url:
            continue
        if kind.startswith("image/") or (not kind and _PICTURE.search(url.partition("?")[0])):
            pictures.setdefault(url, ImageRef(url, alt=line(text(item, "title"))))
        else:
            length = size(text(item, "length"), 2**53)
            files.setdefault(url, Enclosure(url, kind, line(text(item, "title")), length, duration))
    for enclosure in more.enclosures:
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


def _texts(raw: Mapping[str, object], more: Extras, base: str) -> tuple[Content | None, Content | None]:
    """Summary and body: the fullest text is the body where there are two, the only one is the summary."""
    found = [_content(item, base) for item in records(raw, "content")[:20]]
    bodies = [content for content in found if content is not None]
    summary = _content({**record(raw, "summary_detail"), "value": text(raw, "summary")}, base)
    captions = {
        image.caption for image in more.images
    }  # in a broken feed feedparser takes them for texts of its own
    bodies = [content for content in bodies if line(content.value) not in captions]
    summary = None if summary and line(summary.value) in captions else summary
    if summary is None and more.description and not bodies:
        summary = Content(more.description, "text/plain", base=base)
    if not bodies:
        return summary, None
    best = max(bodies, key=_weight)
    if summary is None or summary.value == best.value:
        others = [content for content in bodies if content is not best and content.value != best.value]
        return (max(others, key=_weight) if others else None), best
    return (best, summary) if _weight(summary) > _weight(best) else (summary, best)


def _weight(content: Content) -> tuple[int, bool]:
    """How much there is to read in it, roughly: a tag weighs nothing."""
    value = content.value
    tags = sum(map(len, re.findall(r"<[^<>]{0,2000}>", value))) if "<" in value else 0
    return len(value) - tags, content.type != "text/plain"


def _content(item: Mapping[str, object], base: str) -> Content | None:
    value = body(text(item, "value")).strip()
    kind = (text(item, "type") or "text/html").lower()
    if not value or kind not in _READABLE:
        return None
    kind = "text/html" if kind == "application/xhtml+xml" else kind
    said = text(item, "base")
    return Content(value, kind, _tag_of(text(item, "language")), join(base, said) if said else base)


def _title(raw: Mapping[str, object], content: Content | None, summary: Content | None, link: str) -> str:
    """The title as one line; without one the opening of the text, else the address."""
    title = title_of(raw)
    if not is_blank(title):
        return title
    for found in (summary, content):
        if found and (said := opening(found.value, markup=found.type == "text/html")):
            return said
    return link


def title_of(raw: Mapping[str, object]) -> str:
    """The title of an entry or a feed: HTML made text where it says it is HTML or looks it."""
    kind = text(record(raw, "title_detail"), "type")
    value = text(raw, "title")
    markup = kind in ("text/html", "application/xhtml+xml")
    return line(text_of_html(value) if markup else value)


def _tags(raw: Mapping[str, object]) -> tuple[str, ...]:
    names = (line(text(tag, "label") or text(tag, "term"), limit=100) for tag in records(raw, "tags")[:_MOST])
    return tuple(dict.fromkeys(name for name in names if not is_blank(name)))[:50]


def _language(raw: Mapping[str, object], content: Content | None, feed: FeedData) -> str:
    return _tag_of(text(raw, "language")) or (content.language if content else "") or _tag_of(feed.language)


def _tag_of(said: str) -> str:
    """A language tag (RFC 5646) or nothing."""
    tag = said.strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}", tag) else ""


# --- dates ------------------------------------------------------------------------------------------------


def _date(
    raw: Mapping[str, object], keys: tuple[str, ...], now: datetime, zone: tzinfo | None
) -> datetime | None:
    """The first believable moment of these fields: read by our own reader, else as feedparser understood it.

    `zone` is where a time without one is taken to be: Vietnamese papers mean theirs (vietnamese.md).
    """
    for key in keys:
        said = text(raw, key)
        when = read_date(said, assume=zone) if said else None
        if when is None and not _ISO.match(said):  # feedparser rolls 2024-13-45 over into the next year
            when = _struct(dict.get(raw, f"{key}_parsed") if isinstance(raw, dict) else None)
        if when is not None and plausible(when, now):
            return when
    return None


def _struct(parsed: object) -> datetime | None:
    if not isinstance(parsed, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
