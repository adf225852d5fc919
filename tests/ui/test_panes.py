"""How many panes at which width; resizing and tiny windows; comments take a column only where there is something."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.comment import CommentData
from tui_reader.ui.panes import Pane, visible

L, A, C = Pane.LIST, Pane.ARTICLE, Pane.COMMENTS


@pytest.mark.parametrize(
    ("width", "focus", "comments", "alone", "shown"),
    [
        (80, L, True, False, {L}),
        (80, A, True, False, {A}),
        (48, C, True, False, {C}),
        (90, L, True, False, {L, A}),
        (120, A, True, False, {L, A}),
        (120, C, False, False, {A, C}),
        (140, L, True, False, {L, A, C}),
        (140, L, False, False, {L, A}),
        (200, C, False, False, {L, A, C}),
        (200, A, True, True, {A}),
    ],
)
def test_what_is_shown_follows_width_and_focus(
    width: int, focus: Pane, comments: bool, alone: bool, shown: set[Pane]
) -> None:
    assert visible(width, focus, comments=comments, alone=alone) == shown


async def test_three_panes_when_wide_and_there_is_a_discussion(newsroom: Newsroom, reading: Open) -> None:
    one, _ = newsroom.articles("One", "Two")
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="Hạ tầng số."))
    async with reading(size=(160, 40)) as reader:
        assert reader.screen.panes.shown == {L, A, C}
        assert "Lan Anh" in reader.text()
        await reader.press("j")
        assert reader.screen.panes.shown == {L, A}
        await reader.press("c")
        assert reader.screen.panes.shown == {L, A, C}
        await reader.press("c")
        assert reader.screen.panes.shown == {L, A}


async def test_sources_have_their_own_column_from_180(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading(size=(200, 50)) as reader:
        sources = reader.screen.desk.sources
        assert sources.display
        assert sources.outer_size.width == 26
        assert sources.outer_size.height > 40
        await reader.press("B")
        assert not sources.display


async def test_narrow_shows_one_pane_at_a_time_and_a_way_back(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading(size=(48, 20)) as reader:
        assert reader.screen.panes.shown == {L}
        await reader.press("enter")
        assert reader.screen.panes.shown == {A}
        assert "‹ Daily" in reader.text()
        assert "1/2" in reader.text()
        await reader.pilot.click("ArticleBar", offset=(2, 0))
        await reader.settle()
        assert reader.screen.panes.shown == {L}


async def test_space_in_a_narrow_list_shows_the_article(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading(size=(60, 20)) as reader:
        await reader.press("space")
        assert reader.screen.panes.shown == {A}


async def test_small_windows_have_compact_rows(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading(size=(80, 24)) as reader:
        assert reader.screen.desk.entries._density.name == "COMPACT"
        await reader.pilot.resize_terminal(120, 40)
        await reader.settle()
        assert reader.screen.desk.entries._density.name == "NORMAL"


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_a_storm_of_sizes_down_to_one_cell_does_no_harm(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    one, *_ = newsroom.articles("One", "Two", "Three")
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="Hạ tầng số."))
    async with reading() as reader:
        for keys in ((), ("enter",), ("c",), ("question_mark",)):
            await reader.press(*keys)
            for size in ((1, 1), (200, 3), (2, 60), (500, 200), (90, 24), (139, 24), (140, 29), (5, 5)):
                await reader.pilot.resize_terminal(*size)
                await reader.settle()
        assert reader.app.is_running
        await reader.pilot.resize_terminal(120, 40)
        await reader.press("escape", "escape", "escape")
        assert reader.current == one


async def test_the_cursor_stays_on_its_article_when_the_window_changes(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(100)))
    async with reading(size=(120, 40)) as reader:
        await reader.press("5", "0", "j")
        await reader.pilot.resize_terminal(80, 24)
        await reader.settle()
        assert reader.current == made[50]
        assert "Article 50" in reader.text()


@pytest.mark.parametrize(
    ("width", "ratio", "shown"),
    [
        (200, 1.5, {Pane.LIST, Pane.ARTICLE, Pane.COMMENTS}),
        (200, 3.0, {Pane.LIST, Pane.ARTICLE}),
        (150, 3.0, {Pane.ARTICLE}),
        (120, 1.5, {Pane.LIST, Pane.ARTICLE}),
        (120, 2.0, {Pane.ARTICLE}),
    ],
)
def test_large_letters_make_the_comments_go_first_then_the_list(
    width: int, ratio: float, shown: set[Pane]
) -> None:
    assert visible(width, Pane.ARTICLE, comments=True, alone=False, ratio=ratio) == shown


def test_who_is_in_the_list_keeps_it_whatever_the_size() -> None:
    assert Pane.LIST in visible(120, Pane.LIST, comments=True, alone=False, ratio=3.0)


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_a_window_that_is_too_small_says_so_and_loses_nothing(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    _, two = newsroom.articles("One", "Two")
    said = (
        "The window is too small. At least 24×7 is needed."
        if lang == "en"
        else "Cửa sổ nhỏ quá. Cần ít nhất 24×7."
    )
    async with reading(size=(80, 24)) as reader:
        await reader.press("j", "enter")
        await reader.pilot.resize_terminal(20, 5)
        await reader.settle()
        assert said in " ".join(reader.text().replace("\xa0", " ").split())
        for size in ((1, 1), (3, 200), (200, 1)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
        await reader.pilot.resize_terminal(48, 20)
        await reader.settle()
        assert said[:9] not in reader.text()
        assert (reader.pane, reader.shown) == ("article", two)
