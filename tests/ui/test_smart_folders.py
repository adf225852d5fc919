"""A search kept as a smart folder: named, listed, opened, changed, dropped, and all of it undone."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open, Reader
from tests.ui.test_finding import index
from tui_reader.model.view import Place


def titles(reader: Reader) -> list[str]:
    return [one.title for one in reader.screen.lists.sources.smart]


async def keep(reader: Reader, name: str) -> None:
    """Search for ``quang`` everywhere and keep it under a name."""
    await reader.press("g", "slash", *"quang", "enter")
    assert "keep as smart folder" in reader.text()
    await reader.press("ctrl+s", "ctrl+u", *name, "enter")


async def test_a_search_is_kept_under_a_name_and_opened_from_the_sources(
    newsroom: Newsroom, reading: Open
) -> None:
    found, other = newsroom.articles("Quảng Ninh", "Hà Nội")
    index(newsroom)
    async with reading(size=(200, 50)) as reader:
        await keep(reader, "North")
        assert reader.notice == "Kept as a smart folder: North"
        await reader.press("g", "u")
        assert list(reader.screen.desk.entries.ids) == [found, other]
        await reader.press("colon", *"North", "enter")
        assert list(reader.screen.desk.entries.ids) == [found]
        assert reader.screen.lists.title() == "North"
        assert "North" in reader.text().split("\n")[0]


async def test_new_articles_in_it_are_announced(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Quảng Ninh")
    index(newsroom)
    async with reading() as reader:
        await keep(reader, "North")
        await reader.press("colon", *"North", "enter")
        newsroom.articles("Quảng Trị")
        index(newsroom)
        await reader.pilot.pause()
        reader.screen.lists.learn()
        await reader.settle()
        assert reader.screen.desk.status.news == "1 new"
        await reader.press("g", "g")
        assert len(reader.screen.desk.entries.ids) == 2


async def test_it_is_changed_dropped_and_taken_back(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Quảng Ninh", "Hà Nội")
    index(newsroom)
    async with reading() as reader:
        await keep(reader, "North")
        await reader.press("colon", *"North", "enter", "E")
        await reader.press("ctrl+u", *"South", "enter")
        assert titles(reader) == ["South"]
        assert reader.screen.lists.title() == "South"
        await reader.press("E", "ctrl+d")
        assert titles(reader) == []
        assert reader.screen.lists.view.place is Place.UNREAD
        await reader.press("u")
        assert titles(reader) == ["South"]
        await reader.press("u")
        assert titles(reader) == ["North"]
        await reader.press("u")
        assert titles(reader) == []
        await reader.press("ctrl+r")
        assert titles(reader) == ["North"]


async def test_a_query_that_says_nothing_clear_keeps_the_form_open(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Quảng Ninh")
    index(newsroom)
    async with reading() as reader:
        await keep(reader, "North")
        await reader.press("colon", *"North", "enter", "E", "down", "ctrl+u", *"is:nothing", "enter")
        assert not reader.alone
        assert "is:" in reader.text()
        await reader.press("escape")
        assert titles(reader) == ["North"]
