"""An article as HTML that needs nothing else: no script, no sheet from elsewhere, the pictures in it where they are here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from tui_reader.export.letterhead import Letterhead
from tui_reader.model.document import (
    Block,
    Cell,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
)
from tui_reader.model.urls import is_web, leads_out

_ELEMENTS = {
    Mark.CODE: "code",
    Mark.BOLD: "strong",
    Mark.ITALIC: "em",
    Mark.STRIKE: "del",
    Mark.UNDERLINE: "ins",
    Mark.SUPER: "sup",
    Mark.SUB: "sub",
    Mark.HIGHLIGHT: "mark",
}
_UNWRITABLE = re.compile(r'[\x00-\x20"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')
_LEAD = ' class="lead"'
_SHEET = (
    "body{max-width:38em;margin:2em auto;padding:0 1em;font:1.1em/1.6 serif;color-scheme:light dark}"
    "img{max-width:100%;height:auto}figure{margin:1.5em 0}figcaption,.origin{font-size:.85em;opacity:.8}"
    "pre{overflow-x:auto}table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .5em}.lead{font-weight:bold}"
)


def as_html(
    document: Document, head: Letterhead | None = None, pictures: Mapping[str, str] | None = None
) -> str:
    """A whole page under its letterhead, or only the article's markup where there is none.

    ``pictures``: `data:` addresses of those that are here, by their own; of the others only the address is told then,
    so that the page asks for nothing. Without it pictures stand by their addresses.
    """
    body = "\n".join(_Writer(pictures).block(block) for block in document.blocks)
    if document.related:
        items = "".join(
            f"<li>{_anchor(url, escape(title)) if url else escape(title)}</li>"
            for title, url in document.related
        )
        body += f'\n<ul class="related">{items}</ul>'
    return body if head is None else _page(head, body)


def as_html_pages(
    articles: Sequence[tuple[Document, Letterhead, Mapping[str, str]]], title: str, language: str
) -> str:
    """Many articles as one page, a list of them above; the pictures that are here in it."""
    listed = "".join(
        f'<li><a href="#article-{number}">{escape(head.title or head.link)}</a></li>'
        for number, (_, head, _) in enumerate(articles, 1)
    )
    bodies = (
        f'<article id="article-{number}"{_lang(head.language)}>\n{_above(head)}\n{as_html(document, None, pictures)}\n'
        "</article>"
        for number, (document, head, pictures) in enumerate(articles, 1)
    )
    above = f"<h1>{escape(title)}</h1>\n<nav><ol>{listed}</ol></nav>"
    return _whole(title, language, "\n".join((above, *bodies)))


def _page(head: Letterhead, body: str) -> str:
    return _whole(head.title, head.language, "\n".join(filter(None, (_above(head), body))))


def _above(head: Letterhead) -> str:
    """Title and origin."""
    title = escape(head.title)
    above = [f"<h1>{_anchor(head.link, title) if head.link else title}</h1>"] if title else []
    if head.origin:
        above.append(f'<p class="origin">{escape(head.origin)}</p>')
    if head.link:
        above.append(f'<p class="origin">{_anchor(head.link, escape(head.link))}</p>')
    return "\n".join(above)


def _lang(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _whole(title: str, language: str, body: str) -> str:
    return "\n".join(
        (
            f'<!DOCTYPE html>\n<html{_lang(language)}>\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{escape(title)}</title>\n<style>{_SHEET}</style>\n</head>\n<body>",
            body,
            "</body>\n</html>",
        )
    )


class _Writer:
    """Writes blocks; knows which pictures stand in the page itself."""

    def __init__(self, pictures: Mapping[str, str] | None) -> None:
        self._pictures = pictures

    def _blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        match block:
            case Paragraph(spans, lead):
                return f"<p{_LEAD if lead else ''}>{_spans(spans)}</p>"
            case Heading(level, spans):
                return f"<h{level}>{_spans(spans)}</h{level}>"
            case Figure():
                return self._figure(block)
            case Quote(blocks, cite):
                source = f"<footer>{escape(cite)}</footer>" if cite else ""
                return f"<blockquote>{self._blocks(blocks)}{source}</blockquote>"
            case Code(text, language):
                named = f' class="language-{escape(language)}"' if language else ""
                return f"<pre><code{named}>\n{escape(text)}</code></pre>"
            case Listing(items, ordered, start):
                inner = "".join(f"<li>{self._blocks(item)}</li>" for item in items)
                first = f' start="{start}"' if ordered and start != 1 else ""
                return f"<ol{first}>{inner}</ol>" if ordered else f"<ul>{inner}</ul>"
            case Table(rows, caption):
                above = f"<caption>{_spans(caption)}</caption>" if caption else ""
                lines = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
                return f"<table>{above}{lines}</table>"
            case Embed(_, url, title):
                return f"<p>{_anchor(url, escape(title or url))}</p>"
            case Rule():
                return "<hr>"

    def _figure(self, figure: Figure) -> str:
        shown = self._picture(figure.image) if figure.image else ""
        credit = f'<span class="credit">{escape(figure.credit)}</span>' if figure.credit else ""
        words = " ".join(filter(None, (_spans(figure.caption), credit)))
        return f"<figure>{shown}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"

    def _picture(self, image: ImageRef) -> str:
        source = image.url if self._pictures is None else self._pictures.get(image.url, "")
        if not source or (self._pictures is None and not is_web(source)):
            return f"<p>{_anchor(image.url, escape(image.alt or image.url))}</p>"
        size = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
        return f'<img src="{escape(source)}" alt="{escape(image.alt)}"{size} loading="lazy">'


def _cell(cell: Cell) -> str:
    name = "th" if cell.header else "td"
    spanned = f' colspan="{cell.columns}"' if cell.columns != 1 else ""
    spanned += f' rowspan="{cell.rows}"' if cell.rows != 1 else ""
    aligned = f' style="text-align:{cell.align}"' if cell.align in ("left", "center", "right") else ""
    return f"<{name}{spanned}{aligned}>{_spans(cell.spans)}</{name}>"


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br>\n")
    for mark, name in _ELEMENTS.items():
        if mark in span.mark:
            text = f"<{name}>{text}</{name}>"
    return _anchor(span.href, text)


def _anchor(url: str, inner: str) -> str:
    """A link where it leads out and nowhere else; else what it says."""
    return f'<a href="{escape(written(url))}">{inner}</a>' if leads_out(url) else inner


def written(url: str) -> str:
    """The address as a page must write it: feeds leave in it what none may hold (RFC 3986, appendix A)."""
    whose, slash, rest = url.partition("://")
    host, after, path = rest.partition("/") if slash else ("", "", "")
    return (
        f"{whose}://{host}{after}{_UNWRITABLE.sub(_percent, path)}"
        if slash
        else _UNWRITABLE.sub(_percent, url)
    )


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
