"""Wherever a query is typed, what is wrong is shown with a caret below it, and what may come next is offered."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.ui.conftest import Newsroom, Open
from tests.ui.test_finding import index

POINTED = ["is:nonsense", "   ^", "does not know “nonsense”"]


def shows(text: str, lines: list[str]) -> bool:
    """Whether lines stand below each other, from one column on."""
    rows = text.splitlines()
    for at, row in enumerate(rows):
        column = row.find(lines[0])
        if column >= 0 and all(
            line in rows[at + n][column:] and (n != 1 or rows[at + 1][column:].startswith(line))
            for n, line in enumerate(lines[1:], 1)
        ):
            return True
    return False


async def test_marking_by_a_query_keeps_what_was_typed_and_points_into_it(
    newsroom: Newsroom, reading: Open
) -> None:
    (one,) = newsroom.articles("Rain")
    index(newsroom)
    async with reading() as reader:
        await reader.press("M", "slash", *"is:nonsense", "enter")
        assert shows(reader.text(), POINTED), reader.text()
        await reader.press("ctrl+u", *"(rain", "enter")
        assert "A bracket is not closed" in reader.text()
        await reader.press("ctrl+u", *"rain", "enter")
        assert reader.alone
        assert (await reader.stored(one)).read


async def test_a_rule_points_into_its_query_and_offers_fields_and_names(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Rain")
    async with reading() as reader:
        await reader.press("g", "q", "enter", "down", *"is:nonsense", "down", "right", "enter")
        assert shows(reader.text(), POINTED), reader.text()
        box = reader.app.screen.query_one("#query", Input)
        box.focus()
        await reader.press("ctrl+u", *"nguo", "right", *"dai", "right")
        assert box.value.strip() == "nguồn:Daily"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("fe", "feed:"), ("feed:da", "feed:Daily"), ("thu m", "thư mục:"), ("là:ch", "là:chưa đọc")],
)
async def test_the_right_arrow_takes_what_is_offered(
    newsroom: Newsroom, reading: Open, typed: str, taken: str
) -> None:
    newsroom.articles("Rain")
    async with reading() as reader:
        await reader.press("slash", *typed, "right")
        assert reader.app.screen.query_one("#find-text", Input).value.strip() == taken


async def test_a_smart_folder_is_not_kept_unfinished(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Rain")
    index(newsroom)
    async with reading() as reader:
        await reader.press("g", "slash", *"rain feed:", "enter", "ctrl+s", "enter")
        assert "Something is missing after “feed:”" in reader.notice
        assert reader.screen.lists.sources.smart == ()
