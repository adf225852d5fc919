"""The letters pictures are drawn in place of, and the sequences that go with them."""

from __future__ import annotations

import base64
import re
import unicodedata

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as ScreenColor
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip

from tui_reader.ui.graphics import kitty
from tui_reader.ui.graphics.placeholders import MOST, PLACEHOLDER, blank, marks, row, style_of
from tui_reader.ui.line_filter import Scrubber

GROUND = Style(bgcolor=Color.parse("#17181b"))
BLACK = ScreenColor(0, 0, 0)


def test_the_marks_are_those_of_the_protocol() -> None:
    known = marks()
    assert len(known) == len(set(known)) == MOST
    assert sorted(known) == list(known)
    assert {unicodedata.combining(mark) for mark in known} == {230}
    assert not any(unicodedata.decomposition(mark) for mark in known)
    # As the documentation shows them: the first four, and the last.
    assert [f"{ord(mark):x}" for mark in (*known[:4], known[-1])] == ["305", "30d", "30e", "310", "1d244"]


def test_a_row_is_as_wide_as_its_cells_and_may_be_cut_between_any_two() -> None:
    strip = Strip([Segment(row(7, 297))])
    assert strip.cell_length == cell_len(strip.text) == 297
    left, middle, right = strip.divide([10, 11, 297])
    assert (left.cell_length, middle.text, right.cell_length) == (
        10,
        f"{PLACEHOLDER}{marks()[7]}{marks()[10]}",
        286,
    )
    assert blank(row(1, 12)) == " " * 12
    assert blank(f"{row(1, 12)}x") == ""


def test_the_colour_of_its_letters_tells_which_picture_it_is() -> None:
    shown = Strip([Segment(row(0, 1), style_of((0x10A0B).to_bytes(3, "big"), GROUND))])
    assert "38;2;1;10;11;48;2;23;24;27m" in shown.render(Console(color_system="truecolor"))


def test_what_tints_a_picture_makes_it_blank_and_a_strangers_letters_are_replaced() -> None:
    ours = Segment(row(2, 5), style_of(b"\x10\x00\x01", GROUND))
    scrubber = Scrubber()
    assert scrubber.apply([ours], BLACK) == [ours]
    (tinted,) = BackgroundScreen.process_segments([ours], ScreenColor(0, 0, 0, 0.5))
    assert [segment.text for segment in scrubber.apply([tinted], BLACK)] == [" " * 5]
    stranger = Segment(f"tin {PLACEHOLDER}\u0305\u0305 mới", Style())
    assert PLACEHOLDER not in scrubber.apply([stranger], BLACK)[0].text


def test_a_picture_is_given_whole_in_pieces_a_terminal_takes() -> None:
    png = bytes(range(256)) * 100
    pieces = list(kitty.in_chunks(9, png, 60, 20))
    read = [re.fullmatch(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", piece) for piece in pieces]
    assert all(read)
    assert read[0] is not None
    assert read[0][1] == "a=T,U=1,f=100,i=9,c=60,r=20,q=2,t=d,m=1"
    assert [one[1][-3:] for one in read if one] == ["m=1"] * (len(pieces) - 1) + ["m=0"]
    assert base64.b64decode("".join(one[2] for one in read if one)) == png
    assert max(len(one[2]) for one in read if one) <= 4096
    path = kitty.from_file(9, "/a b/ư.png", 60, 20)
    assert base64.b64decode(path.partition(";")[2][:-2]).decode() == "/a b/ư.png"
