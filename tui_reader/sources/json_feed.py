"""Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1): wrong types are passed over, a bad item spoils no other."""

import json
from datetime import datetime

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Content, Enclosure, EntryData, ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import FeedData, Hints
from tui_reader.model.scrub import is_blank
from tui_reader.sources.addresses import Home, picture, web
from tui_reader.sources.dates import plausible, read_date
from tui_reader.sources.feed_people import person
from tui_reader.sources.one_line import body, line, opening

_MOST = 200
_LONGEST_ID = 2048
_Object = dict[str, object]


def read_json_feed(text: str, home: Home, *, now: datetime, limit: int) -> ParsedFeed:
    """The feed in a JSON text. Raises ParseError `not_understood` where it is no JSON object with items."""
    top = _load(text)
    items = [item for item in _list(top, "items") if isinstance(item, dict)]
    if not isinstance(top.get("items"), list) and not _text(top, "version"):
        raise ParseError("not_understood", line=1)
    kept = _newest(items, limit)
    fallback = _authors(top)
    feed = FeedData(
        title=line(_text(top, "title")),
        link=web(_text(top, "home_page_url"), home),
        subtitle=line(_text(top, "description"), limit=500),
        language=_language(top),
        icon=picture(_text(top, "icon") or _text(top, "favicon"), home),
    )
    entries: list[EntryData] = []
    for item in kept:
        try:
            entry = _entry(item, home, feed, fallback, now)
        except (ValueError, TypeError, RecursionError, OverflowError):
            continue
        if entry.guid or entry.link or entry.title:
            entries.append(entry)
    hints = Hints(next_page=web(_text(top, "next_url"), home))
    return ParsedFeed(feed, tuple(entries), len(items) - len(kept), hints)


def _load(text: str) -> _Object:
    """The object; numbers too long for Python and NaN are read as text and nothing, so they spoil no feed."""
    try:
        top = json.loads(
            text.strip("\ufeff \t\r\n\0"), strict=False, parse_int=_number, parse_constant=_nothing
        )
    except json.JSONDecodeError as error:
        raise ParseError("not_understood", line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise ParseError("not_understood", line=1) from error
    if not isinstance(top, dict):
        raise ParseError("not_understood", line=1)
    return top


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= 18 else digits


def _nothing(_: str) -> None:
    return None


def _newest(items: list[_Object], limit: int) -> list[_Object]:
    if len(items) <= limit:
        return items
    dates = [read_date(_text(item, "date_published") or _text(item, "date_modified")) for item in items]
    stamps = [when.timestamp() if when else 0.0 for when in dates]
    best = sorted(range(len(items)), key=lambda i: (-stamps[i], i))[:limit]
    return [items[i] for i in sorted(best)]


def _entry(
    item: _Object, home: Home, feed: FeedData, fallback: tuple[Author, ...], now: datetime
) -> EntryData:
    raw_link = _text(item, "url") or _text(item, "external_url")
    link = web(raw_link, home)
    base = home.base if home.folder is not None else link or feed.link or home.base
    language = _language(item)
    html, plain, summary = _text(item, "content_html"), _text(item, "content_text"), _text(item, "summary")
    content = _content(html, "text/html", language, base) or _content(plain, "text/plain", language, base)
    short = _content(summary, "text/plain", language, base)
    guid = _id(item)
    files = _attachments(item, home, base)
    return EntryData(
        guid=guid,
        link=link
        or (web(guid, home) if guid.startswith(("http://", "https://")) else "")
        or next((file.url for file in files), ""),
        title=_title(item, short, content, link),
        authors=_authors(item) or fallback,
        published=_date(item, "date_published", now) or _date(item, "date_modified", now),
        updated=_date(item, "date_modified", now),
        summary=short,
        content=content,
        enclosures=tuple(file for file in files if not file.type.startswith("image/")),
        images=_images(item, files, home, base),
        tags=tuple(dict.fromkeys(tag for tag in map(_tag, _list(item, "tags")[:_MOST]) if not is_blank(tag)))[
            :50
        ],
        language=language or feed.language,
    )


def _content(value: str, kind: str, language: str, base: str) -> Content | None:
    value = body(value)
    return Content(value, kind, language, base) if not is_blank(value) else None


def _title(item: _Object, summary: Content | None, content: Content | None, link: str) -> str:
    """Plain text by the specification; an item without one opens with its text."""
    title = line(_text(item, "title"))
    if not is_blank(title):
        return title
    for found in (summary, content):
        if found and (said := opening(found.value, markup=found.type == "text/html")):
            return said
    return link


def _id(item: _Object) -> str:
    """A string by the specification; many send numbers."""
    value = item.get("id")
    if isinstance(value, str):
        return body(value).strip()[:_LONGEST_ID]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _authors(item: _Object) -> tuple[Author, ...]:
    """`authors` of 1.1, else `author` of 1.0; a bare name is taken too."""
    people = [*_list(item, "authors")[:_MOST]] or [item.get("author")]
    found = [_author(one) for one in people]
    return tuple(dict.fromkeys(author for author in found if author is not None))


def _author(one: object) -> Author | None:
    if isinstance(one, str):
        return person(one)
    return person(_text(one, "name"), url=_text(one, "url")) if isinstance(one, dict) else None


def _attachments(item: _Object, home: Home, base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for one in _list(item, "attachments")[:_MOST]:
        if isinstance(one, dict) and (url := picture(_text(one, "url"), home, base)):
            kind = line(_text(one, "mime_type"), limit=100).lower()
            length, duration = _whole(one, "size_in_bytes"), _whole(one, "duration_in_seconds")
            found.setdefault(url, Enclosure(url, kind, line(_text(one, "title")), length, duration))
    return tuple(found.values())


def _images(item: _Object, files: tuple[Enclosure, ...], home: Home, base: str) -> tuple[ImageRef, ...]:
    """The banner, the picture, attached pictures; captions and credits as `_caption` and `_credit` beside them, if any."""
    found: dict[str, ImageRef] = {}
    for key in ("image", "banner_image"):
        if url := picture(_text(item, key), home, base):
            found.setdefault(url, ImageRef(url))
    for file in files:
        if file.type.startswith("image/"):
            found[file.url] = ImageRef(file.url, caption=file.title)
    return tuple(found.values())[:_MOST]


def _date(item: _Object, key: str, now: datetime) -> datetime | None:
    when = read_date(_text(item, key))
    return when if when is not None and plausible(when, now) else None


def _language(item: _Object) -> str:
    return line(_text(item, "language"), limit=20).replace("_", "-")


def _tag(value: object) -> str:
    return line(value, limit=100)


def _text(item: _Object, key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _list(item: _Object, key: str) -> list[object]:
    value = item.get(key)
    return value if isinstance(value, list) else []


def _whole(item: _Object, key: str) -> int:
    value = item.get(key)
    return (
        int(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 2**53
        else 0
    )
