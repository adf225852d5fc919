"""The one line at the bottom: what lasts is not hidden by what waits."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages
from tui_reader.ui.status import READ_BY


async def test_what_lasts_is_said_before_the_articles_that_wait(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.screen.desk.status.show(lasting="The server is in trouble (500).", news="3 new")
        await reader.settle()
        assert "The server is in trouble (500). · 3 new" in reader.text()
        reader.screen.desk.status.choose(True)
        await reader.settle()
        assert "The server" not in reader.text()
        assert "3 new" in reader.text()


async def test_a_notice_that_could_be_read_goes_with_the_next_key(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        status = reader.screen.desk.status
        status.say("Done.")
        await reader.press("j")
        assert reader.notice == "Done."
        status._said_at -= READ_BY
        await reader.press("k")
        assert reader.notice == ""


async def test_what_lasts_speaks_the_language_that_is_chosen(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.library.tell(messages.Unreachable(reachable=False))
        await reader.settle()
        assert "No network" in reader.text()
        reader.screen.late.appearance.change_language("vi")
        reader.screen.desk.status.say("")
        await reader.settle()
        assert "Không có mạng" in reader.text()
        reader.library.tell(messages.Unreachable(reachable=True))
        await reader.settle()
        assert "Không có mạng" not in reader.text()


async def test_an_empty_store_says_that_the_first_articles_are_on_their_way(
    newsroom: Newsroom, reading: Open
) -> None:
    async with reading() as reader:
        reader.library.preparing = True
        reader.screen.lists.tell()
        await reader.settle()
        assert "Preparing the first articles" in reader.text()
        reader.library.preparing = False
        reader.screen.lists.tell()
        await reader.settle()
        assert "No feeds yet" in reader.text()
