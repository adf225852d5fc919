"""The one line at the bottom: what lasts is not hidden by what waits."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open


async def test_what_lasts_is_said_before_the_articles_that_wait(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.screen.desk.status.show(
            lasting="The server is in trouble (500).", news="3 new · Enter shows them"
        )
        await reader.settle()
        assert "The server is in trouble (500). · 3 new" in reader.text()
        reader.screen.desk.status.choose(True)
        await reader.settle()
        assert "The server" not in reader.text()
        assert "3 new · Enter shows them" in reader.text()
