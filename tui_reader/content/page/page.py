"""The door of the room: a page's text in, the article's HTML and what the page says of it out."""

from __future__ import annotations

import re
from html import escape

from msgspec import Struct, field

from tui_reader.content.page.article import Said, cut_out
from tui_reader.content.page.head import Head, read_head
from tui_reader.content.page.judge import article_texts
from tui_reader.content.page.related import related_of
from tui_reader.content.page.talk import Talk, talk_of
from tui_reader.content.page.tree import LONGEST_PAGE, tree_of
from tui_reader.model import urls
from tui_reader.model.document import ImageRef
from tui_reader.model.scrub import scrub_line

_SHORTEST = 200
"""Characters of text below which the page's own record of the article is asked for more."""
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "date",
    "dc.date",
    "dcterms.created",
    "its_publication",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_TITLE_TAIL = re.compile(r"\s[-–—|»·]\s[^-–—|»·]{2,60}$")


class Page(Struct, frozen=True):
    """A page understood. ``html`` is the article alone; dates are as written; addresses are absolute."""

    html: str
    base: str
    title: str = ""
    lead: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    language: str = ""
    canonical: str = ""
    is_article: bool = False
    """Whether the page calls itself an article."""
    image: ImageRef | None = None
    """The picture it is shared with."""
    talk: Talk = field(default=Talk())


def read_page(html: str, address: str) -> Page:
    """Find the article in a page that was retrieved from ``address``."""
    html = html[:LONGEST_PAGE]
    head = read_head(html)
    base = _web(head.base, address) or address
    article = _article(html, head, base)
    return Page(
        html=article,
        base=base,
        title=_title(head),
        lead=_lead(head),
        authors=_authors(head),
        published=head.text("datePublished") or head.said(*_PUBLISHED),
        updated=head.text("dateModified") or head.said(*_UPDATED),
        language=scrub_line(head.language or head.said("og:locale"), 20).replace("_", "-"),
        canonical=_canonical(head, base, address),
        is_article=head.said("og:type").lower() == "article" or bool(head.article),
        image=_image(head, base),
        talk=talk_of(html, head, base),
    )


def read_page_talk(html: str, address: str) -> Talk:
    """Only where the page's discussion is."""
    html = html[:LONGEST_PAGE]
    head = read_head(html)
    return talk_of(html, head, _web(head.base, address) or address)


def _article(html: str, head: Head, base: str) -> str:
    body = tree_of(html)
    found = ""
    related: str = ""
    if body is not None:
        texts = article_texts(body)
        found, weights = cut_out(body, texts, Said(_title(head), _lead(head)))
        related = related_of(body, weights, base)
    if len(re.sub(r"<[^<>]*>", "", found)) < _SHORTEST:
        told = head.text("articleBody")
        if len(told) > _SHORTEST and "<" not in told:
            found = "".join(
                f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n|\r\n", told) if part.strip()
            )
    return found + related if found else ""


def _title(head: Head) -> str:
    shared = head.said("og:title", "twitter:title") or head.text("headline")
    return scrub_line(shared or _TITLE_TAIL.sub("", head.title.strip()))


def _lead(head: Head) -> str:
    return scrub_line(head.said("og:description", "description", "twitter:description"), 2000)


def _authors(head: Head) -> tuple[str, ...]:
    said = head.article.get("author")
    names: list[str] = []
    for one in said if isinstance(said, list) else [said]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            names.append(name)
    names = names or [head.said("author", "article:author", "dc.creator")]
    cleaned = (scrub_line(name, 120) for name in names[:10])
    return tuple(dict.fromkeys(name for name in cleaned if name and not urls.is_web(name)))


def _canonical(head: Head, base: str, address: str) -> str:
    """The page's own word for its address, where that lies on the same host: a careless template names its home page."""
    found = _web(head.link("canonical") or head.said("og:url"), base)
    same = urls.host(found).removeprefix("www.") == urls.host(address).removeprefix("www.")
    return found if same and found.rstrip("/").count("/") > 2 else address


def _image(head: Head, base: str) -> ImageRef | None:
    url = _web(head.said("og:image", "og:image:url", "twitter:image"), base)
    return ImageRef(url, scrub_line(head.said("og:image:alt"), 1000)) if url else None


def _web(url: str, base: str) -> str:
    found = urls.clean(url, base) if url else ""
    return found if urls.is_web(found) else ""
