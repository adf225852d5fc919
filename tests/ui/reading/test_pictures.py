"""Pictures in the article: asked for only in sight, drawn when they come, shown large when wanted."""

from __future__ import annotations

import pytest

from tests.pictures.made import BLUE, RED
from tests.ui.conftest import Newsroom, Open
from tests.ui.reading.illustrated import (
    URL,
    arrives,
    asked,
    bring,
    cells,
    figure,
    lines,
    places,
    text,
    written,
)
from tui_reader.model import messages
from tui_reader.model.document import Block, Figure, Span
from tui_reader.model.picture import fit
from tui_reader.strings import words
from tui_reader.ui.reading.lines import Run


@pytest.mark.parametrize("declared", [(1200, 800), (0, 0), (600, 900)])
async def test_a_picture_arrives_and_nothing_moves(
    newsroom: Newsroom, reading: Open, declared: tuple[int, int]
) -> None:
    written(newsroom, *text(), figure(1, *declared), *text(2))
    async with reading(size=(120, 40)) as reader:
        await reader.press("enter")
        before = places(reader, ["Chú thích 1", "Đoạn 1."])
        height = reader.screen.desk.article.column.height  # type: ignore[union-attr]
        assert not cells(reader)
        assert "[Picture 1 of 1]" in reader.text()
        (request,) = asked(reader)
        await bring(reader, newsroom.paths, request)
        drawn = cells(reader)
        assert {run.colours[0] for run in drawn if run.colours} >= {
            bytes_near(drawn, RED),
            bytes_near(drawn, BLUE),
        }
        assert places(reader, ["Chú thích 1", "Đoạn 1."]) == before
        assert reader.screen.desk.article.column.height == height  # type: ignore[union-attr]
        assert "[Picture 1 of 1]" not in reader.text()
        assert "▀" in lines(reader)[before[0] - 1], "the caption stands right under it, whatever was declared"
        assert len(asked(reader)) == 1


def bytes_near(drawn: list[Run], colour: tuple[int, int, int]) -> bytes:
    """A colour on screen that is about this one."""
    for run in drawn:
        if run.colours and all(abs(a - b) < 40 for a, b in zip(run.colours[0], colour, strict=True)):
            return run.colours[0]
    raise AssertionError(f"nothing on screen looks like {colour}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_picture_is_no_wider_than_the_column_and_no_higher_than_two_fifths(
    newsroom: Newsroom, reading: Open, size: tuple[int, int]
) -> None:
    written(newsroom, figure(1, 4000, 4000), *text(20))
    async with reading(size=size) as reader:
        await reader.press("enter")
        layout, view = reader.screen.desk.article.layout_now, reader.screen.desk.article
        assert layout is not None
        (spot,) = layout.spots
        assert spot.rows <= max(4, view.rows * 40 // 100)
        assert spot.columns <= layout.width
        assert abs(spot.columns - 2 * spot.rows) <= 1, "a square is a square"


def test_a_small_picture_is_not_blown_up() -> None:
    assert fit(80, 80, 60, 20) == (10, 5)
    assert fit(4000, 10, 60, 20) == (60, 1)
    assert fit(10, 4000, 60, 20) == (1, 20)


async def test_only_what_is_in_sight_is_asked_for(newsroom: Newsroom, reading: Open) -> None:
    blocks: list[Block] = []
    for number in range(500):
        blocks += [figure(number, 900, 600), *text(1)]
    written(newsroom, *blocks)
    async with reading(size=(100, 30)) as reader:
        await reader.press("enter")
        first = {request.url for request in asked(reader)}
        assert URL.format(0) in first
        assert len(first) < 5
        await reader.press("G")
        last = {request.url for request in asked(reader)} - first
        assert URL.format(499) in last
        assert len(last) < 6


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_i_shows_a_picture_over_the_whole_screen_and_the_others_beside_it(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    written(newsroom, figure(1, 1200, 800), *text(), figure(2, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading(size=(100, 40)) as reader:
        await reader.press("enter", "i")
        assert not reader.alone
        label = words(lang)("picture.n_of_m", n=1, m=2)
        assert f"[{label}] Chú thích 1" in reader.text()
        assert sum("▀" in line for line in lines(reader)) > 20, "larger than in the text"
        await reader.press("right")
        assert "Chú thích 2" in reader.text()
        assert words(lang)("picture.loading") in reader.text()
        (request,) = [one for one in asked(reader) if one.url == URL.format(2)]
        await bring(reader, newsroom.paths, request)
        assert sum("▀" in line for line in lines(reader)) > 20
        await reader.press("right")
        assert "Chú thích 1" in reader.text()
        await reader.press("escape")
        assert reader.alone


async def test_i_in_an_article_without_pictures_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Không ảnh")
    async with reading() as reader:
        await reader.press("enter", "i")
        assert reader.alone
        assert reader.notice == words("en")("empty.pictures")


async def test_i_where_only_captions_came_says_that(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, Figure(None, (Span("Chú thích"),)), *text())
    async with reading() as reader:
        await reader.press("enter", "i")
        assert reader.alone
        assert reader.notice == words("en")("empty.pictures_captions")


async def test_a_click_on_a_picture_shows_that_one_large(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, figure(1, 300, 200), figure(2, 300, 200), *text())
    arrives(newsroom.paths, 2)
    async with reading(size=(120, 50)) as reader:
        await reader.press("enter")
        view = reader.screen.desk.article
        layout = view.layout_now
        assert layout is not None
        row = layout.top_of(layout.spots[1].piece) - view.top + 1
        await reader.pilot.click(view, offset=(view.margin + 5, row))
        await reader.settle()
        assert not reader.alone
        assert "Chú thích 2" in reader.text()


async def test_what_is_left_behind_is_not_fetched_to_its_end(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    newsroom.articles("Bài sau")
    async with reading() as reader:
        (request,) = asked(reader)
        await reader.press("j")
        stopped = [one.target for one in reader.library.asked if isinstance(one, messages.Cancel)]
        assert stopped == [request.id]


async def test_pictures_wanted_before_the_engine_was_there_are_asked_for_when_it_is(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_: object) -> int:
        return 0

    written(newsroom, figure(1, 1200, 800), *text())
    with monkeypatch.context() as patched:
        patched.setattr("tests.ui.conftest.QuietLibrary.fetch_picture", nobody)
        async with reading() as reader:
            assert "[Picture 1 of 1]" in reader.text()
            patched.undo()
            reader.library.tell(messages.Ready(1, "1", 1, False))
            await reader.settle()
            assert [one.url for one in asked(reader)] == [URL.format(1)]
