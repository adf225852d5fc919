"""What the lines of an article are, for each kind of block and each step of Aa."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.ui.reading.laid_out import NORMAL, VI, seen, text
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
from tui_reader.model.style import PRESETS
from tui_reader.ui.reading.layout import lay_out


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


def test_each_step_of_aa_looks_different() -> None:
    document = Document(
        (text("Hạ tầng số phải đi trước một bước. " * 6), Heading(2, (Span("Đề mục"),)), text("Hết."))
    )
    pages = [tuple(seen(document, PRESETS[size], width=120)) for size in range(-3, 4)]
    assert len(set(pages)) == 7
    widths = [max(map(len, page)) for page in pages]
    assert widths[:6] == sorted(widths[:6], reverse=True)


def test_a_column_of_sentences_is_no_tower_of_words() -> None:
    texts = ("Quảng Ninh", "1.200", "1.340", "1.500", "1.720", "Vùng núi và hải đảo còn thiếu một số trạm")
    row = tuple(Cell((Span(one),)) for one in texts)
    for width in (60, 70):
        told = [line.rpartition("│ ")[2] for line in seen(Document((Table((row,)),)), width=width)]
        assert " ".join(told) == texts[-1]
        assert len(told) <= 4
