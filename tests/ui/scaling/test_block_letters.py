"""Letters of block characters: laid out, drawn, pointed at, found and copied as the text they are; never in other layers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.selection import Selection

from tests.ui.conftest import Newsroom
from tests.ui.scaling.conftest import FACES, Watch
from tui_reader.model.document import Document, Mark, Paragraph, Span
from tui_reader.model.scale import DOUBLE, USUAL, Blocks, Scale, Sizes
from tui_reader.model.style import HUGE, Layer, fitting, preset, sizes_of
from tui_reader.strings import words
from tui_reader.ui.reading import larger, lettering
from tui_reader.ui.reading.copying import copied
from tui_reader.ui.reading.ends import Head
from tui_reader.ui.reading.flowing import Setting, flow, plain_flat
from tui_reader.ui.reading.layout import lay_out, text_lines
from tui_reader.ui.reading.lettering import lettered
from tui_reader.ui.reading.lines import Run, line_text, line_width
from tui_reader.ui.reading.match_cells import spans_of
from tui_reader.ui.scaling.glyphs import glyphs_of
from tui_reader.ui.scaling.trouble import Trouble

SMALL, BOLD = Blocks("6x13", True), Blocks("9x15B", True)
NAME = "Bộ trưởng Nguyễn Mạnh Hùng"
KEYS = [
    *("j", "k", "J", "K", "space", "b", "plus", "minus", "0", "T", "escape", "q", "g", "G", "F", "B", "c"),
    *("h", "l", "tab", "enter", "colon", "question_mark", "slash", "v", "f", "u", "m", "s", "end", "home"),
]


def test_a_letter_is_as_many_rows_as_its_pixels_need() -> None:
    assert [(face.columns, face.s, face.base) for face in FACES] == [
        (3, 5, 3),
        (6, 7, 5),
        (5, 5, 3),
        (9, 8, 5),
    ]
    rows = [line_text(row) for row in lettered((Run("Đề"),), SMALL)]
    glyphs = glyphs_of(SMALL)
    assert rows == [a + b for a, b in zip(glyphs.cells("Đ"), glyphs.cells("ề"), strict=True)]


@pytest.mark.parametrize("face", FACES)
@given(text=st.text(st.sampled_from("aáậĐ 你e.–🙂\u0301"), max_size=40))
def test_all_rows_are_equally_wide_and_every_letter_is_there(face: Blocks, text: str) -> None:
    rows = lettered((Run(text, href="x"), Run(" và")), face)
    assert len(rows) == face.s
    assert len({line_width(row) for row in rows}) == 1
    said = "".join(run.part.text for run in rows[0] if run.part)
    assert said.replace("\u0301", "") == (text + " và").replace("\u0301", "")


def test_what_has_no_shape_stands_there_itself_where_the_others_stand() -> None:
    rows = [line_text(row) for row in lettered((Run("a你b"),), SMALL)]
    glyphs = glyphs_of(SMALL)
    assert rows[SMALL.base] == f"{glyphs.cells('a')[3]}  你  {glyphs.cells('b')[3]}"
    assert sum("你" in row for row in rows) == 1


def test_a_text_that_has_hardly_any_shapes_is_set_in_the_usual_size() -> None:
    laid = flow(plain_flat("国务院总理会见 ASEAN", "body"), Setting(60, scale=SMALL))
    assert [line_text(line) for line in laid.lines] == ["国务院总理会见 ASEAN"]
    assert len(flow(plain_flat("Họ gặp 李 hôm qua", "body"), Setting(60, scale=SMALL)).lines) == SMALL.s


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("width", [24, 37, 60, 90])
def test_lines_break_where_the_letters_no_longer_fit(face: Blocks, width: int) -> None:
    laid = flow(plain_flat(NAME * 3, "body"), Setting(width, scale=face))
    assert max(line_width(line) for line in laid.lines) <= width
    assert len(laid.lines) == len(laid.offsets) == len(laid.soft)


def test_steps_by_layer() -> None:
    blocks = [sizes_of(preset(size, Layer.BLOCKS), Layer.BLOCKS, sextants=True) for size in range(HUGE + 1)]
    assert blocks == [
        USUAL,
        USUAL,
        Sizes(posters=(SMALL,)),
        Sizes(posters=(BOLD, SMALL)),
        Sizes(SMALL, BOLD, (BOLD, SMALL)),
    ]
    alone = sizes_of(preset(1), Layer.DEC, alone=True, sextants=True)
    assert (alone.body, alone.heading, alone.posters) == (DOUBLE, SMALL, (SMALL,))
    assert sizes_of(preset(1), Layer.DEC, alone=True).heading == DOUBLE
    assert sizes_of(preset(HUGE, Layer.DEC), Layer.DEC).body == Blocks("6x13")
    for size in range(-3, 9):
        assert sizes_of(preset(size), Layer.LAYOUT, sextants=True) == USUAL
        scaled = sizes_of(preset(size, Layer.OSC66), Layer.OSC66, sextants=True)
        assert isinstance(scaled.body, Scale)
        assert scaled.posters == ()
    assert fitting(preset(HUGE, Layer.BLOCKS), Layer.LAYOUT) == preset(3)


def test_a_title_is_drawn_as_large_as_leaves_room_for_the_text_and_breaks_no_word() -> None:
    def title(text: str, width: int, rows: int) -> int:
        """Cells of a letter of the title."""
        layout = lay_out(
            None, preset(3), width, Head(text), words("vi"), sizes=Sizes(posters=(BOLD, SMALL)), rows=rows
        )
        line = next(line for line in text_lines(layout) if line)
        return line[0].part.width if line[0].part else 1

    assert title(NAME, 120, 40) == BOLD.columns
    assert title(NAME, 46, 30) == SMALL.columns
    assert title(f"{NAME} " * 9, 120, 40) == 1
    assert title(NAME, 46, 12) == 1
    assert title("nghiêngnghiêngnghiêng", 40, 40) == 1


def test_text_is_not_huge_where_not_even_a_syllable_would_fit_a_line() -> None:
    document = Document((Paragraph((Span(NAME),)),))
    for width, rows, huge in ((120, 40, True), (20, 40, False), (120, 8, False)):
        sizes = Sizes(SMALL, BOLD)
        layout = lay_out(document, preset(4, Layer.BLOCKS), width, None, words("vi"), sizes=sizes, rows=rows)
        first = text_lines(layout)[0]
        assert (first[0].part is not None) == huge
        assert layout.style == (preset(4, Layer.BLOCKS) if huge else preset(3))


def test_what_is_found_copied_and_pointed_at_is_the_text() -> None:
    document = Document((Paragraph((Span("Xem "), Span("bài này", href="https://a.example"), Span(" nhé"))),))
    layout = lay_out(document, preset(4, Layer.BLOCKS), 120, None, words("vi"), sizes=Sizes(SMALL, BOLD))
    lines = text_lines(layout)
    assert copied(layout, Selection(None, None), 0) == "Xem bài này nhé"
    assert copied(layout, Selection(Offset(4 * 3 + 1, 2), Offset(7 * 3 - 1, 4)), 0) == "bài"
    [span] = spans_of(lines, "Xem bài này nhé", [(4, 7)], "bai")
    assert (span.row, span.start, span.end) == (0, 12, 21)
    for row in range(SMALL.s):
        assert {run.part.text for run in lines[row] if run.href and run.part} == set("bài này")


def test_a_link_has_its_line_under_the_letters_alone(newsroom: Newsroom) -> None:
    from rich.style import Style

    from tui_reader.ui.reading.brushes import Brushes

    brushes = Brushes(lambda _: Style(underline=True, bold=True, italic=True))
    rows = lettered((Run("đây", "link", Mark.NONE, "https://a.example"),), SMALL)
    strips = [brushes.paint(row, 9, Style()) for row in rows]
    assert [all(part.style.underline for part in strip if part.style) for strip in strips] == [False] * 4 + [
        True
    ]
    assert not any(part.style.bold or part.style.italic for strip in strips for part in strip if part.style)


@pytest.mark.parametrize("sextants", [True, False])
async def test_huge_letters_on_screen_are_those_of_the_table(
    newsroom: Newsroom, watching: Watch, sextants: bool
) -> None:
    newsroom.articles(NAME)
    async with watching(layer=Layer.BLOCKS, sextants=sextants) as watched:
        await watched.press("enter", *["plus"] * HUGE)
        assert watched.wrong() == []
        assert NAME.replace(" ", "") in watched.in_blocks.replace(" ", "")
        await watched.press("space")
        assert "đoàn" in watched.in_blocks
        assert watched.wrong() == []
        assert watched.vt.all_letters() == []


@pytest.mark.parametrize("layer", [Layer.BLOCKS, Layer.DEC])
async def test_any_keys_leave_the_screen_right(newsroom: Newsroom, watching: Watch, layer: Layer) -> None:
    newsroom.articles(*(f"Bài {number}" for number in range(12)))
    dice = random.Random(13)
    async with watching(layer=layer) as watched:
        await watched.press("enter", *["plus"] * HUGE)
        done: list[str] = []
        seen = ""
        for _ in range(200):
            key = dice.choice(KEYS)
            done.append(key)
            await watched.press(key)
            seen += watched.in_blocks
            assert watched.wrong() == [], done[-12:]
        assert "Bài" in seen


async def test_other_layers_never_draw_them(newsroom: Newsroom, watching: Watch) -> None:
    newsroom.articles(NAME)
    for layer in (Layer.LAYOUT, Layer.OSC66):
        async with watching(layer=layer) as watched:
            await watched.press("enter", *["plus"] * 8)
            assert watched.in_blocks == ""
            assert watched.wrong() == []
            await watched.press("0")


@pytest.mark.parametrize("layer", [Layer.OSC66, Layer.DEC])
async def test_from_one_layer_to_another_nothing_is_left_of_the_first(
    newsroom: Newsroom, watching: Watch, layer: Layer
) -> None:
    newsroom.articles(NAME)
    others = (Layer.BLOCKS, Layer.LAYOUT)
    async with watching(layer=layer, others=others) as watched:
        await watched.press("enter", "F", "plus", "plus")
        scaled = set(watched.vt.lines) if layer is Layer.DEC else watched.vt.all_letters()
        assert len(scaled) > 1
        await watched.press("T", "up", "up")
        for other in (*others, Layer.BLOCKS, layer):
            way = "right" if list(Layer).index(other) > list(Layer).index(watched.layer) else "left"
            watched.layer = other
            await watched.press(way)
            assert watched.reader.screen.desk.layer is other
            assert watched.wrong() == []
            assert bool(watched.vt.all_letters()) == (other is Layer.OSC66)
            assert (len(set(watched.vt.lines)) > 1) == (other is Layer.DEC)
            assert (watched.in_blocks != "") == (other in (Layer.BLOCKS, Layer.DEC))


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Trouble:
    fresh = Trouble()
    monkeypatch.setattr(lettering, "trouble", fresh)
    monkeypatch.setattr("tui_reader.ui.text_size.trouble", fresh)
    larger.rows_of.cache_clear()  # what was drawn before does not fail
    return fresh


@pytest.mark.parametrize("what", ["glyphs_of", "Glyphs.cells"])
async def test_a_failure_in_drawing_turns_them_off_and_says_so_once(
    newsroom: Newsroom,
    watching: Watch,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Trouble,
    what: str,
) -> None:
    newsroom.articles(NAME)
    async with watching(layer=Layer.BLOCKS) as watched:
        await watched.press("enter")
        monkeypatch.setattr(f"tui_reader.ui.scaling.glyphs.{what}", lambda *_: 1 / 0)
        await watched.press("plus", "plus")
        assert trouble.failed
        assert watched.reader.screen.desk.layer is Layer.LAYOUT
        assert watched.reader.notice == "Real text sizes do not work here; width and spacing still change."
        assert watched.in_blocks == ""
        assert NAME in watched.reader.text()
        await watched.press("plus")
        assert watched.reader.notice == "Text size +3"
        assert watched.wrong() == []
