"""Rows of a layout: places that survive another width, heights that become exact, and no document that breaks them."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ui.reading.laid_out import NORMAL, VI, seen, text
from tui_reader.model.document import (
    Cell,
    Code,
    Document,
    Figure,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.style import PRESETS
from tui_reader.ui.reading.ends import Head, Related, Tail
from tui_reader.ui.reading.layout import lay_out, text_lines
from tui_reader.ui.reading.lines import begin_of, line_text, line_width
from tui_reader.ui.reading.pieces import Anchor


def test_a_position_survives_another_width_and_another_style() -> None:
    document = Document(tuple(text(f"Đoạn {n}. " + "chữ và nghĩa " * 30) for n in range(40)))
    before = lay_out(document, NORMAL, 80, None, VI)
    place = before.position_at(before.top_of(60) + 2)
    assert place.fingerprint
    for width, style in ((46, NORMAL), (120, PRESETS[-3]), (100, PRESETS[3])):
        after = lay_out(document, style, width, None, VI)
        row = after.row_of(place)
        assert after.position_at(row).fingerprint == place.fingerprint
        assert after.position_at(row).offset <= place.offset


def test_equal_paragraphs_are_told_apart() -> None:
    document = Document((text("Như nhau."),) * 5)
    layout = lay_out(document, NORMAL, 80, None, VI)
    text_lines(layout)
    assert layout.row_of(layout.position_at(4)) == 4


def test_heights_become_exact_without_moving_an_anchored_row() -> None:
    document = Document(tuple(text("rất nhiều chữ " * (n % 9 * 20 + 1)) for n in range(300)))
    layout = lay_out(document, NORMAL, 60, None, VI)
    anchor = Anchor(300, 1)
    layout.prepare(anchor, 30, above=10)
    line = layout.line(layout.row(anchor))
    while not layout.settle(0.001):
        assert layout.line(layout.row(anchor)) == line
    assert layout.exact
    assert layout.height == len(text_lines(layout))
    assert layout.line(layout.row(anchor)) == line


def test_only_what_is_seen_is_laid_out_at_first() -> None:
    document = Document(tuple(text("chữ " * 200) for _ in range(2000)))
    layout = lay_out(document, NORMAL, 80, None, VI)
    layout.prepare(layout.anchor(0), 40)
    assert sum(layout.is_laid(piece) for piece in range(len(layout.pieces))) < 20


@pytest.mark.hostile("H48")
@pytest.mark.parametrize(
    "document",
    [
        Document((text("x" * 1_000_000),)),
        Document((Code("\n".join(["x = 1"] * 100_000)),)),
        Document((text("日本語の文章です。" * 40_000),)),
        Document((text("a\u0301" * 200_000),)),
    ],
    ids=["one word", "lines of code", "no spaces", "marks"],
)
def test_hostile_lengths_do_not_hold_the_first_screen(document: Document) -> None:
    begun = time.perf_counter()
    layout = lay_out(document, NORMAL, 80, None, VI)
    layout.prepare(layout.anchor(0), 40)
    assert len([layout.line(row) for row in range(40)]) == 40
    assert time.perf_counter() - begun < 2


def test_joiners_at_the_edge_of_a_span_join_nothing_across_it() -> None:
    torn = (Cell(()), Cell((Span("a\u200d"), Span("a"))), Cell((Span("日日"), Span("aaaaaa"))))
    layout = lay_out(Document((Quote((Table((torn,)),)),)), PRESETS[-3], 22, None, VI)
    assert all(line_width(line) <= layout.width for line in text_lines(layout))
    assert seen(Document((Paragraph((Span("👩\u200d"), Span("\ufe0fb"))),))) == ["👩b"]
    assert seen(Document((text("👩\u200d👧"),))) == ["👩\u200d👧"]


def test_control_characters_never_reach_a_run() -> None:
    evil = "a\x1b]52;c;aGk=\x07b\x9b31m\u202ec\x00\ufeffd[/x] [@click=app.quit]"
    document = Document(
        (text(evil), Code(evil), Heading(1, (Span(evil),)), Figure(None, (Span(evil),), evil))
    )
    head = Head(evil, evil, (evil,))
    tail = Tail((evil,), "https://x/", (Related(evil, evil, href="https://x/"),))
    layout = lay_out(document, NORMAL, 80, head, VI, tail=tail)
    whole = "".join(line_text(line) for line in text_lines(layout))
    assert not UNSAFE.search(whole)
    assert "[/x] [@click=app.quit]" in whole


inline = st.builds(
    Span,
    st.text(st.sampled_from("ab “ộ日👩\u200d👧\n-.”"), max_size=40),
    st.sampled_from([Mark.NONE, Mark.BOLD, Mark.SUPER, Mark.CODE]),
    st.sampled_from(["", "https://x/1", "https://x/2"]),
)
spans = st.lists(inline, max_size=4).map(tuple)
leaf = st.one_of(
    st.builds(Paragraph, spans),
    st.builds(Heading, st.integers(1, 6), spans),
    st.builds(Figure, st.none(), spans, st.text("ab ", max_size=5)),
    st.builds(Code, st.text("ab \n", max_size=60)),
    st.just(Rule()),
    st.builds(
        lambda rows: Table(tuple(tuple(Cell(s) for s in row) for row in rows)),
        st.lists(st.lists(spans, max_size=4), max_size=3),
    ),
)
block = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(lambda b: Quote(tuple(b)), st.lists(inner, max_size=3)),
        st.builds(
            lambda i: Listing(tuple(map(tuple, i)), True), st.lists(st.lists(inner, max_size=2), max_size=3)
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(block, max_size=5), st.integers(12, 120), st.sampled_from(sorted(PRESETS)))
def test_no_line_of_any_document_is_wider_than_its_pane(
    blocks: list[Paragraph], width: int, size: int
) -> None:
    layout = lay_out(Document(tuple(blocks)), PRESETS[size], width, None, VI)
    lines = text_lines(layout)
    assert layout.exact
    assert all(line_width(line) + begin_of(line) <= layout.width or layout.width < 20 for line in lines)
    for row in range(len(lines)):
        assert isinstance(layout.row_of(layout.position_at(row)), int)
    for stop in range(len(layout.stops)):
        anchor = layout.stop_anchor(stop)
        assert any(run.stop == stop for run in layout.line(layout.row(anchor)))
