"""A book of articles: well-formed, complete, with its pictures inside and nothing fetched from elsewhere."""

from __future__ import annotations

import io
import zipfile
from base64 import standard_b64encode
from datetime import UTC, datetime
from xml.etree import ElementTree

from tui_reader.export import Chapter, Letterhead, as_epub
from tui_reader.model.document import (
    Code,
    Document,
    Figure,
    Heading,
    ImageRef,
    Paragraph,
    Rule,
    Span,
)

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
SEEN = "https://news.example/a.png?x=1&y=2"
DATA = "data:image/png;base64," + standard_b64encode(b"\x89PNG body").decode()
HTML = "{http://www.w3.org/1999/xhtml}"


def chapter(title: str, *blocks: object) -> Chapter:
    head = Letterhead(title, "Báo", "20/11/2026", "https://news.example/?a=1&b=2", ("An",), "vi")
    return Chapter(Document(blocks), head, {SEEN: DATA})  # type: ignore[arg-type]  # blocks of any kind


def book(*chapters: Chapter) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(as_epub(chapters, "Bài & đọc", "vi", NOW)))


FIGURE = Figure(ImageRef(SEEN, alt='một "ảnh" <nhỏ>'), (Span("Chú thích"),), "TTXVN")
ALL = chapter(
    "Cầu <mới>",
    Heading(2, (Span("Mở đầu"),)),
    Paragraph((Span("dòng\nhai <b> & \ufffe"), Span("nơi khác", href="https://x.example/?a&b"))),
    FIGURE,
    Figure(ImageRef("https://news.example/not-here.png"), (), ""),
    Rule(),
    Code("if a < b:\n  <br>", "python"),
)


def test_the_first_entry_says_plainly_what_the_file_is() -> None:
    first = book(ALL).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book(ALL).read(first) == b"application/epub+zip"


def test_every_page_is_well_formed_and_in_the_package() -> None:
    made = book(ALL, chapter("Hai", FIGURE))
    package = ElementTree.fromstring(made.read("book.opf"))
    listed = {item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
    names = {
        name for name in made.namelist() if name not in ("mimetype", "META-INF/container.xml", "book.opf")
    }
    assert listed == names == {"contents.xhtml", "article-1.xhtml", "article-2.xhtml", "picture-1.png"}
    for name in names:
        if name.endswith(".xhtml"):
            ElementTree.fromstring(made.read(name))
    links = [one.get("href") for one in ElementTree.fromstring(made.read("contents.xhtml")).iter(f"{HTML}a")]
    assert links == ["article-1.xhtml", "article-2.xhtml"]


def test_an_article_says_all_it_says_and_shows_the_pictures_that_are_here() -> None:
    made = book(ALL)
    page = ElementTree.fromstring(made.read("article-1.xhtml"))
    text = "".join(page.itertext())
    for said in (
        "Cầu <mới>",
        "Báo · An · 20/11/2026",
        "Mở đầu",
        "hai <b> & ",
        "Chú thích",
        "TTXVN",
        "  <br>",
    ):
        assert said in text
    [image] = page.iter(f"{HTML}img")
    assert (image.get("src"), image.get("alt")) == ("picture-1.png", 'một "ảnh" <nhỏ>')
    assert made.read("picture-1.png") == b"\x89PNG body"


def test_the_same_articles_make_the_same_book() -> None:
    assert as_epub([ALL], "Bài", "vi", NOW) == as_epub([ALL], "Bài", "vi", NOW)


def test_addresses_are_written_as_a_book_must_write_them() -> None:
    odd = "https://news.example/a b/[c]?d=%zz%20|<e>"
    made = chapter("Một", Paragraph((Span("đây", href=odd),)))
    page = book(made).read("article-1.xhtml").decode()
    assert 'href="https://news.example/a%20b/%5Bc%5D?d=%25zz%20%7C%3Ce%3E"' in page
    host = chapter("Hai", Paragraph((Span("đây", href="https://[::1]/x"),)))
    assert 'href="https://[::1]/x"' in book(host).read("article-1.xhtml").decode()
