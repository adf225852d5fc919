"""Markup read where it stands: the same article as when it is tamed first, and as a browser would nest it."""

from __future__ import annotations

from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.content.convert import convert, flat, quick
from tui_reader.content.convert.markup import tame
from tui_reader.content.convert.quick_lines import StrangeError
from tui_reader.model.document import Code, Converted, Document, Mark, Paragraph, Span
from tui_reader.model.entry import Content

_ATTRIBUTES = (
    "", "", "", ' class="caption"', ' class="lead"', ' style="font-weight:bold"', ' id="a"', ' class="related"',
    ' hidden', ' style="display:none"', ' class="image box"', ' class="credit" title="a &amp; b"',
)  # fmt: skip
_TEXTS = (
    "word",
    "Hai ba chữ",
    "  ",
    "\n",
    " a\nb ",
    "x &amp; y",
    "&nbsp;",
    "e\u0301",
    "Ảnh: TTXVN",
    ">> ",
    "&#13;\n",
)
_LEAVES = (
    "<br>", "<br/>", "<hr>", '<img src="https://i.example/1.jpg" alt="pic ture" width="800">', "<!-- c -->", "<wbr>",
    '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>', '<a href="/x?a=1&amp;b=2">link</a>', "<x-y>z</x-y>",
)  # fmt: skip
_PHRASES = st.sampled_from(_TEXTS + _LEAVES) | st.builds(
    "<{0}{1}>{2}{3}</{0}>".format,
    st.sampled_from(("b", "em", "span", "sub", "code", "q", "cite", "small", "a")),
    st.sampled_from(_ATTRIBUTES),
    st.sampled_from(_TEXTS),
    st.sampled_from((*_TEXTS, *_LEAVES)),
)
_LINES = st.lists(_PHRASES, max_size=3).map("".join)
_TOLD_LINES = (st.sampled_from(_ATTRIBUTES), _LINES)
_BLOCKS = st.recursive(
    _LINES
    | st.builds(
        "<{0}{1}>{2}</{0}>".format, st.sampled_from(("p", "h2", "pre")), st.sampled_from(_ATTRIBUTES), _LINES
    ),
    lambda inner: (
        st.builds(
            "<{0}{1}>{2}{3}</{0}>".format,
            st.sampled_from(("div", "section", "blockquote", "figure", "figcaption", "nav", "article", "p")),
            st.sampled_from(_ATTRIBUTES),
            inner,
            inner,
        )
        | st.builds(
            "<{0}><li>{1}</li> <li>{2}</li></{0}>".format, st.sampled_from(("ul", "ol")), inner, inner
        )
        | st.builds("<dl><dt>{}</dt> <dd>{}</dd></dl>".format, _LINES, inner)
        | st.builds("<table><tr><th>{}</th><td>{}</td></tr></table>".format, _LINES, inner)
        | st.builds("<blockquote{}><p>{}</p> <p>{}</p></blockquote>".format, *_TOLD_LINES, _LINES)
        | st.builds(
            '<figure{}> <img src="/1.jpg"{}><figcaption>{}</figcaption>\n</figure>{}'.format,
            st.sampled_from(_ATTRIBUTES),
            *_TOLD_LINES,
            _LINES,
        )
        | st.builds(
            "<table><tr><td>{0}</td> <td>{1}</td></tr> <tr><td>{1}</td></tr></table>".format, _LINES, _LINES
        )
    ),
    max_leaves=6,
)


def tamed_first(html: str) -> Converted:
    """The article as it comes where nothing is taken to be well nested."""
    with pytest.MonkeyPatch.context() as patch:
        nest = flat.Flat.nest
        patch.setattr(flat.Flat, "nest", lambda row, *, tamed: nest(row, tamed=tamed) and tamed)
        patch.setattr(quick, "read", _not_for_it)
        return convert(Content(html, base="https://site.example/a/"))


def _not_for_it(*_: object) -> NoReturn:
    raise StrangeError


@settings(max_examples=400, deadline=None)
@given(st.lists(_BLOCKS, max_size=3).map("\n".join))
def test_a_text_read_where_it_stands_is_the_article_it_is_when_tamed_first(html: str) -> None:
    assert convert(Content(html, base="https://site.example/a/")) == tamed_first(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<p>b",
        "<p>a</div></p>",
        "<ul><li>a<li>b</ul>",
        '<a href="x">a<a href="y">b</a></a>',
        "<p>1 < 2</p>",
        "<P>a</P>",
        "<p class=a>b</p>",
        "<div/>a",
        "<script>a</script>b",
        "<p>a<hr>b</p>",
        "<!--<p>a</p>-->",
        "<li>a</li>",
        "<div><![CDATA[a]]></div>",
        "a</br>b",
        '<p title="<">a</p>',
    ],
)
def test_what_a_parser_would_nest_otherwise_than_it_is_written_is_tamed(html: str) -> None:
    row = flat.Flat(html, clean=True)
    assert html.count("<") != len(row.names) or not row.nest(tamed=False)
    tamed = flat.Flat(tame(html), clean=True)
    assert tamed.nest(tamed=True)


def test_a_start_knows_its_end_and_what_is_in_it() -> None:
    row = flat.read('<div><p>one <b>two</b></p><br/><article id="x">three &amp; 4</article></div>')
    assert row.names == ["div", "p", "b", "/b", "/p", "br", "div", "/article", "/div"]
    assert [row.ends[at] for at in (0, 1, 2, 5, 6)] == [8, 4, 3, 5, 7]
    assert (row.text(1), row.text(6), row.attributes(6)) == ("one two", "three & 4", {"id": "x"})
    assert (row.inside(0, "b", "br"), row.holds(1, "br"), row.name_before(6)) == ([2, 5], False, "br")
    assert [row.parents()[at] for at in (0, 1, 2, 5, 6)] == [-1, 0, 1, 0, 0]


def test_marks_reach_through_paragraphs_and_end_where_their_element_ends() -> None:
    assert document("<b><p>x</p></b>y") == Document(
        (Paragraph((Span("x", Mark.BOLD),)), Paragraph((Span("y"),)))
    )


def test_text_after_a_player_without_an_end_stays() -> None:
    blocks = document('<p>a<embed src="https://x.example/v.mp4">b</p>').blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Embed", "Paragraph"]


def test_line_ends_of_windows_are_one_line_end_in_code() -> None:
    assert document("<pre>a\r\nb</pre>") == document("<pre>a&#13;&#10;b</pre>") == Document((Code("a\nb"),))


def test_a_heading_never_closed_is_no_longer_than_its_first_paragraph() -> None:
    blocks = document("<h2>Head<p>" + "word " * 100 + "<p>more").blocks
    assert [type(block).__name__ for block in blocks] == ["Heading", "Paragraph", "Paragraph"]


def document(html: str) -> Document:
    return convert(Content(html)).document
