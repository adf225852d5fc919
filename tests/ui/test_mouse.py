"""A click does what Enter does; the wheel scrolls what is under it; words of the footer are buttons."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages
from tui_reader.model.view import Place
from tui_reader.ui.list.list_bar import ListBar
from tui_reader.ui.list.source_tree import SourceTree
from tui_reader.ui.panes import Pane
from tui_reader.ui.reading.aa_panel import AaPanel
from tui_reader.ui.status import StatusLine


async def test_a_click_on_a_row_opens_it_and_a_second_one_gives_it_the_whole_screen(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.pilot.click("EntryList", offset=(10, 3))
        await reader.settle()
        assert reader.shown == made[1]
        assert (await reader.stored(made[1])).read
        await reader.pilot.click("EntryList", offset=(10, 3))
        await reader.settle()
        assert reader.screen.panes.shown == {Pane.ARTICLE}


async def test_the_footers_words_are_buttons(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        line = reader.text().splitlines()[-1]
        await reader.pilot.click("Footer", offset=(line.index("star"), 0))
        await reader.settle()
        assert (await reader.stored(one)).starred


async def test_the_title_shows_the_sources_and_a_click_chooses_one(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.pilot.click(ListBar)
        await reader.settle()
        assert reader.screen.desk.sources.display
        await reader.pilot.click(SourceTree, offset=(5, 5))
        await reader.settle()
        assert reader.screen.lists.view.place is Place.STARRED


async def test_what_is_new_is_a_button(newsroom: Newsroom, reading: Open) -> None:
    old = newsroom.articles("One", "Two")
    async with reading() as reader:
        newsroom._made = -2
        [new] = newsroom.articles("Fresh")
        reader.library.tell(messages.FeedChanged(newsroom.feed(), new=1))
        await reader.settle()
        await reader.pilot.click(StatusLine, offset=(3, 0))
        await reader.settle()
        assert list(reader.screen.desk.entries.ids) == [new, *old]


async def test_the_wheel_scrolls_the_pane_under_it_and_leaves_the_focus(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles(*(f"Article {n}" for n in range(60)))
    async with reading() as reader:
        current = reader.current
        await reader.pilot._post_mouse_events([_wheel()], widget="ArticleView", offset=(5, 5))
        await reader.settle()
        assert reader.screen.desk.article.scroll_offset.y > 0
        assert reader.pane == "list"
        await reader.pilot._post_mouse_events([_wheel()], widget="EntryList", offset=(5, 5))
        await reader.settle()
        assert reader.screen.desk.entries.scroll_offset.y > 0
        assert reader.current == current


async def test_aa_is_a_button(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        bar = reader.screen.desk.bar
        await reader.pilot.click("ArticleBar", offset=(bar.size.width - 3, 0))
        await reader.settle()
        assert reader.screen.query(AaPanel)


def _wheel() -> type:
    from textual import events

    return events.MouseScrollDown
