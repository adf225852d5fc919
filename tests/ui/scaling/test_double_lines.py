"""Lines of double height: in the article alone, single again wherever anything else is, and given back at the end."""

from __future__ import annotations

import random

import pytest
from textual import events

from tests.ui.conftest import Newsroom
from tests.ui.scaling.conftest import Watch, Watched, WatchedDriver
from tests.ui.scaling.vt import BOTTOM, SINGLE, TOP, Vt
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.style import Layer


def pairs(vt: Vt) -> list[str]:
    """The texts of the double lines; each must be two rows that say the same in half the columns."""
    found = []
    for y, attribute in enumerate(vt.lines):
        if attribute == TOP:
            assert vt.lines[y + 1] == BOTTOM, y
            half = vt.columns // 2
            assert vt.row(y)[:half] == vt.row(y + 1)[:half]
            found.append(vt.row(y)[:half].rstrip())
        elif attribute == BOTTOM:
            assert vt.lines[y - 1] == TOP, y
    return found


KEYS = ["j", "k", "space", "J", "F", "plus", "minus", "0", "T", "escape", "end", "home", "c", "q", "enter"]


async def enlarged(watched: Watched) -> None:
    await watched.press("enter", "F", "plus")


async def test_the_article_alone_has_double_lines_under_a_title_in_blocks(
    newsroom: Newsroom, watching: Watch
) -> None:
    newsroom.articles("Bộ trưởng làm việc")
    async with watching(layer=Layer.DEC) as watched:
        await enlarged(watched)
        lines = pairs(watched.vt)
        assert watched.in_blocks == "Bộ trưởng làm việc"
        assert lines[0].strip().startswith("0. Ngày")
        assert any("đoàn công tác" in line for line in lines)
        assert watched.wrong() == []


async def test_beside_other_panes_every_line_is_single(newsroom: Newsroom, watching: Watch) -> None:
    newsroom.articles("Một")
    async with watching(layer=Layer.DEC) as watched:
        await watched.press("enter", "plus")
        assert pairs(watched.vt) == []
        await watched.press("F")
        assert pairs(watched.vt)
        await watched.press("F")
        assert set(watched.vt.lines) == {SINGLE}
        assert watched.wrong() == []


@pytest.mark.parametrize("key", ["colon", "T", "question_mark"])
async def test_what_covers_double_lines_makes_them_single(
    newsroom: Newsroom, watching: Watch, key: str
) -> None:
    newsroom.articles("Một")
    async with watching(layer=Layer.DEC) as watched:
        await enlarged(watched)
        await watched.press(key)
        assert watched.wrong() == []
        pairs(watched.vt)
        await watched.press("escape")
        assert watched.wrong() == []
        assert pairs(watched.vt)


async def test_any_keys_leave_the_screen_right(newsroom: Newsroom, watching: Watch) -> None:
    newsroom.articles(*(f"Bài {number}" for number in range(8)))
    dice = random.Random(3)
    async with watching(layer=Layer.DEC) as watched:
        await enlarged(watched)
        done: list[str] = []
        for _ in range(60):
            key = dice.choice(KEYS)
            done.append(key)
            await watched.press(key)
            assert watched.wrong() == [], done[-8:]
            pairs(watched.vt)


async def test_at_the_end_every_row_is_single_again(newsroom: Newsroom, watching: Watch) -> None:
    newsroom.articles("Một")
    async with watching(layer=Layer.DEC) as watched:
        await enlarged(watched)
        assert TOP in watched.vt.lines
    assert set(WatchedDriver.vt.lines) == {SINGLE}


@pytest.mark.parametrize("halves", [True, False])
async def test_a_click_on_a_double_line_follows_the_link_under_it(
    newsroom: Newsroom, watching: Watch, monkeypatch: pytest.MonkeyPatch, halves: bool
) -> None:
    """``halves``: the terminal counts the pointer's columns as the line does, half as many."""
    [one] = newsroom.articles("Một")
    newsroom.text(one, Paragraph((Span("Xem toàn bộ "), Span("bài viết", href="https://a.example/1"))))
    async with watching(layer=Layer.DEC, halves=halves) as watched:
        await enlarged(watched)
        row = next(y for y in range(watched.vt.rows) if "bài viết" in watched.vt.row(y)[:60])
        column = watched.vt.row(row).index("viết")
        said: list[str] = []
        following = watched.reader.screen.late.following
        monkeypatch.setattr(following, "follow", lambda href, text: said.append(href))
        x = column if halves else 2 * column
        for event in (events.MouseDown, events.MouseUp):
            watched.reader.app.post_message(event(None, x, row, 0, 0, 1, False, False, False))
        await watched.reader.settle()
        assert said == ["https://a.example/1"]


@pytest.mark.parametrize("smears", [True, False])
async def test_where_the_pointer_spoils_double_lines_they_are_written_again(
    newsroom: Newsroom, watching: Watch, smears: bool
) -> None:
    newsroom.articles("Một")
    async with watching(layer=Layer.DEC, smears=smears) as watched:
        await enlarged(watched)
        row = next(y for y in range(watched.vt.rows) if watched.vt.lines[y] == TOP)
        said = watched.vt.row(row)
        watched.vt.cells[row][10:14] = "????"  # as Konsole leaves it
        watched.reader.app.post_message(events.MouseMove(None, 5, row, 1, 0, 0, False, False, False))
        await watched.reader.settle()
        await watched.reader.settle()
        assert (watched.vt.row(row) == said) == smears
