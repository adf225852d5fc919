"""The reader's own tags: put on by t, found by tag:, taken back like everything else."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.view import Place, View


@pytest.mark.parametrize("place", ["list", "article"])
async def test_a_new_tag_is_typed_and_found_again_and_undone(
    newsroom: Newsroom, reading: Open, place: str
) -> None:
    one, _ = newsroom.articles("One", "Two")
    async with reading() as reader:
        if place == "article":
            await reader.press("enter")
        await reader.press("t", *"nui", "enter")
        assert reader.notice == "Tagged: nui"
        assert await reader.library.tags_of(one) == ("nui",)
        assert list((await reader.library.snapshot(View(Place.SEARCH, query="tag:nui"))).ids) == [one]
        await reader.press("u")
        assert await reader.library.tags_of(one) == ()
        assert reader.notice == "Undone: tag on 1 article: nui"
        await reader.press("ctrl+r")
        assert await reader.library.tags_of(one) == ("nui",)


async def test_a_tag_that_is_there_goes_on_by_name_and_off_again(newsroom: Newsroom, reading: Open) -> None:
    one, two = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.library.tag("Núi", [one], on=True)
        await reader.press("j", "t", *"nui", "enter")
        assert await reader.library.tags_of(two) == ("Núi",), "the same tag, typed without its marks"
        await reader.press("t")
        assert "✓ Núi" in reader.text()
        await reader.press("enter")
        assert await reader.library.tags_of(two) == ()
        assert await reader.library.own_tags() == [("Núi", 1)]


async def test_what_a_tag_is_called_is_shown_as_it_is(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("t", *"[/x]", "enter")
        assert reader.notice == "Tagged: [/x]"
        await reader.press("t")
        assert "✓ [/x]" in reader.text()
