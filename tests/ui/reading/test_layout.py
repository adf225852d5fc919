"""What the lines of an article are, for each kind of block and each step of Aa."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

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
)
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import words
from tui_reader.ui.reading.ends import Head, Related, Tail
from tui_reader.ui.reading.layout import Layout, column_width, lay_out, text_lines
from tui_reader.ui.reading.lines import line_text, line_width
from tui_reader.ui.reading.pieces import Anchor

NORMAL = PRESETS[0]
VI = words("vi")


def seen(document: Document, style: ReadingStyle = NORMAL, width: int = 46, **more: object) -> list[str]:
    layout = lay_out(document, style, width, None, VI, **more)  # type: ignore[arg-type]  # passes keyword-only options on
    return [line_text(line).rstrip() for line in text_lines(layout)]


def text(content: str, mark: Mark = Mark.NONE, href: str = "") -> Paragraph:
    return Paragraph((Span(content, mark, href),))


def test_paragraphs_have_air_between_or_an_indent_instead() -> None:
    document = Document((text("Một hai."), text("Ba bốn.")))
    assert seen(document) == ["Một hai.", "", "Ba bốn."]
    assert seen(document, PRESETS[-3]) == ["Một hai.", "  Ba bốn."]


def test_line_spacing_puts_rows_between_lines() -> None:
    document = Document((text("một hai ba bốn năm"),))
    assert seen(document, replace(NORMAL, leading=1), width=14) == ["một hai ba", "", "bốn năm"]


def test_letter_spacing_puts_cells_between_letters() -> None:
    assert seen(Document((text("Một hai"),)), replace(NORMAL, letter=1)) == ["M ộ t   h a i"]


def test_justified_lines_end_at_the_margin_but_the_last_does_not() -> None:
    lines = seen(Document((text("một hai ba bốn năm sáu bảy"),)), replace(NORMAL, justify=True), width=16)
    assert lines == ["một hai ba bốn", "năm sáu bảy"]
    lines = seen(Document((text("một hai ba bốnn sáu bảy"),)), replace(NORMAL, justify=True), width=16)
    assert lines == ["một   hai   ba", "bốnn sáu bảy"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (0, ["Trên.", "", "Đề mục", "Dưới."]),
        (1, ["Trên.", "", "", "Đề mục", "", "Dưới."]),
        (2, ["Trên.", "", "", "Đề mục", "──────", "", "Dưới."]),
        (3, ["Trên.", "", "", "Đ Ề   M Ụ C", "━" * 44, "", "Dưới."]),
    ],
)
def test_headings_have_four_forms(form: int, expected: list[str]) -> None:
    document = Document((text("Trên."), Heading(2, (Span("Đề mục"),)), text("Dưới.")))
    assert seen(document, replace(NORMAL, heading=form)) == expected


def test_a_heading_of_two_lines_is_balanced() -> None:
    document = Document((Heading(1, (Span("Bộ trưởng làm việc với tỉnh Quảng Ninh hôm nay"),)),))
    assert seen(document, width=46) == ["Bộ trưởng làm việc với", "tỉnh Quảng Ninh hôm nay"]


def test_where_no_pictures_are_shown_the_caption_stands_for_its_picture_and_tells_its_size() -> None:
    figure = Figure(
        ImageRef("http://x/a.jpg", width=1200, height=800), (Span("Quang cảnh."),), "Ảnh: Minh Hà"
    )
    assert seen(Document((figure, figure))) == [
        "  [Ảnh 1/2] Quang cảnh.  Ảnh: Minh Hà",
        "  —\u00a01200×800",
        "",
        "  [Ảnh 2/2] Quang cảnh.  Ảnh: Minh Hà",
        "  —\u00a01200×800",
    ]
    assert seen(Document((figure,)), replace(NORMAL, pictures=False)) == [
        "  [Ảnh 1/1] Quang cảnh.  Ảnh: Minh Hà",
        "  —\u00a01200×800",
    ]


def test_a_figure_without_caption_shows_its_alt_text() -> None:
    assert seen(Document((Figure(ImageRef("http://x/a.jpg", alt="Bản đồ")),)))[-1] == "  [Ảnh 1/1] Bản đồ"


def test_quotes_have_a_bar_also_between_their_paragraphs() -> None:
    quote = Quote((text("Một."), Quote((text("Hai."),))), "Bộ trưởng")
    assert seen(Document((quote,))) == ["│ Một.", "│", "│ │ Hai.", "│ — Bộ trưởng"]


def test_lists_hang_and_numbers_align() -> None:
    items = ((text("Việc thứ nhất dài quá một dòng"), Listing(((text("con"),),))), (text("Hai"),))
    assert seen(Document((Listing(items, ordered=True, start=9),)), width=26) == [
        " 9. Việc thứ nhất dài",
        "    quá một dòng",
        "    – con",
        "10. Hai",
    ]


def test_code_is_clipped_with_a_mark_not_wrapped() -> None:
    lines = seen(Document((Code("x = 1\n" + "y" * 60),)), width=22)
    assert lines == [" x = 1", f" {'y' * 18}→"]


def test_a_table_shares_the_width_and_wraps_its_cells() -> None:
    head = (Cell((Span("Tỉnh"),), header=True), Cell((Span("Ghi chú"),), header=True, align="right"))
    row = (Cell((Span("Quảng Ninh"),)), Cell((Span("vùng núi và hải đảo"),), align="right"))
    assert seen(Document((Table((head, row)),)), width=26) == [
        "Tỉnh       │     Ghi chú",
        "───────────┼────────────",
        "Quảng Ninh │ vùng núi và",
        "           │     hải đảo",
    ]


def test_a_table_too_wide_is_told_record_by_record() -> None:
    head = tuple(Cell((Span(f"Cột {n}"),), header=True) for n in range(9))
    row = tuple(Cell((Span(f"giá trị {n}"),)) for n in range(9))
    assert seen(Document((Table((head, row)),)), width=26)[:2] == ["Cột 0: giá trị 0", "Cột 1: giá trị 1"]


def test_spanned_cells_keep_the_columns_aligned() -> None:
    table = Table(
        (
            (Cell((Span("A"),), rows=2), Cell((Span("B và C"),), columns=2)),
            (Cell((Span("b"),)), Cell((Span("c"),))),
        )
    )
    assert seen(Document((table,))) == ["A │ B và C", "  │ b │ c"]


def test_embeds_rules_and_raised_digits() -> None:
    document = Document(
        (
            Embed("video", "https://youtube.com/1", "5G về bản"),
            Rule(),
            Paragraph(
                (
                    Span("m"),
                    Span("2", Mark.SUPER),
                    Span(" H"),
                    Span("2", Mark.SUB),
                    Span("O x"),
                    Span("q", Mark.SUPER),
                )
            ),
        )
    )
    lines = seen(document, width=60)
    assert lines[0] == "▶ Video · xem trên web · 5G về bản"
    assert lines[2].strip() == "·  ·  ·"
    assert lines[4] == "m² H₂O x^q"


def test_links_are_stops_and_numbered_only_when_asked() -> None:
    document = Document((Paragraph((Span("Xem "), Span("bài", Mark.NONE, "https://x/1"), Span(" này."))),))
    assert seen(document) == ["Xem bài này."]
    assert seen(document, numbered=True) == ["Xem bài[1] này."]
    layout = lay_out(document, NORMAL, 40, None, VI)
    assert [stop.href for stop in layout.stops] == ["https://x/1"]
    assert [run.role for run in layout.line(0)] == ["body", "link", "body"]


def test_head_and_tail_are_the_margins_of_the_article() -> None:
    head = Head("Tiêu đề", "Nhân Dân", ("Thứ Năm, 25/07/2019 – 02:22", "3 phút đọc"))
    tail = Tail(("5G",), "https://nhandan.vn/x", (Related("Bài khác", "Tuổi Trẻ", entry_id=7),), 3)
    layout = lay_out(Document((text("Thân bài."),)), NORMAL, 80, head, VI, tail=tail)
    lines = [line_text(line).replace("\u00a0", " ") for line in text_lines(layout)]
    assert lines[:6] == [
        "",
        "Tiêu đề",
        "",
        "Nhân Dân · Thứ Năm, 25/07/2019 – 02:22 · 3 phút đọc",
        "",
        "Thân bài.",
    ]
    assert [line for line in lines[6:] if line.strip("─")] == [
        "Từ khóa: 5G",
        "Nguồn: nhandan.vn",
        "Đọc thêm",
        "› Bài khác  Tuổi Trẻ",
        "Bình luận 3 · c",
        "↑ Lên đầu trang",
    ]
    assert [stop.action for stop in layout.stops] == ["", "entry:7", "comments", "top"]


def test_facts_about_an_article_wrap_as_wholes() -> None:
    head = Head("Tiêu đề", "Báo Nhân Dân hằng tháng", ("Nguyễn Thị Minh Hà", "Thứ Năm, 25/07/2019 – 02:22"))
    layout = lay_out(Document(), NORMAL, 56, head, VI)
    assert [line_text(line) for line in text_lines(layout)][3:5] == [
        "Báo Nhân Dân hằng tháng · Nguyễn Thị Minh Hà",
        "Thứ Năm, 25/07/2019 – 02:22",
    ]


def test_the_column_is_never_edge_to_edge() -> None:
    assert column_width(200, NORMAL) == 66
    assert column_width(60, NORMAL) == 54
    assert column_width(40, NORMAL) == 38
    assert column_width(200, PRESETS[3]) == 92
    assert lay_out(Document(), NORMAL, 104, None, VI).margin == 19


def test_each_step_of_aa_looks_different() -> None:
    document = Document(
        (text("Hạ tầng số phải đi trước một bước. " * 6), Heading(2, (Span("Đề mục"),)), text("Hết."))
    )
    pages = [tuple(seen(document, PRESETS[size], width=120)) for size in range(-3, 4)]
    assert len(set(pages)) == 7
    widths = [max(map(len, page)) for page in pages]
    assert widths[:6] == sorted(widths[:6], reverse=True)


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
    st.text(st.sampled_from("ab ộ日👩\u200d👧\n-."), max_size=40),
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


@settings(max_examples=150)
@given(st.lists(block, max_size=5), st.integers(12, 120), st.sampled_from(sorted(PRESETS)))
def test_no_line_of_any_document_is_wider_than_its_pane(
    blocks: list[Paragraph], width: int, size: int
) -> None:
    layout = lay_out(Document(tuple(blocks)), PRESETS[size], width, None, VI)
    lines = text_lines(layout)
    assert layout.exact
    assert all(line_width(line) <= layout.width or layout.width < 20 for line in lines)
    for row in range(len(lines)):
        assert isinstance(layout.row_of(layout.position_at(row)), int)
    for stop in range(len(layout.stops)):
        anchor = layout.stop_anchor(stop)
        assert any(run.stop == stop for run in layout.line(layout.row(anchor)))


def test_layout_is_a_layout() -> None:
    assert isinstance(lay_out(None, NORMAL, 80, None, VI, notice="Đang chuẩn bị bài…"), Layout)


def test_a_related_title_without_an_address_is_told_but_is_nothing_to_press() -> None:
    layout = lay_out(Document(), NORMAL, 80, None, VI, tail=Tail(related=(Related("Bài khác"),)))
    assert "› Bài khác" in [line_text(line) for line in text_lines(layout)]
    assert [stop.action for stop in layout.stops] == ["comments", "top"]
