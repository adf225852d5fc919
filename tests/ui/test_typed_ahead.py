"""Keys typed before what they are meant for is on screen: an article, or a list."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from textual import events

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model.article import Article
from tui_reader.model.errors import StoreError
from tui_reader.model.view import Snapshot, View


def held_up(reader: Reader) -> asyncio.Event:
    """Articles come from a slow disk: none before the event is set."""
    gate, article = asyncio.Event(), reader.library.article

    async def slow(entry_id: int) -> Article | None:
        await gate.wait()
        return await article(entry_id)

    reader.library.article = slow  # type: ignore[method-assign]
    return gate


async def test_keys_typed_before_the_article_is_there_move_in_it(newsroom: Newsroom, reading: Open) -> None:
    _, two, _ = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        gate = held_up(reader)
        await reader.pilot.press("j", "enter", "G")
        gate.set()
        await reader.settle()
        assert reader.shown == two
        assert reader.screen.desk.article.progress == 100


async def test_space_typed_twice_reads_on_in_the_article_it_opened(newsroom: Newsroom, reading: Open) -> None:
    _, two, _ = newsroom.articles("One", "Two", "Three")
    async with reading(size=(120, 40)) as reader:
        gate = held_up(reader)
        await reader.pilot.press("j", "space", "space")
        gate.set()
        await reader.settle()
        assert reader.shown == two
        assert reader.screen.desk.article.scroll_offset.y > 0


async def test_two_steps_typed_at_once_are_two_steps(newsroom: Newsroom, reading: Open) -> None:
    *_, four = newsroom.articles("One", "Two", "Three", "Four")
    async with reading(size=(80, 24)) as reader:
        await reader.press("enter")
        gate = held_up(reader)
        await reader.pilot.press("J", "J", "n")
        gate.set()
        await reader.settle()
        assert reader.shown == four


def lists_held_up(reader: Reader, *, broken: bool = False) -> asyncio.Event:
    """Lists come from a slow disk: none before the event is set."""
    gate, snapshot = asyncio.Event(), reader.library.snapshot

    async def slow(view: View, keep: Sequence[int] = ()) -> Snapshot:
        await gate.wait()
        if broken:
            raise StoreError("store_broken")
        return await snapshot(view, keep)

    reader.library.snapshot = slow  # type: ignore[method-assign]
    return gate


async def test_enter_right_after_ga_opens_an_article_of_the_list_it_sent_for(
    newsroom: Newsroom, reading: Open
) -> None:
    one, two, _ = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        await reader.press("s", "j", "s", "j")
        gate = lists_held_up(reader)
        await reader.pilot.press("g", "s", "j", "enter")
        gate.set()
        await reader.settle()
        assert list(reader.screen.desk.entries.ids) == [one, two]
        assert reader.shown == two
        assert reader.pane == "article"


async def test_moving_after_enter_moves_in_the_article_of_the_list_sent_for(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        await reader.press("s", "j")
        gate = lists_held_up(reader)
        await reader.pilot.press("g", "s", "enter", "G")
        gate.set()
        await reader.settle()
        assert reader.shown == one
        assert reader.screen.desk.article.progress == 100


async def test_a_list_that_cannot_be_read_leaves_the_keys_to_the_one_on_screen(
    newsroom: Newsroom, reading: Open
) -> None:
    _, two, _ = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        lists_held_up(reader, broken=True).set()
        await reader.press("g", "s")
        await reader.press("j", "enter")
        assert reader.shown == two


async def test_space_in_the_list_of_a_narrow_window_waits_for_nothing(
    newsroom: Newsroom, reading: Open
) -> None:
    _, two, _ = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        await reader.press("j", "space")
        assert reader.shown == two
        assert reader.pane == "article"


async def test_the_end_wished_for_as_the_comments_are_left_is_the_articles(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One", "Two")
    async with reading(size=(80, 24)) as reader:
        await reader.press("enter", "c")
        assert reader.pane == "comments"
        for key in "cG":  # as one read of the terminal brings them
            reader.app.post_message(events.Key(key, key))
        async with asyncio.timeout(20):
            while reader.screen.desk.article.progress < 100:
                await reader.pilot.pause(0.01)
        assert reader.pane == "article"


async def test_a_move_that_waited_for_one_article_does_not_move_the_next_one(
    newsroom: Newsroom, reading: Open
) -> None:
    _, _, three = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        await reader.press("enter")
        gate = held_up(reader)
        await reader.pilot.press("J", "G", "J")
        gate.set()
        await reader.settle()
        assert reader.shown == three
        assert reader.screen.desk.article.progress < 100
