"""An opening quotation mark at the beginning of a line hangs in the margin, and is found, copied and pressed there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.geometry import Offset
from textual.selection import Selection

from tests.ui.reading.conftest import Make
from tests.ui.reading.host import Host, shown
from tui_reader.model.document import (
    Block,
    Document,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Paragraph,
    Quote,
    Span,
)
from tui_reader.model.scale import DOUBLE, LADDER, USUAL, Blocks, Sizes
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import words
from tui_reader.ui.reading.ends import Head
from tui_reader.ui.reading.hints import Hints
from tui_reader.ui.reading.layout import Layout, lay_out, text_lines
from tui_reader.ui.reading.lines import begin_of, line_text

PLAIN = PRESETS[0]
VI = words("vi")


def text(said: str) -> Paragraph:
    return Paragraph((Span(said),))


def pane(layout: Layout) -> list[str]:
    """The lines where they stand in the pane."""
    return [
        f"{' ' * (layout.margin + begin_of(line))}{line_text(line)}".rstrip() for line in text_lines(layout)
    ]


def page(*blocks: Block, style: ReadingStyle = PLAIN, width: int = 26, sizes: Sizes = USUAL) -> list[str]:
    return pane(lay_out(Document(blocks), style, width, None, VI, sizes=sizes))


def test_an_opening_mark_stands_in_the_margin_and_the_words_below_each_other() -> None:
    # 26 cells: one free at each side, 24 for the text, which the mark takes none of
    assert page(text("“Hạ tầng số phải đi trước một bước”, ông nói. “Nhất là ở vùng núi.”")) == [
        "“Hạ tầng số phải đi trước",
        " một bước”, ông nói.",
        "“Nhất là ở vùng núi.”",
    ]


@pytest.mark.parametrize("mark", list("“‘„‚«‹\"'"))
def test_every_mark_that_opens_hangs_also_where_a_line_only_happens_to_begin_with_it(mark: str) -> None:
    assert page(text(f"Một hai ba bốn năm sáu. {mark}Bảy tám chín mười một.")) == [
        " Một hai ba bốn năm sáu.",
        f"{mark}Bảy tám chín mười một.",
    ]


@pytest.mark.parametrize("said", ["”Một", '" một', "(“Một", "- “Một", "“", "«\u00a0Một"])
def test_what_opens_nothing_or_stands_behind_another_sign_does_not_hang(said: str) -> None:
    assert page(text(said)) == [f" {said}".rstrip()]


def test_straight_margins_count_the_words_not_the_mark() -> None:
    style = replace(PLAIN, justify=True)
    assert page(text("“Hạ tầng số phải đi mau một bước” nhé"), style=style) == [
        "“Hạ tầng số phải  đi  mau",
        " một bước” nhé",
    ]


def test_in_an_indented_first_line_the_mark_hangs_in_the_indent() -> None:
    style = replace(PLAIN, paragraph=0)
    assert page(text("Một."), text("“Hai ba.”"), style=style) == [" Một.", "  “Hai ba.”"]
    assert page(text("Một."), text("Hai ba."), style=style)[1] == "   Hai ba."


def test_with_letters_apart_the_mark_needs_a_wider_margin() -> None:
    style = replace(PLAIN, letter=1)
    assert page(text("“Một”"), style=style) == [" “ M ộ t ”"]  # one cell is free there
    assert page(text("“Một”"), style=style, width=60) == [" “ M ộ t ”"]  # three are, two taken
    assert page(text("Một"), style=style, width=60) == ["   M ộ t"]


def test_headings_titles_and_captions_hang_and_a_rule_below_does_not() -> None:
    heading = Heading(1, (Span("“Đi trước một bước”"),))
    assert page(heading, style=replace(PLAIN, heading=2)) == ["“Đi trước một bước”", " ──────────────────"]
    figure = Figure(ImageRef("http://x/a.jpg"), (Span("“Cầu.”"),))
    assert page(figure, width=50)[0] == "     [Ảnh 1/1] “Cầu.”"
    title = lay_out(Document(), PLAIN, 26, Head("“Đi trước”"), VI)
    assert pane(title)[1] == "“Đi trước”"


def test_beside_bars_and_bullets_nothing_hangs() -> None:
    assert page(Quote((text("“Một.”"),)), Listing(((text("“Hai.”"),),))) == [
        " │ “Một.”",
        "",
        " • “Hai.”",
    ]


def test_a_mark_of_two_cells_hangs_where_two_are_free() -> None:
    double = Sizes(DOUBLE, DOUBLE)
    wide = page(text("“Hạ tầng số”"), width=60, sizes=double)
    assert wide[0] == "“ H ạ   t ầ n g   s ố ”"
    assert lay_out(Document(), PLAIN, 60, None, VI, sizes=double).margin == 2
    narrow = page(text("“Hạ tầng số”"), width=40, sizes=double)
    assert narrow[0] == "“ H ạ   t ầ n g   s ố ”"
    assert lay_out(Document(), PLAIN, 40, None, VI, sizes=double).margin == 0


def test_at_fractions_of_a_size_the_mark_stays_with_its_word() -> None:
    for scale in LADDER[1:4]:
        layout = lay_out(Document((text("“Hạ tầng”"),)), PLAIN, 60, None, VI, sizes=Sizes(scale, scale))
        assert all(begin_of(line) == 0 for line in text_lines(layout))
        assert text_lines(layout)[0][0].part.text == "“Hạ"  # type: ignore[union-attr]


def test_a_mark_of_block_characters_hangs_whole() -> None:
    blocks = Sizes(Blocks(sextants=True), Blocks(sextants=True))
    layout = lay_out(Document((text("“Đi”"),)), PLAIN, 60, None, VI, sizes=blocks)
    lines = text_lines(layout)
    assert layout.margin == 3
    assert {begin_of(line) for line in lines} == {-3}
    assert [run.part.text for run in lines[0] if run.part] == list("“Đi”")
    assert pane(layout)[0].startswith(line_text(lines[0]).rstrip()[:3])


# in the running view


async def test_a_hanging_mark_is_selected_copied_and_found_where_it_stands(make: type[Make]) -> None:
    host = Host()
    async with host.run_test(size=(26, 12)) as pilot:
        await shown(host, pilot, make.article(text("Một hai ba bốn năm sáu. “Bảy tám chín.”")))
        y = host.row("Bảy")
        assert host.rows()[y] == "“Bảy tám chín.”"
        row = y + host.view.top
        assert host.view.get_selection(Selection(Offset(0, row), Offset(4, row))) == ("“Bảy", "\n")
        assert host.view.get_selection(Selection(Offset(1, row - 1), Offset(4, row))) == (
            "Một hai ba bốn năm sáu. “Bảy",
            "\n",
        )


async def test_a_link_that_hangs_is_pressed_and_lettered_at_its_mark(make: type[Make]) -> None:
    host = Host()
    async with host.run_test(size=(26, 12)) as pilot:
        linked = Paragraph((Span("Một hai ba bốn năm sáu. "), Span("“Bảy tám”", href="https://x.example/")))
        await shown(host, pilot, make.article(linked))
        y = host.row("Bảy")
        assert host.view.run_at(0, y + host.view.top).href == "https://x.example/"  # type: ignore[union-attr]
        await pilot.click(host.view, offset=(0, y))
        assert host.view.stop == 0
        assert [event.href for event in host.said] == ["https://x.example/"]  # type: ignore[attr-defined]
        hints = Hints(host.view, lambda: None)
        assert host.rows()[y] == f"{hints.targets[0].label}Bảy tám”"


async def test_another_width_keeps_the_place_of_a_line_that_hung(make: type[Make]) -> None:
    host = Host()
    async with host.run_test(size=(26, 6)) as pilot:
        said = " ".join(["Một hai ba bốn năm sáu.", "“Bảy tám chín mười một.”"] * 8)
        await shown(host, pilot, make.article(text(said)))
        host.view.move(4)
        host.view.to_row(host.view.top + host.row("“Bảy"))
        place = host.view.position
        assert host.rows()[0] == "“Bảy tám chín mười một.”"
        await pilot.resize_terminal(60, 6)
        await pilot.pause()
        layout = host.view.layout_now
        assert layout is not None
        assert layout.anchor_of(place) == layout.anchor(host.view.top)
