"""Moving in the list and the sources, in and out of panes; keys pressed, state asserted."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.view import Place, View
from tui_reader.ui.panes import Pane


async def test_the_list_shows_unread_articles_with_the_first_one_beside_it(
    newsroom: Newsroom, reading: Open
) -> None:
    first, *_ = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        assert (reader.current, reader.shown) == (first, first)
        assert "One" in reader.text()
        assert "Today" in reader.text()


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_one_down_and_one_up_preview_without_marking(
    newsroom: Newsroom, reading: Open, down: str, up: str
) -> None:
    made = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press(down, down)
        assert (reader.current, reader.shown) == (made[2], made[2])
        await reader.press(up)
        assert (reader.current, reader.shown) == (made[1], made[1])
        assert not any([(await reader.stored(one)).read for one in made])


async def test_a_count_moves_so_many_rows(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(20)))
    async with reading() as reader:
        await reader.press("1", "2", "j")
        assert reader.current == made[12]
        await reader.press("3", "k")
        assert reader.current == made[9]


@pytest.mark.parametrize(("down", "up"), [("ctrl+d", "ctrl+u"), ("pagedown", "pageup"), ("ctrl+f", "b")])
async def test_pages_and_half_pages_of_the_list(
    newsroom: Newsroom, reading: Open, down: str, up: str
) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(60)))
    async with reading() as reader:
        await reader.press(down)
        assert reader.current in made[5:30]
        await reader.press(up)
        assert reader.current == made[0]


@pytest.mark.parametrize(("bottom", "top"), [("G", "g g"), ("end", "home")])
async def test_top_and_bottom_of_the_list_and_back_again(
    newsroom: Newsroom, reading: Open, bottom: str, top: str
) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(60)))
    async with reading() as reader:
        await reader.press("j", bottom)
        assert reader.current == made[-1]
        await reader.press("apostrophe")
        assert reader.current == made[1]
        await reader.press(*top.split())
        assert reader.current == made[0]


async def test_sections_of_the_list_are_days(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(60)))
    async with reading() as reader:
        await reader.press("full_stop")
        assert reader.current in made[1:26]
        assert reader.screen.desk.entries.row.sort_at.day != reader.row(made[0]).sort_at.day  # type: ignore[union-attr]
        await reader.press("comma")
        assert reader.current == made[0]


async def test_tab_goes_between_sources_and_articles(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("tab")
        assert reader.screen.panes.in_sources
        await reader.press("shift+tab")
        assert not reader.screen.panes.in_sources


async def test_enter_opens_marks_read_and_moves_the_keys_to_the_article(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("enter")
        assert reader.pane == "article"
        assert (await reader.stored(one)).read
        assert (await reader.stored(one)).opened
        assert reader.row(one).state.read, "what was just read stays in the list"


@pytest.mark.parametrize(("into", "out"), [("l", "h"), ("right", "left")])
async def test_in_and_out_go_through_all_panes(
    newsroom: Newsroom, reading: Open, into: str, out: str
) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        seen = []
        for key in (out, into, into, into, out, out, out):
            await reader.press(key)
            seen.append(
                "sources" if reader.screen.panes.in_sources else reader.screen.panes.focus.name.lower()
            )
        assert seen == ["sources", "list", "article", "comments", "article", "list", "sources"]


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_back_leaves_one_pane_after_the_other(newsroom: Newsroom, reading: Open, key: str) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("enter", "c")
        assert reader.pane == "comments"
        await reader.press(key)
        assert reader.pane == "article"
        await reader.press(key)
        assert reader.pane == "list"
        await reader.press("escape")
        assert reader.app.is_running


@pytest.mark.parametrize("keys", ["q", "Q", "ctrl+q"])
async def test_quitting_never_asks(newsroom: Newsroom, reading: Open, keys: str) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.pilot.press(keys)
        await reader.settle()
        assert not reader.app.is_running or reader.app._exit


async def test_backspace_does_nothing(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("enter", "backspace", "backspace")
        assert reader.pane == "article"


async def test_the_sources_show_and_hide_and_choose_a_feed(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Here")
    [other] = newsroom.articles("There", feed="Weekly")
    async with reading() as reader:
        assert not reader.screen.desk.sources.display
        await reader.press("B")
        assert reader.screen.desk.sources.display
        await reader.press("G", "enter")
        assert reader.screen.lists.view == View(Place.FEED, newsroom.feed("Weekly"))
        assert reader.current == other
        assert not reader.screen.panes.in_sources


async def test_folders_fold_one_and_all(newsroom: Newsroom, reading: Open) -> None:
    newsroom.feed("Daily", folder="Papers")
    newsroom.articles("One", feed="Daily")
    async with reading() as reader:
        await reader.press("B", "G")
        sources = reader.screen.desk.sources
        assert sources.line is not None
        assert sources.line.title == "Daily"
        await reader.press("h")
        assert sources.line.title == "Papers"
        await reader.press("z", "a")
        assert sources.line.folded is True
        await reader.press("l")
        assert sources.line.folded is False
        await reader.press("z", "M")
        assert sources.folded
        await reader.press("z", "R")
        assert not sources.folded


async def test_one_pane_alone_and_all_again(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter", "F")
        assert reader.screen.panes.shown == {Pane.ARTICLE}
        await reader.press("escape")
        assert reader.screen.panes.shown == {Pane.LIST, Pane.ARTICLE}
        assert reader.pane == "article"


async def test_the_same_keys_move_the_article(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter", "j", "j")
        article = reader.screen.desk.article
        assert article.scroll_offset.y > 0
        await reader.press("G")
        bottom = article.scroll_offset.y
        await reader.press("home")
        assert article.scroll_offset.y == 0
        await reader.press("apostrophe")
        assert article.scroll_offset.y == bottom
        for key in ("k", "ctrl+u", "b"):
            before = article.scroll_offset.y
            await reader.press(key)
            assert article.scroll_offset.y < before
        for key in ("ctrl+d", "pagedown"):
            before = article.scroll_offset.y
            await reader.press(key)
            assert article.scroll_offset.y > before
