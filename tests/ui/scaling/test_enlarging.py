"""A line of text at every size: rows, marks, widths, and what is copied of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.scale import DOUBLE, LADDER, Scale, Sizes, larger
from tui_reader.model.style import Layer, fitting, preset, sizes_of, step
from tui_reader.strings import words
from tui_reader.ui.reading.copying import copied
from tui_reader.ui.reading.enlarging import enlarged
from tui_reader.ui.reading.flowing import Setting, flow, plain_flat
from tui_reader.ui.reading.layout import lay_out
from tui_reader.ui.reading.lines import Run, line_text, line_width

SCALES = LADDER[1:]
SENTENCE = "Thủ tướng yêu cầu đẩy nhanh tiến độ đường sắt Bắc – Nam, a an và nghiêng một chút"


def test_at_twice_the_size_letters_stand_apart_where_nothing_writes_them_larger() -> None:
    top, below = enlarged((Run("Đế 1"),), DOUBLE)
    assert line_text(top) == "Đ ế   1 "
    assert line_text(below) == " " * 8
    assert [(run.part.row, run.part.width, run.part.text) for run in top if run.part] == [
        (0, 2, "Đ"),
        (0, 2, "ế"),
        (0, 2, " "),
        (0, 2, "1"),
    ]


@pytest.mark.parametrize("scale", SCALES)
@given(text=st.text(st.sampled_from("aáậĐ 你e.–"), max_size=60))
def test_all_rows_are_equally_wide_and_all_letters_are_there(scale: Scale, text: str) -> None:
    rows = enlarged((Run(text, href="x"), Run(" và")), scale)
    assert len(rows) == scale.s
    assert len({line_width(row) for row in rows}) == 1
    said = "".join(run.part.text for run in rows[0] if run.part)
    assert said.replace(" ", "") == (text + " và").replace(" ", "")
    for run in (run for row in rows for run in row if run.part):
        assert run.part is not None
        assert cell_len(run.text) == run.part.width
        assert run.part.width % scale.s == 0
        assert run.part.width // scale.s <= 7


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("width", [24, 37, 60, 90])
def test_no_line_is_wider_than_its_column(scale: Scale, width: int) -> None:
    laid = flow(plain_flat(SENTENCE * 4, "body"), Setting(width, scale=scale))
    assert max(line_width(line) for line in laid.lines) <= width
    assert len(laid.lines) == len(laid.offsets) == len(laid.soft)


@pytest.mark.parametrize("scale", LADDER)
def test_what_is_copied_is_the_text_at_every_size(scale: Scale) -> None:
    from textual.selection import Selection

    document = Document((Paragraph((Span(SENTENCE),)), Paragraph((Span("Hai."),))))
    layout = lay_out(document, preset(0), 60, None, words("vi"), sizes=Sizes(scale, scale))
    while not layout.settle(1):
        pass
    assert copied(layout, Selection(None, None), 0) == f"{SENTENCE}\n\nHai."


def test_long_words_are_cut_where_their_pieces_fill_their_cells() -> None:
    scale = Scale(2, 3, 4)
    top, _ = enlarged((Run("nghiêngnghiêngnghiêng"),), scale)
    pieces = [run.part for run in top if run.part]
    assert all(piece.width == len(piece.text) * 1.5 for piece in pieces[:-1])


def test_headings_stand_out_by_about_a_third_over_text_of_any_size() -> None:
    assert larger(LADDER[0]) == LADDER[0]
    assert larger(LADDER[1]) == LADDER[3]
    assert all(1.2 < larger(scale).ratio / scale.ratio < 1.4 for scale in LADDER[1:])


def test_steps_of_the_ladder_by_layer() -> None:
    steps = [sizes_of(preset(size, Layer.OSC66), Layer.OSC66) for size in range(-3, 8)]
    assert [sizes.body for sizes in steps] == [LADDER[0]] * 3 + list(LADDER)
    assert [sizes.heading.ratio for sizes in steps[3:]] == [1, 5 / 3, 2, 2.25, 2.5, 3, 10 / 3, 4]
    assert step(preset(3), 1) == preset(3)
    assert step(preset(3, Layer.OSC66), 9, Layer.OSC66).size == 7
    assert sizes_of(preset(2), Layer.DEC, alone=True).body == DOUBLE
    assert not sizes_of(preset(2), Layer.DEC).scaled


def test_a_size_chosen_in_another_terminal_is_the_nearest_this_one_has() -> None:
    huge = preset(7, Layer.OSC66)
    assert fitting(huge, Layer.LAYOUT) == preset(3)
    assert fitting(preset(2), Layer.OSC66) == preset(2, Layer.OSC66)
