"""Articles as one EPUB 3 book: a chapter an article, a table of contents, the pictures that are here inside.

Source: https://www.w3.org/TR/epub-33/
"""

from __future__ import annotations

import io
import re
import zipfile
from base64 import standard_b64decode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from tui_reader.export.as_html import as_html, written
from tui_reader.export.letterhead import Letterhead
from tui_reader.model.document import Document

_MIMETYPE: Final = "application/epub+zip"
_CONTAINER: Final = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The only date in a zip entry: the same articles make the same bytes."""
_EMPTY_ELEMENT = re.compile(r"<(br|hr|img)((?: [^<>]*)?)>")
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""Characters XML has no way to write; the others of that kind are scrubbed on arrival."""


class Chapter(Struct, frozen=True):
    """An article to stand in a book."""

    document: Document
    head: Letterhead
    pictures: Mapping[str, str]
    """`data:` addresses of those that are here, by their own."""


def as_epub(chapters: Iterable[Chapter], title: str, language: str, now: datetime) -> bytes:
    """The book, its chapters in the order given."""
    book = Book()
    for chapter in chapters:
        book.add(chapter)
    return book.ended(title, language, now)


class Book:
    """A book being written: chapter by chapter, so that whoever has a screen can look at the keyboard in between."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._archive = zipfile.ZipFile(self._out, "w", zipfile.ZIP_DEFLATED)
        self._titles: list[str] = []
        self._pictures: dict[str, str] = {}
        """The name in the book of each picture, by its address."""
        self._put("mimetype", _MIMETYPE, zipfile.ZIP_STORED)  # first and as it is, says the standard
        self._put("META-INF/container.xml", _CONTAINER)

    def add(self, chapter: Chapter) -> None:
        """One more chapter."""
        for url, data in chapter.pictures.items():
            if url not in self._pictures:
                kind, _, body = data.removeprefix("data:image/").partition(";base64,")
                self._pictures[url] = name = f"picture-{len(self._pictures) + 1}.{kind}"
                self._put(name, standard_b64decode(body), zipfile.ZIP_STORED)
        head = chapter.head
        above = [
            f"<h1>{_text(head.title)}</h1>",
            *(f"<p>{_text(said)}</p>" for said in (head.origin,) if said),
        ]
        if head.link:
            above.append(f'<p><a href="{_text(written(head.link))}">{_text(head.link)}</a></p>')
        body = as_html(chapter.document, None, {url: self._pictures[url] for url in chapter.pictures})
        self._titles.append(head.title or head.link or str(len(self._titles) + 1))
        page = _page(self._titles[-1], head.language, "".join(above) + _xml(body))
        self._put(_name(len(self._titles)), page)

    def ended(self, title: str, language: str, now: datetime) -> bytes:
        """The whole of it; nothing can be added any more."""
        self._put("contents.xhtml", _page(title, language, f"<h1>{_text(title)}</h1>{self._contents}"))
        self._put("book.opf", self._package(title, language, now))
        self._archive.close()
        return self._out.getvalue()

    def _put(self, name: str, body: str | bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
        self._archive.writestr(zipfile.ZipInfo(name, _EPOCH), body, how)

    @property
    def _contents(self) -> str:
        """The table of contents."""
        lines = (
            f'<li><a href="{_name(number)}">{_text(title)}</a></li>'
            for number, title in enumerate(self._titles, 1)
        )
        return f'<nav epub:type="toc"><ol>{"".join(lines)}</ol></nav>'

    def _package(self, title: str, language: str, now: datetime) -> str:
        """What the book is and what is in it."""
        numbers = range(1, len(self._titles) + 1)
        items = "".join(
            f'<item id="a{number}" href="{_name(number)}" media-type="application/xhtml+xml"/>'
            for number in numbers
        ) + "".join(
            f'<item id="p{number}" href="{name}" media-type="image/{name.rpartition(".")[2]}"/>'
            for number, name in enumerate(self._pictures.values(), 1)
        )
        identity = uuid5(NAMESPACE_URL, "\n".join((title, *self._titles)))
        return (
            '<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
            ' unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier><dc:title>{_text(title)}</dc:title>'
            f"<dc:language>{_text(language or 'und')}</dc:language>"
            f'<meta property="dcterms:modified">{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</meta></metadata><manifest>'
            '<item id="contents" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            f'{items}</manifest><spine><itemref idref="contents"/>'
            + "".join(f'<itemref idref="a{number}"/>' for number in numbers)
            + "</spine></package>"
        )


def _name(number: int) -> str:
    return f"article-{number}.xhtml"


def _text(text: str) -> str:
    return escape(text.translate(_NOT_XML))


def _xml(markup: str) -> str:
    """Our HTML as XML: in it what has no end is closed, all else is already."""
    closed = _EMPTY_ELEMENT.sub(r"<\1\2/>", markup.translate(_NOT_XML))
    return closed.replace(' loading="lazy"', "")


def _page(title: str, language: str, body: str) -> str:
    said = f' lang="{_text(language)}" xml:lang="{_text(language)}"' if language else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops"{said}><head><title>{_text(title) or "–"}</title></head>'
        f"<body>{body}</body></html>"
    )
