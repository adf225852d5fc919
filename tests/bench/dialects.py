"""Writes the generated entries as RSS 2.0, Atom, RDF (RSS 1.0) or JSON Feed, each as such feeds are really written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

Writer = Callable[["Outline", Sequence["Item"]], bytes]


@dataclass(frozen=True, slots=True)
class Outline:
    """What is said of the feed as a whole."""

    title: str
    link: str
    language: str
    built: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One entry; ``body`` and ``summary`` are HTML."""

    id: str
    link: str
    title: str
    author: str
    when: datetime
    tags: tuple[str, ...]
    summary: str
    body: str
    picture: str
    caption: str
    credit: str


def rss(outline: Outline, items: Sequence[Item]) -> bytes:
    """RSS 2.0 with content:encoded, Dublin Core and Media RSS."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">\n'
        f"<channel><title>{escape(outline.title)}</title><link>{outline.link}/</link>"
        f'<atom:link href="{outline.link}/rss.xml" rel="self" type="application/rss+xml"/>'
        f"<description>{escape(outline.title)}</description><language>{outline.language}</language>"
        f"<lastBuildDate>{format_datetime(outline.built)}</lastBuildDate><ttl>60</ttl>"
    )
    return (head + "".join(map(_rss_item, items)) + "</channel></rss>\n").encode()


def _rss_item(item: Item) -> str:
    tags = "".join(f"<category>{escape(tag)}</category>" for tag in item.tags)
    return (
        f'\n<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link><guid isPermaLink="false">{item.id}</guid>'
        f"<pubDate>{format_datetime(item.when)}</pubDate><dc:creator><![CDATA[{item.author}]]></dc:creator>{tags}"
        f"<comments>{escape(item.link)}#comments</comments><slash:comments>{len(item.body) % 40}</slash:comments>"
        f"<description>{escape(item.summary)}</description><content:encoded><![CDATA[{item.body}]]></content:encoded>"
        f'<media:content url="{item.picture}" medium="image" width="1200" height="675"><media:description>'
        f"{item.caption}</media:description><media:credit>{item.credit}</media:credit></media:content></item>"
    )


def atom(outline: Outline, items: Sequence[Item]) -> bytes:
    """Atom 1.0 with bodies of type html."""
    head = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outline.language}">'
        f'<title>{escape(outline.title)}</title><id>{outline.link}/</id><link href="{outline.link}/"/>'
        f'<link rel="self" href="{outline.link}/atom.xml"/><updated>{outline.built.isoformat()}</updated>'
    )
    return (head + "".join(map(_atom_entry, items)) + "</feed>\n").encode()


def _atom_entry(item: Item) -> str:
    tags = "".join(f'<category term="{escape(tag)}"/>' for tag in item.tags)
    return (
        f'\n<entry><id>{item.id}</id><title type="html">{escape(escape(item.title))}</title>'
        f'<link rel="alternate" type="text/html" href="{escape(item.link)}"/><published>{item.when.isoformat()}</published>'
        f"<updated>{item.when.isoformat()}</updated><author><name>{escape(item.author)}</name></author>{tags}"
        f'<summary type="html">{escape(item.summary)}</summary><content type="html">{escape(item.body)}</content></entry>'
    )


def rdf(outline: Outline, items: Sequence[Item]) -> bytes:
    """RSS 1.0 with Dublin Core and content:encoded."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f'<channel rdf:about="{outline.link}/"><title>{escape(outline.title)}</title><link>{outline.link}/</link>'
        f"<description>{escape(outline.title)}</description><dc:language>{outline.language}</dc:language>"
        f"<dc:date>{outline.built.isoformat()}</dc:date><items><rdf:Seq>"
        + "".join(f'<rdf:li rdf:resource="{item.id}"/>' for item in items)
        + "</rdf:Seq></items></channel>"
    )
    return (head + "".join(map(_rdf_item, items)) + "</rdf:RDF>\n").encode()


def _rdf_item(item: Item) -> str:
    subjects = "".join(f"<dc:subject>{escape(tag)}</dc:subject>" for tag in item.tags)
    return (
        f'\n<item rdf:about="{item.id}"><title>{escape(item.title)}</title><link>{escape(item.link)}</link>'
        f"<description>{escape(item.summary)}</description><dc:creator>{escape(item.author)}</dc:creator>"
        f"<dc:date>{item.when.isoformat()}</dc:date>{subjects}"
        f"<content:encoded><![CDATA[{item.body}]]></content:encoded></item>"
    )


def json_feed(outline: Outline, items: Sequence[Item]) -> bytes:
    """JSON Feed 1.1; the build date is an extension, as the format has none."""
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outline.title,
        "home_page_url": f"{outline.link}/",
        "feed_url": f"{outline.link}/feed.json",
        "language": outline.language,
        "_built": {"at": outline.built.isoformat()},
        "items": [
            {
                "id": item.id,
                "url": item.link,
                "title": item.title,
                "content_html": item.body,
                "summary": item.summary,
                "image": item.picture,
                "date_published": item.when.isoformat(),
                "authors": [{"name": item.author}],
                "tags": list(item.tags),
            }
            for item in items
        ],
    }
    return json.dumps(made, ensure_ascii=False).encode()


WRITERS: Mapping[str, Writer] = {"rss": rss, "atom": atom, "rdf": rdf, "json": json_feed}
