"""A web page's bytes made an article, in a worker: as the whole text of an entry, or as an entry of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tui_reader.content.convert import convert
from tui_reader.content.document import CONVERTER_VERSION
from tui_reader.content.page import Page, read_page, read_page_talk
from tui_reader.model.document import Converted, ImageRef
from tui_reader.model.entry import Author, CommentsRef, Content, EntryData, ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import FeedData
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import host
from tui_reader.sources.dates import read_date
from tui_reader.sources.encoding import decode
from tui_reader.sources.kind import sniff

_FEWEST_WORDS = 25
"""Words below which a page has no article: a notice, a wall, a player."""


def read_article_page(retrieved: Retrieved, data: EntryData) -> tuple[Page, Converted, int]:
    """The page of an entry. Raises ParseError: ``no_article``, ``unsupported_kind``, ``empty_body``."""
    page = _page(retrieved)
    beside = data.images or ((page.image,) if page.image is not None else ())
    made = _of_entry(_content(page), data.title or page.title, _lead(data) or page.lead, beside)
    if made.words < _FEWEST_WORDS:
        raise ParseError("no_article")
    return page, made, CONVERTER_VERSION


def read_again(data: EntryData) -> Converted:
    """The document of an entry whose content is the text its page was found to have."""
    content = data.content or Content("")
    return _of_entry(content, data.title, _lead(data), data.images)


def read_saved_page(retrieved: Retrieved) -> tuple[ParsedFeed, bool]:
    """A page as a feed of one entry, known by its canonical address; and whether it calls itself an article."""
    page = _page(retrieved)
    made = _converted(page, page.title, page.lead)
    if made.words < _FEWEST_WORDS:
        raise ParseError("no_article")
    images = (page.image,) if page.image is not None and not made.images else ()
    entry = EntryData(
        guid=page.canonical,
        link=page.canonical,
        title=page.title or scrub_line(made.excerpt, 120) or host(page.canonical),
        authors=tuple(Author(name) for name in page.authors),
        published=read_date(page.published),
        updated=read_date(page.updated),
        summary=Content(page.lead, "text/plain", page.language, page.base) if page.lead else None,
        content=_content(page),
        images=images,
        comments=CommentsRef("", page.talk.feed, page.talk.count, page.talk.hints),
        language=page.language,
    )
    return ParsedFeed(FeedData(), (entry,)), page.is_article


def read_talk(retrieved: Retrieved) -> CommentsRef:
    """Where a page says its readers' comments are; what the article is, is not looked for. Raises ParseError."""
    if sniff(retrieved.body, retrieved.headers, retrieved.location) != "html":
        raise ParseError("no_article")
    talk = read_page_talk(decode(retrieved.body, retrieved.headers), retrieved.location)
    return CommentsRef("", talk.feed, talk.count, talk.hints)


def _lead(data: EntryData) -> str:
    return data.summary.value if data.summary is not None and "<" not in data.summary.value else ""


def _of_entry(content: Content, title: str, lead: str, beside: Sequence[ImageRef]) -> Converted:
    """The article with the pictures beside it only where it has none of its own."""
    made = convert(content, title=title, lead=lead)
    if beside and not made.images:
        made = convert(content, images=beside, title=title, lead=lead)
    return made


def _page(retrieved: Retrieved) -> Page:
    if not retrieved.body.strip():
        raise ParseError("empty_body")
    kind = sniff(retrieved.body, retrieved.headers, retrieved.location)
    if kind not in ("html", "text", "markdown"):
        name = retrieved.location.rpartition("/")[2] or host(retrieved.location)
        raise ParseError("unsupported_kind", name=scrub_line(name, 200))
    text = decode(retrieved.body, retrieved.headers)
    if kind != "html":
        text = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    return read_page(text, retrieved.location)


def _content(page: Page) -> Content:
    return Content(page.html, "text/html", page.language, page.base)


def _converted(page: Page, title: str, lead: str) -> Converted:
    return convert(_content(page), title=title, lead=lead)
