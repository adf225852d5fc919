"""What stands around the text of an article: its head, its tail, its margins."""

from __future__ import annotations

from tests.ui.reading.laid_out import NORMAL, VI, text
from tui_reader.model.document import (
    Document,
)
from tui_reader.model.style import PRESETS
from tui_reader.ui.reading.ends import Head, Related, Tail
from tui_reader.ui.reading.layout import Layout, column_width, lay_out, text_lines
from tui_reader.ui.reading.lines import line_text


def test_head_and_tail_are_the_margins_of_the_article() -> None:
    head = Head("Tiêu đề", "Nhân Dân", ("Thứ Năm, 25/07/2019 – 02:22", "3 phút đọc"))
    tail = Tail(("5G",), "https://nhandan.vn/x", (Related("Bài khác", "Tuổi Trẻ", entry_id=7),), 3, "c")
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


def test_layout_is_a_layout() -> None:
    assert isinstance(lay_out(None, NORMAL, 80, None, VI, notice="Đang chuẩn bị bài…"), Layout)


def test_a_related_title_without_an_address_is_told_but_is_nothing_to_press() -> None:
    layout = lay_out(Document(), NORMAL, 80, None, VI, tail=Tail(related=(Related("Bài khác"),)))
    assert "› Bài khác" in [line_text(line) for line in text_lines(layout)]
    assert [stop.action for stop in layout.stops] == ["comments", "top"]
