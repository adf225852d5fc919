"""Aa by key and panel: seven steps, remembered, for one feed alone if wished."""

from __future__ import annotations

import pytest
from textual import events

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.style import Layer, preset
from tui_reader.ui.reading.aa_panel import AaPanel


@pytest.mark.parametrize(("larger", "smaller"), [("plus", "minus"), ("equals_sign", "underscore")])
async def test_larger_smaller_and_as_it_was_from_every_pane(
    newsroom: Newsroom, reading: Open, larger: str, smaller: str
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press(larger, "enter", larger)
        assert reader.screen.sizes.style == preset(2)
        assert reader.notice == "Text size +2"
        await reader.press("c", smaller)
        assert reader.screen.sizes.style == preset(1)
        await reader.press("0")
        assert reader.screen.sizes.style == preset(0)


async def test_the_steps_end_and_say_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press(*["plus"] * 4)
        assert reader.screen.sizes.style == preset(3)
        assert reader.notice == "This is the largest size."


async def test_the_size_is_remembered(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("plus", "plus")
    async with reading() as again:
        assert again.screen.sizes.style == preset(2)
        assert again.screen.desk.article.reading_style == preset(2)


async def test_the_panel_opens_takes_the_keys_and_gives_them_back(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("T")
        assert reader.screen.query(AaPanel)
        await reader.press("s")
        assert not (await reader.stored(one)).starred
        await reader.press("escape")
        assert not reader.screen.query(AaPanel)
        await reader.press("s")
        assert (await reader.stored(one)).starred


async def test_no_key_is_lost_while_the_panel_comes_or_goes(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        for key in ("T", "plus", "plus", "T", "s"):  # faster than the focus comes and goes
            reader.app.post_message(events.Key(key, "+" if key == "plus" else key))
        await reader.settle()
        assert not reader.screen.query(AaPanel)
        assert reader.screen.sizes.style == preset(2)
        assert (await reader.stored(one)).starred


async def test_a_style_for_one_feed_alone(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Here")
    newsroom.articles("There", feed="Weekly")
    async with reading() as reader:
        reader.screen.sizes.change(preset(3), True)
        await reader.press("j")
        assert reader.screen.sizes.style == preset(0)
        assert reader.screen.desk.article.reading_style == preset(0)
        await reader.press("k")
        assert reader.screen.desk.article.reading_style == preset(3)


async def test_a_feed_keeps_only_what_differs_and_follows_the_rest(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Here")
    newsroom.articles("There", feed="Weekly")
    async with reading() as reader:
        sizes = reader.screen.sizes
        await reader.press("T", "f", *["down"] * 5, "right", "escape")  # both margins straight, here alone
        assert list(sizes.memory.feeds.values()) == [{"justify": 1}]
        await reader.press("j", "plus", "plus")
        assert sizes.style == preset(2)
        await reader.press("k")
        assert (sizes.style.size, sizes.style.justify) == (2, True)
    async with reading() as again:
        assert (again.screen.sizes.style.size, again.screen.sizes.style.justify) == (2, True)


async def test_the_panel_offers_the_means_of_this_terminal_and_remembers_the_one_chosen(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    others = (Layer.BLOCKS, Layer.LAYOUT)
    async with reading(layer=Layer.OSC66, others=others) as reader:
        await reader.press("T")
        panel = reader.screen.query_one(AaPanel)
        assert panel.choice.layers == (Layer.OSC66, *others)
        await reader.press("up", "up", "right")
        assert reader.screen.desk.layer is Layer.BLOCKS
        assert "block characters" in reader.text()
        await reader.press("plus", "plus", "plus", "plus", "plus")
        assert panel.choice.style.size == 4
    async with reading(layer=Layer.OSC66, others=others) as again:
        assert again.screen.desk.layer is Layer.BLOCKS
    async with reading(layer=Layer.DEC) as elsewhere:  # a terminal that is not known to have it
        assert elsewhere.screen.desk.layer is Layer.DEC


async def test_the_panel_is_seen_where_no_article_is(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading(size=(80, 24)) as reader:
        await reader.press("T")
        assert reader.screen.region.contains_region(reader.screen.query_one(AaPanel).region)
        assert "Large letters" in reader.text()
