"""Exported articles say all the article says, in each form, and can be read back."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from tests.export.elements import Elements
from tui_reader.content.convert import convert
from tui_reader.content.figures_and_links import figures
from tui_reader.export import Letterhead, as_html, as_json, as_markdown, as_text
from tui_reader.model.document import (
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
    Table,
    plain,
)
from tui_reader.model.entry import Content

HEAD = Letterhead(
    "Cầu <mới> *mở* cửa",
    "Báo & Tin",
    "Thứ Năm, 25/07/2019 - 02:22",
    "https://news.example/a?b=1&c=2",
    ("An", "Bình"),
    "vi",
)
LINK = "https://a.example/x"
DOCUMENT = Document(
    (
        Paragraph((Span("Lead of the article."),), lead=True),
        Paragraph(
            (
                Span("Plain, "),
                Span("bold", Mark.BOLD),
                Span(" and "),
                Span("both", Mark.BOLD | Mark.ITALIC),
                Span(", "),
                Span("code`tick", Mark.CODE),
                Span(", a "),
                Span("link", Mark.NONE, LINK),
                Span(",\nnext line H"),
                Span("2", Mark.SUB),
                Span("O "),
                Span("gone", Mark.STRIKE),
                Span(" & 1 < 2 [/x] *not* _it_."),
            )
        ),
        Heading(2, (Span("A part"),)),
        Figure(
            ImageRef("https://i.example/1.jpg", "", width=640, height=480), (Span("The bridge."),), "TTXVN"
        ),
        Figure(ImageRef("https://i.example/2.jpg", "Only alt")),
        Quote((Paragraph((Span("To be."),)), Paragraph((Span("Or not."),))), "Hamlet"),
        Code("def f(x):\n    return x < 1  # ```", "python"),
        Listing(
            (
                (Paragraph((Span("one"),)),),
                (Paragraph((Span("two"),)), Listing(((Paragraph((Span("in"),)),),))),
            ),
            True,
            3,
        ),
        Table(
            (
                (Cell((Span("Country"),), True), Cell((Span("Gold"),), True, align="right")),
                (Cell((Span("Việt Nam"),)), Cell((Span("1"),), align="right")),
            ),
            (Span("Medals"),),
        ),
        Rule(),
        Paragraph((Span("Last words."),)),
    ),
    (("Read on", "https://r.example/"),),
)
WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=8).filter(
    lambda t: plain((Span(t),)) == t
)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def test_html_read_back_is_the_same_article() -> None:
    assert convert(Content(as_html(DOCUMENT))).document == DOCUMENT


def test_a_page_has_its_letterhead_and_no_script_or_sheet_from_elsewhere() -> None:
    page = as_html(DOCUMENT, HEAD)
    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert '<h1><a href="https://news.example/a?b=1&amp;c=2">Cầu &lt;mới&gt; *mở* cửa</a></h1>' in page
    assert "Báo &amp; Tin · An, Bình · Thứ Năm, 25/07/2019 - 02:22" in page
    seen: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: seen.append(tag)  # type: ignore[method-assign]
    parser.feed(page)
    assert not {"script", "link", "iframe", "object", "base"} & set(seen)


def test_markdown_read_back_is_the_same_article_but_for_what_markdown_cannot_say() -> None:
    read = convert(Content(as_markdown(DOCUMENT), "text/markdown")).document
    lead, *rest = DOCUMENT.blocks
    assert isinstance(lead, Paragraph)
    said = [replace(lead, lead=False), *rest]
    for block in said:
        if not isinstance(block, Figure | Table):
            assert block in read.blocks
    assert [figure.image and figure.image.url for figure in figures(read)] == [
        f"https://i.example/{n}.jpg" for n in (1, 2)
    ]
    assert "The bridge. (TTXVN)" in as_markdown(DOCUMENT)


def test_markdown_starts_with_title_origin_and_link() -> None:
    text = as_markdown(Document((Paragraph((Span("1. not a list"),)),)), HEAD)
    assert text.split("\n\n") == [
        "# Cầu \\<mới\\> \\*mở\\* cửa",
        "Báo & Tin · An, Bình · Thứ Năm, 25/07/2019 - 02:22",
        "<https://news.example/a?b=1&c=2>",
        "1\\. not a list\n",
    ]


@settings(max_examples=300, deadline=None)
@given(LINES, st.sampled_from([Mark.NONE, Mark.BOLD, Mark.CODE, Mark.ITALIC, Mark.SUB, Mark.HIGHLIGHT]))
def test_no_sign_is_lost_or_understood_on_the_way_through_html_and_markdown(text: str, mark: Mark) -> None:
    clean = convert(Content(f"start {text}", "text/plain")).body.removeprefix("start ")
    if not clean.strip():
        return
    document = Document((Paragraph((Span("a "), Span(clean, mark), Span(" b"))),))
    wanted = f"a {clean} b"
    assert convert(Content(as_html(document))).body.split() == wanted.split()
    assert convert(Content(as_markdown(document), "text/markdown")).body.split() == wanted.split()


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_a_paragraph_that_looks_like_markdown_stays_a_paragraph(text: str) -> None:
    clean = convert(Content(text, "text/plain")).body
    if not clean.strip():
        return
    read = convert(Content(as_markdown(Document((Paragraph((Span(clean),)),))), "text/markdown"))
    assert [type(block) for block in read.document.blocks] == [Paragraph]
    assert read.body.split() == clean.split()


def test_text_says_everything_with_links_at_the_end() -> None:
    text = as_text(DOCUMENT, HEAD)
    assert text.startswith(
        "Cầu <mới> *mở* cửa\nBáo & Tin · An, Bình · Thứ Năm, 25/07/2019 - 02:22\n\nhttps://news.example/a?b=1&c=2\n\nLead"
    )
    for part in (
        "code`tick, a link [1],\nnext line H2O gone",
        "[The bridge. — TTXVN]",
        "[Only alt]",
        "> To be.\n>\n> Or not.\n> — Hamlet",
        "    def f(x):\n        return x < 1",
        "3. one\n4. two\n\n   • in",
        "Medals\nCountry   Gold\nViệt Nam  1",
        "* * *",
        "• Read on <https://r.example/>",
        f"[1] {LINK}\n",
    ):
        assert part in text


@pytest.mark.parametrize("width", [28, 33, 80])
def test_wrapped_text_keeps_every_word_and_its_width(width: int) -> None:
    words = (
        "Bộ trưởng phát biểu 新闻阅读器在终端中运行得很好而且非常快速 supercalifragilisticexpialidocious end"
    )
    prose = Paragraph((Span(words),))
    text = as_text(Document((prose, Quote((Listing(((prose,),)),)))), width=width)
    assert max(map(cell_len, text.split("\n"))) <= width
    bare = "".join(text.replace(">", "").replace("•", "").split())
    assert bare == 2 * "".join(words.split())


def test_json_takes_every_kind_of_block() -> None:
    document = replace(DOCUMENT, blocks=(*DOCUMENT.blocks, Embed("video", "https://v.example/", "Film")))
    record = json.loads(json.dumps(as_json(document, HEAD)))
    assert record["title"] == HEAD.title
    assert record["authors"] == ["An", "Bình"]
    assert [block["type"] for block in record["blocks"]] == [
        *(
            "paragraph",
            "paragraph",
            "heading",
            "figure",
            "figure",
            "quote",
            "code",
            "listing",
            "table",
            "rule",
        ),
        *("paragraph", "embed"),
    ]
    assert record["blocks"][1]["spans"][3] == {"text": "both", "marks": ["bold", "italic"]}
    assert record["blocks"][3]["credit"] == "TTXVN"
    assert record["related"] == [{"title": "Read on", "url": "https://r.example/"}]


def test_an_empty_article_is_just_its_letterhead() -> None:
    assert as_text(Document(), Letterhead("T")) == "T\n"
    assert as_markdown(Document(), Letterhead("T")) == "# T\n"
    assert as_html(Document()) == ""


def test_pictures_that_are_here_stand_in_the_page_and_it_asks_for_no_others() -> None:
    shown = (
        Figure(ImageRef("https://a.example/1.jpg", "Cầu", "", "", 1200, 800)),
        Figure(ImageRef("https://a.example/2.jpg", "Phà")),
    )
    page = as_html(Document(shown), HEAD, {"https://a.example/1.jpg": "data:image/jpeg;base64,AAAA"})
    elements = Elements()
    elements.feed(page)
    assert [value for _, name, value in elements.found if name == "src"] == ["data:image/jpeg;base64,AAAA"]
    assert '<a href="https://a.example/2.jpg">Phà</a>' in page
    assert 'width="1200" height="800"' in page
