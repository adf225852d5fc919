"""What the bottom line says: a notice about one article goes with it, one about a deed stays for a while."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages


async def test_a_notice_about_an_article_goes_when_another_is_shown(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("y")
        assert reader.notice == "Link copied."
        await reader.press("j")
        assert reader.notice == ""
        await reader.press("y", "enter")
        assert reader.notice == "Link copied.", "it is the same article that was opened"
        await reader.press("J")
        assert reader.notice == ""


async def test_in_a_narrow_list_it_goes_with_the_cursor(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading(size=(80, 24)) as reader:
        await reader.press("y", "j")
        assert reader.notice == ""


async def test_what_was_done_is_told_also_beside_the_next_article(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("s", "j")
        assert reader.notice == "1 article starred."


async def test_trouble_with_the_comments_of_another_article_is_not_told_here(
    newsroom: Newsroom, reading: Open
) -> None:
    one, two = newsroom.articles("One", "Two")
    async with reading() as reader:
        reader.library.tell(messages.Finished(9, code="not_found", entry=two))
        assert reader.notice == ""
        reader.library.tell(messages.Finished(9, code="not_found", entry=one))
        assert "no discussion here any more" in reader.notice
        await reader.press("j")
        assert reader.notice == ""


async def test_a_healthy_source_under_the_cursor_hides_not_that_the_network_is_shut(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    newsroom.offline = True
    async with reading() as reader:
        await reader.press("B", "G", "k", "k")
        assert "Offline, as asked" in reader.text().splitlines()[-2]
