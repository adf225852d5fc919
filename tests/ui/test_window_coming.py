"""Keys pressed before a window is there are meant for it: nobody looks whether the screen has caught up."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.ui.rules_page import RuleForm


async def _at_once(reader: Reader, *keys: str) -> None:
    """All in one breath, as a quick reader or a terminal that lags sends them."""
    for key in keys:
        reader.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await reader.settle()


async def test_enter_at_once_after_the_rules_chooses_in_them(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await _at_once(reader, "g", "q", "enter")
        assert isinstance(reader.app.screen, RuleForm)
        assert reader.pane == "list"


async def test_a_tag_typed_at_once_stands_in_its_box(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await _at_once(reader, "t", "b", "i", "o")
        assert reader.app.screen.query_one(Input).value == "bio"


async def test_where_no_window_comes_the_keys_are_those_of_the_screen(
    newsroom: Newsroom, reading: Open
) -> None:
    _, second = newsroom.articles("One", "Two")
    async with reading() as reader:
        await _at_once(reader, "z", "o", "j")
        assert reader.current == second
