"""The texts beside a document: excerpts without datelines, counted words, text for search, pictures in order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.content.convert import convert, excerpt
from tui_reader.content.convert.captions import split_credit
from tui_reader.content.convert.pictures import key
from tui_reader.content.counting import count
from tui_reader.content.figures_and_links import links
from tui_reader.model.document import Document, Heading, ImageRef, Paragraph, Span, plain
from tui_reader.model.entry import Content


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("(Dân trí) - Hà Nội có cầu mới.", "Hà Nội có cầu mới."),
        ("(Dân trí)- Hà Nội có cầu mới.", "Hà Nội có cầu mới."),
        ("TTO - Hà Nội có cầu mới.", "Hà Nội có cầu mới."),
        ("(NLĐO) – Hà Nội có cầu mới.", "Hà Nội có cầu mới."),
        ("VOV.VN - Hà Nội có cầu mới.", "Hà Nội có cầu mới."),
        ("HÀ NỘI (TTXVN) – Cầu mới mở.", "Cầu mới mở."),
        ("LONDON — A bridge opened.", "A bridge opened."),
        ("WASHINGTON, May 4 (AP) — A bridge opened.", "A bridge opened."),
        ("NEW YORK (Reuters) - A bridge opened.", "A bridge opened."),
        ("Hà Nội - thành phố của những cây cầu.", "Hà Nội - thành phố của những cây cầu."),
        ("A - B is a range.", "A - B is a range."),
        ("She said – and he agreed – that it was so.", "She said – and he agreed – that it was so."),
        ("One\nline,   two\n\nlines", "One line, two lines"),
        ("", ""),
    ],
)
def test_an_excerpt_skips_the_dateline_and_nothing_else(text: str, wanted: str) -> None:
    assert excerpt(text) == wanted


def test_a_long_excerpt_ends_with_a_sentence_or_a_word() -> None:
    sentence = "Mười hai chữ trong một câu văn đủ dài để đếm cho ra. "
    assert excerpt(sentence * 20).endswith("đếm cho ra.")
    assert 110 <= len(excerpt(sentence * 20)) <= 300
    cut = excerpt("chữ " * 200)
    assert cut.endswith("chữ…")
    assert len(cut) <= 300
    assert len(excerpt("x" * 1000)) == 300


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", 0),
        ("Bộ trưởng phát biểu, 25/07 – hôm nay.", 7),
        ("新闻阅读器在终端", 4),
        ("新闻 and English words", 4),
        ("กรุงเทพมหานคร", 3),
        ("— … !", 0),
    ],
)
def test_words_are_counted_as_they_are_read(text: str, wanted: int) -> None:
    assert count(text) == wanted


@given(
    st.text(
        st.sampled_from("aÀộ_9 \n\u00a0–—“”…•’.,-»×÷°²→\u2003\tʰяα₫")
        | st.characters(max_codepoint=0x2FF, exclude_categories=["Cs"]),
        max_size=30,
    )
)
def test_words_of_spaced_texts_are_what_stands_between_spaces_with_a_letter_in_it(text: str) -> None:
    assert count(text) == len(re.findall(r"\w\S*", text))


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("Cầu mới. Ảnh: TTXVN", "Cầu mới.", "TTXVN"),
        ("Cầu mới (Ảnh: Minh Hà)", "Cầu mới", "Minh Hà"),
        ("Cầu mới. (Nguồn: Vietnam+)", "Cầu mới.", "Vietnam+"),
        ("Cầu mới - Ảnh: QUANG ĐỊNH", "Cầu mới", "QUANG ĐỊNH"),
        ("Ảnh minh họa: Getty", "", "Getty"),
        ("A bridge. Photo: AP", "A bridge.", "AP"),
        ("A bridge. Photograph: Ann Lee/Agency", "A bridge.", "Ann Lee/Agency"),
        ("A bridge. Photo by Ann Lee", "A bridge.", "Ann Lee"),
        ("A bridge © Ann Lee", "A bridge", "Ann Lee"),
        ("Ảnh: thầy cô đến sớm. Học sinh đến sau.", "Ảnh: thầy cô đến sớm. Học sinh đến sau.", ""),
        ("Bức ảnh đẹp của năm", "Bức ảnh đẹp của năm", ""),
        ("A bridge. Source: " + "x" * 100, "A bridge. Source: " + "x" * 100, ""),
    ],
)
def test_a_credit_is_split_off_only_where_it_ends_the_caption(caption: str, words: str, credit: str) -> None:
    spans, found = split_credit((Span(caption),))
    assert (plain(spans), found) == (words, credit)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "https://i.example/2024/bridge-at-dawn.jpg",
            "https://cdn.example/thumb/bridge-at-dawn-300x200.jpg?w=5",
            True,
        ),
        ("https://i.example/zoom/480_300/584752817/photo.jpg", "https://i.example/584752817/photo.jpg", True),
        ("https://i.example/1.jpg", "https://i.example/2.jpg", False),
        ("https://i.example/a/1.jpg", "https://i.example/b/1.jpg", False),
        ("https://i.example/1.jpg", "https://other.example/1.jpg", False),
    ],
)
def test_the_same_picture_is_known_again_in_another_size(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


def test_body_captions_and_pictures_are_told_apart() -> None:
    done = convert(
        Content(
            "<p>Body.</p><figure><img src='https://i.example/1.jpg' alt='Other words'><figcaption>Caption. Ảnh: AP</figcaption>"
            "</figure><blockquote>Quoted.<img src='https://i.example/2.jpg' alt='Alt two'></blockquote>"
        )
    )
    assert done.body == "Body.\n\nQuoted."
    assert done.captions == "Caption.\nOther words\nAP\nAlt two"
    assert done.images == (
        ImageRef("https://i.example/1.jpg", "Other words", "Caption.", "AP"),
        ImageRef("https://i.example/2.jpg", "Alt two"),
    )
    assert done.words == 2


def test_a_heading_that_is_not_the_title_stays() -> None:
    document = convert(Content("<h1>Other</h1><p>x</p>"), title="Title").document
    assert document == Document((Heading(1, (Span("Other"),)), Paragraph((Span("x"),))))


def test_pictures_beside_the_body_that_are_no_pictures_are_left_out() -> None:
    images = [
        ImageRef("javascript:alert(1)"),
        ImageRef("https://pixel.wp.com/b.gif"),
        ImageRef("https://i.example/dot.gif", width=1, height=1),
        ImageRef("rel.jpg", caption="Re\x1blative"),
    ]
    done = convert(Content("<p>x</p>", base="https://x.example/a/"), images=images)
    assert done.images == (ImageRef("https://x.example/a/rel.jpg", "", "Relative"),)


def test_nothing_delivered_is_an_empty_article() -> None:
    for kind in ("text/html", "text/plain", "text/markdown", ""):
        assert convert(Content("", kind)).document == Document()


def test_titles_a_saved_page_offers_become_related_without_an_address() -> None:
    html = (
        '<p>Thân bài đủ dài.</p>\n<aside class="related"><ul><li>Bài một</li><li>Bài hai.</li></ul></aside>'
    )
    done = convert(Content(html))
    assert done.document.related == (("Bài một", ""), ("Bài hai.", ""))
    assert [type(block) for block in done.document.blocks] == [Paragraph]
    assert links(done.document) == []
