"""Newspapers to begin with: offered in the palette, from the empty prompt, at the end of the sources; never fetched unasked."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom, Open
from tui_reader.library.starter import offers
from tui_reader.model import messages
from tui_reader.store import feeds
from tui_reader.store.database import open_database
from tui_reader.ui.starter import Starter

KEYS = ("space", "down", "enter", "down", "space", "space", "ctrl+n")
"""Choose the first and second, the third and not after all, then follow."""


def local_feed(newsroom: Newsroom) -> None:
    db = open_database(newsroom.paths.store)
    feeds.add_feed(db, "/somewhere/feed.xml", "feed", name="Ours", now=NOW)
    db.close()


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_the_row_at_the_end_of_the_sources_offers_and_exactly_the_chosen_is_fetched(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    local_feed(newsroom)
    async with reading(size=(80, 24)) as reader:
        await reader.press("B", "G")
        line = reader.screen.desk.sources.line
        assert line is not None
        assert line.action == "feed.starter"
        await reader.press("enter")
        assert isinstance(reader.app.screen, Starter)
        assert reader.library.asked == []
        await reader.press("space")
        assert "[x] VnExpress" in reader.text()
        await reader.press(*KEYS[1:])
        assert reader.alone
        followed = {feed.location: feed.id for feed in (await reader.library.sources()).feeds}
        wanted = [offer.location for offer in offers()[:2]]
        assert set(wanted) == {location for location in followed if location.startswith("https")}
        (asked,) = reader.library.asked
        assert isinstance(asked, messages.Refresh)
        assert set(asked.feeds or ()) == {followed[location] for location in wanted}
        assert "2" in reader.notice
        assert not any(one.action == "feed.starter" for one in reader.screen.desk.sources._lines), (
            "no longer offered there"
        )


async def test_an_empty_prompt_offers_and_escape_follows_nothing(newsroom: Newsroom, reading: Open) -> None:
    local_feed(newsroom)
    async with reading() as reader:
        await reader.press("ctrl+n", "enter")
        assert isinstance(reader.app.screen, Starter)
        await reader.press("space", "escape")
        assert reader.alone
        assert reader.library.asked == []
        assert len((await reader.library.sources()).feeds) == 1


async def test_the_palette_offers_and_typing_finds_a_paper(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"newspapers", "enter")
        assert isinstance(reader.app.screen, Starter)
        await reader.press(*"tuoi", "enter", "ctrl+n")
        assert "Tuổi Trẻ" in [feed.title for feed in (await reader.library.sources()).feeds]


async def test_offline_is_followed_and_said_not_to_be_fetched(newsroom: Newsroom, reading: Open) -> None:
    newsroom.offline = True
    local_feed(newsroom)
    async with reading() as reader:
        await reader.press("ctrl+n", "enter", "space", "ctrl+n")
        assert reader.library.asked == []
        assert "Nothing has been fetched yet" in reader.notice
        assert len((await reader.library.sources()).feeds) == 2
