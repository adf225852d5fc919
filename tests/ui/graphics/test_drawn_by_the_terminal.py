"""Pictures drawn by the terminal itself: given once, where their cells are, gone when covered, evicted or at the end."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.hostile.lexer import judge
from tests.ui.conftest import Newsroom, Open
from tests.ui.graphics.conftest import Make, Terminal, placed_in
from tests.ui.reading.illustrated import arrives, cells, figure, text, written
from tui_reader.model.document import Block
from tui_reader.model.picture import Graphics
from tui_reader.ui.graphics import placed

NEAR, FAR = Graphics(files=True), Graphics(files=False)
CANARY = "KNR"


def starts_as_png(path: str) -> bool:
    return Path(path).read_bytes().startswith(b"\x89PNG")


async def test_a_picture_that_is_here_is_given_by_its_file_and_stands_in_its_room(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text(30))
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 40), app_class=drawing(NEAR)) as reader:
        await reader.press("enter")
        (number,) = terminal.given
        layout = reader.screen.desk.article.layout_now
        assert layout is not None
        (spot,) = layout.spots
        assert (
            placed_in(reader.app)
            == [(y, spot.columns) for y in range(placed_in(reader.app)[0][0], 40)][: spot.rows]
        )
        keys, _, payload = re.findall(r"\x1b_G(a=T[^;]*)(;)([^\x1b]*)", terminal.stream)[0]
        assert keys == f"a=T,U=1,f=100,i={number},c={spot.columns},r={spot.rows},q=2,t=f"
        assert starts_as_png(base64.b64decode(payload).decode())
        await reader.press("j", "j", "k", "pagedown", "pageup")
        assert terminal.given == [number], "scrolling sends only letters"
        assert judge(terminal.stream.encode(), CANARY) == []


async def test_a_terminal_far_away_is_sent_the_bytes_no_larger_than_their_room(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text(30))
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 40), app_class=drawing(FAR)) as reader:
        await reader.press("enter")
        assert len(terminal.given) == 1
        sent = base64.b64decode("".join(re.findall(r"\x1b_G[^;]*m=[01];([^\x1b]*)", terminal.stream)))
        assert sent.startswith(b"\x89PNG")
        width = int.from_bytes(sent[16:20], "big")
        assert 100 < width <= placed_in(reader.app)[0][1] * FAR.cell[0]
        assert judge(terminal.stream.encode(), CANARY) == []


async def test_under_a_dialog_half_blocks_stand_for_it_and_after_it_the_picture_again(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text(30))
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 40), app_class=drawing(NEAR)) as reader:
        await reader.press("enter")
        before = placed_in(reader.app)
        await reader.press("Y")
        assert not reader.alone
        assert placed_in(reader.app) == []
        assert "▀" in reader.text()
        await reader.press("escape")
        assert placed_in(reader.app) == before
        assert len(terminal.given) == 1


async def test_everything_is_taken_back_at_the_end(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text(3), figure(2, 1200, 800), *text(30))
    for number in (1, 2):
        arrives(newsroom.paths, number)
    async with reading(size=(120, 50), app_class=drawing(NEAR)) as reader:
        await reader.press("enter", "pagedown", "i")
        assert len(terminal.held) >= 2
        await reader.press("escape")
    assert terminal.held == set()


async def test_the_longest_unseen_is_taken_back_and_given_again_when_it_is_seen(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placed, "MOST", 3)
    blocks: list[Block] = []
    for number in range(8):
        blocks += [figure(number, 1200, 800), *text(6)]
    written(newsroom, *blocks)
    for number in range(8):
        arrives(newsroom.paths, number)
    async with reading(size=(120, 30), app_class=drawing(NEAR)) as reader:
        await reader.press("enter")
        first = terminal.given[0]
        for _ in range(12):
            await reader.press("pagedown")
        assert len(terminal.held) == 3
        assert first not in terminal.held
        await reader.press("g", "g")
        await reader.settle()
        assert placed_in(reader.app)
        assert len(terminal.held) == 3


async def test_another_width_is_another_room_and_another_picture(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text(30))
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 40), app_class=drawing(NEAR)) as reader:
        await reader.press("enter")
        await reader.pilot.resize_terminal(60, 24)
        await reader.settle()
        layout = reader.screen.desk.article.layout_now
        assert layout is not None
        assert {count for _, count in placed_in(reader.app)} == {layout.spots[0].columns}
        await reader.press("T")
        await reader.pilot.resize_terminal(140, 40)
        await reader.settle()
        assert placed_in(reader.app), "the panel lies beside it"


async def test_without_exact_colours_half_blocks_stay(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    written(newsroom, figure(1, 1200, 800), *text(30))
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 40), app_class=drawing(NEAR)) as reader:
        await reader.press("enter")
        assert terminal.given == []
        assert cells(reader)


async def test_after_the_shell_had_the_terminal_the_pictures_are_given_again(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text(30))
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 40), app_class=drawing(NEAR)) as reader:
        await reader.press("enter")
        (first,) = terminal.given
        reader.app.app_resume_signal.publish(reader.app)
        await reader.settle()
        await reader.settle()
        assert len(terminal.given) == 2
        assert terminal.held == {terminal.given[1]}
        assert first not in terminal.held
        assert placed_in(reader.app)


async def test_nearer_to_a_large_picture_a_part_of_it_fills_the_screen(
    newsroom: Newsroom, reading: Open, terminal: Terminal, drawing: Make
) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading(size=(100, 40), app_class=drawing(NEAR)) as reader:
        await reader.press("enter", "i")
        whole = placed_in(reader.app)
        await reader.press("plus", "plus")
        near = placed_in(reader.app)
        assert near != whole
        assert near[0][1] == 100
        assert len(near) == 37 > len(whole)
        await reader.press("right")
        assert "[Picture 1 of 1]" in reader.text(), "near, the arrows move about in it"
        await reader.press("0")
        assert placed_in(reader.app) == whole
        await reader.press("ctrl+s")
        assert placed_in(reader.app) == []
        await reader.press("escape", "escape")
        assert reader.alone
        assert judge(terminal.stream.encode(), CANARY) == []
