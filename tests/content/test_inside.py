"""Links inside an article lead to the place they name, and back."""

from __future__ import annotations

import time

from tui_reader.content.convert import convert
from tui_reader.content.document import decode, encode, text_of
from tui_reader.content.figures_and_links import links
from tui_reader.export import as_html, as_json, as_markdown, as_text
from tui_reader.model.document import Document, Listing, Paragraph, Span
from tui_reader.model.entry import Content

NOTES = """
<p>Một câu<sup id="ref1"><a href="#n1">1</a></sup> và một câu nữa<sup id="ref2"><a href="#n2">2</a></sup>.</p>
<p>Ở giữa. <a href="#nowhere">không có</a> <a href="https://a.example/x">ngoài</a></p>
<ol><li id="n1">Như trên. <a href="#ref1">↩</a></li><li id="n2">Như trên. <a href="#ref2">↩</a></li></ol>
"""


def document(html: str) -> Document:
    return convert(Content(html)).document


def inner(found: Document) -> dict[str, str]:
    """The inner links by what they say; the later of two with one text."""
    spans: list[Span] = []
    for block in found.blocks:
        if isinstance(block, Paragraph):
            spans += block.spans
        elif isinstance(block, Listing):
            for number, item in enumerate(block.items, 1):
                assert isinstance(item[0], Paragraph)
                spans += [Span(f"{s.text.strip()}{number}", href=s.href) for s in item[0].spans]
    return {span.text: span.href for span in spans if span.href.startswith("#")}


def test_a_note_is_known_by_its_way_back_though_another_says_the_same() -> None:
    found = document(NOTES)
    second = len("Như trên. ↩")
    assert inner(found) == {"1": "#2:0", "2": f"#2:{second}", "↩1": "#0:7", "↩2": "#0:23"}
    assert text_of(found.blocks[0])[7] == "1"
    assert text_of(found.blocks[0])[23] == "2"


def test_a_contents_list_leads_to_its_headings_and_stays_in_the_text() -> None:
    found = document(
        '<ul><li><a href="#a">Phần một</a></li><li><a href="#b">Phần hai</a></li></ul>'
        '<h2 id="a">Chương đầu</h2><p>Chữ.</p><h2><a id="b"></a>Chương sau</h2><p>Chữ nữa.</p>'
    )
    assert not found.related
    assert inner(found) == {"Phần một1": "#1:0", "Phần hai2": "#3:0"}


def test_a_link_to_no_place_is_text_and_inner_links_never_leave_the_document() -> None:
    found = document(NOTES)
    assert "không có" in text_of(found.blocks[1])
    assert [url for _, url in links(found)] == ["https://a.example/x"]
    for written in (as_html(found), as_markdown(found), as_text(found), str(as_json(found))):
        assert "#0:" not in written
        assert "#2:" not in written
        assert "https://a.example/x" in written
    assert decode(encode(found)) == found


def test_names_by_the_thousand_are_read_in_linear_time() -> None:
    many = "".join(f'<p id="p{n}">Đoạn số {n} <a href="#p{n + 1}">kế</a></p>' for n in range(5000))
    assert len(document(many).blocks) == 5000


def test_names_of_nothing_deep_inside_nothing_are_looked_around_for_once() -> None:
    empty = "".join(f'<a id="q{n}"></a><a href="#q{n}"></a>' for n in range(4000))
    begun = time.process_time()
    document("<div>" * 200 + empty + "</div>" * 200 + "<p>Hết.</p>")
    assert time.process_time() - begun < 20
