"""Scaled text on the running program's screen: after anything at all, every cell is right and no letter is left over."""

from __future__ import annotations

import random

import pytest
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.strip import Strip

from tests.ui.conftest import Newsroom
from tests.ui.scaling.conftest import Watch
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.scale import LADDER
from tui_reader.model.style import Layer
from tui_reader.ui.scaling.osc66 import written
from tui_reader.ui.scaling.runs import runs_of
from tui_reader.ui.scaling.writer import FrameWriter

SIZES = range(1, len(LADDER))
KEYS = [
    *(
        "j",
        "k",
        "J",
        "K",
        "space",
        "b",
        "plus",
        "minus",
        "0",
        "T",
        "escape",
        "q",
        "g",
        "G",
        "F",
        "B",
        "c",
        "h",
        "l",
    ),
    *("tab", "enter", "colon", "question_mark", "slash", "period", "comma", "u", "m", "s", "end", "home"),
]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_is_on_screen_as_the_frame_says(
    newsroom: Newsroom, watching: Watch, size: int
) -> None:
    newsroom.articles("Bộ trưởng Nguyễn Mạnh Hùng làm việc với tỉnh")
    async with watching() as watched:
        await watched.press("enter", *["plus"] * size)
        assert watched.wrong() == []
        letters = watched.vt.all_letters()
        scale = LADDER[size]
        assert any(one.height == scale.s for one in letters)
        assert "đoàn" in watched.scaled
        fractions = {(one.keys.get("n"), one.keys.get("d")) for one in letters}
        assert (str(scale.n), str(scale.d)) in fractions if scale.d else (None, None) in fractions


@pytest.mark.parametrize("size", SIZES)
async def test_scrolling_keeps_every_cell_right(newsroom: Newsroom, watching: Watch, size: int) -> None:
    newsroom.articles("Một", "Hai")
    async with watching() as watched:
        await watched.press("enter", *["plus"] * size)
        for key in ("j", "j", "space", "k", "b", "end", "k", "home", "J"):
            await watched.press(key)
            assert watched.wrong() == [], key


async def test_panel_palette_help_and_notices_over_scaled_text(newsroom: Newsroom, watching: Watch) -> None:
    newsroom.articles("Một", "Hai")
    async with watching() as watched:
        await watched.press("enter", *["plus"] * 4)
        for key in ("T", "plus", "escape", "colon", "escape", "question_mark", "escape", "slash", "escape"):
            await watched.press(key)
            assert watched.wrong() == [], key
        watched.reader.app.notify("over the text")
        await watched.reader.settle()
        assert watched.wrong() == []
        assert watched.scaled


async def test_what_a_dialog_does_not_cover_stays_scaled(newsroom: Newsroom, watching: Watch) -> None:
    newsroom.articles("Một")
    async with watching() as watched:
        await watched.press("enter", *["plus"] * 4)
        before = len(watched.vt.all_letters())
        await watched.press("colon")
        assert len(watched.reader.app.screen_stack) > 1
        assert 0 < len(watched.vt.all_letters()) < before
        await watched.press("escape")
        assert len(watched.vt.all_letters()) == before


async def test_back_at_the_usual_size_nothing_is_scaled_and_frames_pass_untouched(
    newsroom: Newsroom, watching: Watch
) -> None:
    newsroom.articles("Một")
    async with watching() as watched:
        await watched.press("enter", "plus", "plus", "0")
        assert watched.vt.all_letters() == []
        assert watched.wrong() == []
        update = CompositorUpdate()
        app = watched.reader.app
        assert app._start.scaled.update(app, app.screen, update) is update


async def test_any_keys_and_sizes_of_the_window_leave_the_screen_right(
    newsroom: Newsroom, watching: Watch
) -> None:
    newsroom.articles(*(f"Bài {number}" for number in range(12)))
    dice = random.Random(66)
    async with watching() as watched:
        await watched.press("enter", "plus", "plus", "plus", "plus")
        done: list[str] = []
        for _ in range(200):
            key = dice.choice(KEYS)
            done.append(key)
            await watched.press(key)
            assert watched.wrong() == [], done[-12:]


def per_row(writer: FrameWriter, strips: list[Strip], columns: int, console: Console, **_: object) -> str:
    """As if each row wrote its own letters, one row after the other: what the design says cannot work."""
    runs = runs_of(strips, columns)
    rows = []
    for y, strip in enumerate(strips):
        own = "".join(written([run for run in runs if run.y == y], ColorSystem.TRUECOLOR))
        rows.append(f"\x1b[{y + 1};1H{strip.render(console)}{own}")
    return "".join(rows)


async def test_the_model_sees_what_is_wrong_where_rows_are_written_without_the_writer(
    newsroom: Newsroom, watching: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FrameWriter, "frame", per_row)
    newsroom.articles("Một")
    async with watching() as watched:
        await watched.press("enter", *["plus"] * 4)
        assert any("pushed aside" in one for one in watched.wrong())


async def test_a_failure_in_the_writer_turns_sizes_off_and_says_so_once(
    newsroom: Newsroom, watching: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("Một")
    async with watching() as watched:
        await watched.press("enter", *["plus"] * 4)
        assert watched.scaled
        monkeypatch.setattr(FrameWriter, "frame", lambda *_, **__: 1 / 0)
        await watched.press("j")
        assert watched.wrong() == []
        assert watched.vt.all_letters() == []
        assert watched.reader.screen.desk.layer is Layer.LAYOUT
        assert watched.reader.notice == "Real text sizes do not work here; width and spacing still change."
        await watched.press("plus")
        assert watched.wrong() == []


async def test_the_gaps_in_an_underlined_link_are_letters_that_a_terminal_underlines_once(
    newsroom: Newsroom, watching: Watch
) -> None:
    (entry,) = newsroom.articles("Một")
    newsroom.text(entry, Paragraph((Span("Xem "), Span("trang kia", href="https://x.example/"))))
    async with watching() as watched:
        await watched.press("enter", *["plus"] * 4)
        assert watched.wrong() == []
        said = watched.scaled
        assert "trang\u00a0kia" in said
        assert "Xem " in said
