"""Pages made to hang or to break who reads them: what of them is text is still found (the deadline is the worker's)."""

from __future__ import annotations

import pytest

from tui_reader.content.convert import convert
from tui_reader.content.page import read_page
from tui_reader.model.document import Converted
from tui_reader.model.entry import Content
from tui_reader.model.scrub import scrub

_SENTENCE = "The ferry left at nine, came back at noon with the post, and nobody on the quay had noticed it was gone. "
TEXT = f"<p>{_SENTENCE * 3}</p>" * 4

PAGES = {
    "100,000 elements inside each other": "<body>" + "<div>" * 100_000 + TEXT,
    "100,000 elements in a row": f"<body>{TEXT}" + "<b>x</b>" * 100_000,
    "18 MB": "<body>" + TEXT * 14_000,
    "an attribute of 20 MB": f"<body>{TEXT}<p class='" + "a" * 20_000_000 + "'>",
    "100,000 attributes": f"<body>{TEXT}<p " + " ".join(f"a{n}=x" for n in range(100_000)) + ">",
    "100,000 tables inside each other": "<body>" + "<table><tr><td>" * 33_000 + TEXT,
    "meta tags whose quotes never end": "<meta name=a content='" * 50_000 + TEXT,
    "scripts that never end": f"<body>{TEXT}" + "<script type=application/ld+json>" * 50_000,
    "a record 200,000 deep": "<script type='application/ld+json'>" + "[" * 200_000 + "</script>" + TEXT,
    "names of 300 parts": f"<body>{TEXT}" + ("<div class='" + "a-" * 150 + "'>x</div>") * 5_000,
}


def read(html: str) -> Converted:
    found = read_page(html, "https://a.example/x")
    return convert(Content(found.html, base=found.base), title=found.title, lead=found.lead)


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_the_text_of_a_hostile_page_is_found(html: str) -> None:
    assert "nobody on the quay had noticed" in read(html).body


@pytest.mark.parametrize(
    "html", ["", "<", "\x00\x00", "<html>", "<body></body>", "<frameset><frame src=a>", "]]>"]
)
def test_a_page_without_a_word_has_no_article(html: str) -> None:
    assert read_page(html, "https://a.example/x").html == ""


def test_nothing_a_page_says_of_itself_carries_control_characters() -> None:
    bad = "a\x1b]52;c;x\x07b\u202ec&#27;[31m\x9b"
    html = (
        f"<html lang='{bad}'><title>{bad}</title><meta name=author content='{bad}'>"
        f"<meta property='og:description' content='{bad}'><meta property='og:image:alt' content='{bad}'>"
        f"<meta property='og:image' content='https://a.example/{bad}.png'>{TEXT}"
    )
    found = read_page(html, "https://a.example/x")
    said = [found.title, found.lead, found.language, *found.authors, found.canonical]
    said += [found.image.url, found.image.alt] if found.image else []
    assert found.image is not None
    assert [text for text in said if scrub(text) != text] == []


def test_addresses_of_no_web_page_are_not_taken_from_a_page() -> None:
    html = (
        "<base href='javascript:alert(1)'><link rel=canonical href='file:///etc/passwd'>"
        "<meta property='og:image' content='data:image/png;base64,x'>"
        "<link rel='https://api.w.org/' href='file:///wp-json/'><body class=postid-4>"
        f"<div data-isso='javascript:x'></div>{TEXT}"
    )
    found = read_page(html, "https://a.example/x/y")
    assert (found.base, found.canonical, found.image) == (
        "https://a.example/x/y",
        "https://a.example/x/y",
        None,
    )
    assert found.talk.hints == ()


def test_a_page_whose_text_stands_only_in_its_record_is_read_from_there() -> None:
    body = "First paragraph of the story. " * 8 + "\\n\\n" + "Second paragraph of it. " * 8
    html = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "T", "articleBody": "'
        + body
        + '"}</script><body><div id=app>Please enable JavaScript.</div>'
    )
    assert "Second paragraph" in read(html).body
