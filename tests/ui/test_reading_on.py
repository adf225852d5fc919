"""Space reads on, n finds the next unread one, J and K the neighbours; the place in each article is kept."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.view import Place


async def test_space_in_the_list_opens_then_pages_then_goes_to_the_next_unread(
    newsroom: Newsroom, reading: Open
) -> None:
    one, two = newsroom.articles("One", "Two", paragraphs=8)
    async with reading() as reader:
        await reader.press("space")
        assert (await reader.stored(one)).read
        assert reader.pane == "list", "only enter moves the keys"
        await reader.press("space")
        assert reader.screen.desk.article.scroll_offset.y > 0
        for _ in range(6):
            await reader.press("space")
        assert reader.shown == two
        assert (await reader.stored(two)).read
        assert reader.pane == "list"


async def test_space_at_the_end_of_the_last_article_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", paragraphs=1)
    async with reading() as reader:
        await reader.press("enter", "space", "space")
        assert reader.notice == "All caught up."


async def test_next_unread_skips_read_ones_and_previous_comes_back(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two", "Three", "Four")
    async with reading() as reader:
        await reader.press("j", "m", "k", "n")
        assert reader.shown == made[2]
        assert (await reader.stored(made[2])).read
        await reader.press("p")
        assert reader.shown == made[0]


async def test_capital_n_is_previous_unread_too(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("j", "N")
        assert reader.shown == made[0]


async def test_next_unread_goes_on_in_other_feeds(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Here")
    [there] = newsroom.articles("There", feed="Weekly")
    async with reading() as reader:
        await reader.press("B", "G", "k")  # the feeds stand in their own order; take the first
        await reader.press("enter")
        assert reader.screen.lists.view.place is Place.FEED
        await reader.press("space", "n")
        assert reader.shown == there or (await reader.stored(there)).read


async def test_next_and_previous_article(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("enter", "J")
        assert (reader.shown, reader.current) == (made[1], made[1])
        assert reader.pane == "article"
        await reader.press("K")
        assert reader.shown == made[0]
        await reader.press("2", "J")
        assert reader.shown == made[2]
        await reader.press("J")
        assert reader.notice == "This is the last article."


async def test_the_place_is_kept_when_the_article_is_left(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("enter", "pagedown", "pagedown", "h")
        state = await reader.stored(one)
        assert state.place
        assert 0 < state.progress < 100
        assert reader.row(one).state.progress == state.progress
        await reader.press("j", "enter", "K")
        assert reader.screen.desk.article.scroll_offset.y > 0, "opens where it was left"


async def test_a_preview_keeps_no_place(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One", "Two")
    async with reading() as reader:
        reader.screen.desk.article.page(1)
        await reader.press("j")
        assert not (await reader.stored(one)).place


async def test_quitting_keeps_the_place(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter", "pagedown")
        await reader.pilot.press("Q")
        await reader.pilot.pause()
    async with reading() as again:
        assert (await again.stored(one)).place


async def test_the_window_title_says_what_is_read(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("j")
        assert reader.screen.title == "Two – tui_reader"
