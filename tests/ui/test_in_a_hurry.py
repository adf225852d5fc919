"""What random keys found: things closed, reopened or left before what was begun with them had come."""

from __future__ import annotations

import asyncio

from tests.ui.conftest import Newsroom, Open


async def test_the_page_of_feeds_opens_again_before_it_was_quite_closed(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        health = reader.screen.late.health
        await reader.press("g", "f")
        health.close()
        health.open()
        await reader.settle()
        assert "Daily" in reader.text()
        assert health.is_open


async def test_the_box_hears_what_was_found_before_it_is_there(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        finding = reader.screen.finding
        finding.begin(everywhere=True)
        assert finding._box is not None
        finding._box.say(found=3)
        await reader.settle()
        assert reader.app.is_running


async def test_what_comes_when_the_program_is_ending_is_no_crash(newsroom: Newsroom, reading: Open) -> None:
    [one] = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter")
        leaving = asyncio.Event()

        async def late() -> None:
            await leaving.wait()
            reader.screen.desk.comments._box = None
            reader.screen.desk.comments._made_box()

        reader.screen.desk.wait(late())
        reader.app.exit()
        leaving.set()
        await asyncio.gather(*(worker.wait() for worker in reader.app.workers), return_exceptions=True)
        assert reader.shown == one
    assert not list(newsroom.paths.state.glob("crash-*"))
