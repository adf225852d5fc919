"""How a list stands: order, groups, density; chosen from a small list, remembered for each list, kept through a restart."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model.view import Group, Place, View
from tui_reader.ui.list.entry_row import Density


def _filled(newsroom: Newsroom) -> list[int]:
    """Newest first: daily, weekly, daily, weekly."""
    newsroom.feed("Daily")
    newsroom.feed("Weekly", folder="Slow")
    made = []
    for title, feed in (("A", "Daily"), ("B", "Weekly"), ("C", "Daily"), ("D", "Weekly")):
        made += newsroom.articles(title, feed=feed)
    return made


def _titles(reader: Reader) -> str:
    entries = reader.screen.desk.entries
    return "".join(reader.row(one).title for one in entries.ids)


async def _choose(reader: Reader, words: str) -> None:
    await reader.press("\\")
    for _ in range(12):
        current = reader.app.screen.query_one("ChoiceLines").current  # type: ignore[attr-defined]  # by its name
        if current.text == words:
            break
        await reader.press("j")
    await reader.press("enter")


@pytest.mark.parametrize(
    ("choices", "order", "headings"),
    [
        (("Oldest first",), "DCBA", ()),
        (("By feed",), "ACBD", ("Daily", "Weekly")),
        (("By folder",), "BDAC", ("Slow", "In no folder")),
        (("By feed", "Oldest first"), "CADB", ("Daily", "Weekly")),
        (("By feed", "By day"), "ABCD", ()),
    ],
)
async def test_a_list_is_put_in_order_and_in_groups(
    newsroom: Newsroom, reading: Open, choices: tuple[str, ...], order: str, headings: tuple[str, ...]
) -> None:
    _filled(newsroom)
    async with reading() as reader:
        for words in choices:
            await _choose(reader, words)
        assert _titles(reader) == order
        shown = [line[:40].strip() for line in reader.text().splitlines()]
        assert [line for line in shown if line in headings] == list(headings)


async def test_each_list_is_remembered_on_its_own_and_after_a_restart(
    newsroom: Newsroom, reading: Open
) -> None:
    made = _filled(newsroom)
    async with reading() as reader:
        await reader.press("j")
        await _choose(reader, "By feed")
        assert reader.current == made[1], "the cursor stays on its article"
        await reader.press("g", "a")
        assert _titles(reader) == "ABCD"
        await reader.press("g", "u")
        assert _titles(reader) == "ACBD"
        await reader.press("Q")
    async with reading() as reader:
        assert _titles(reader) == "ACBD"
        await reader.press("g", "g", "m", "n", "n")
        read = [(await reader.stored(one)).read for one in made]
        assert read == [True, True, True, False], "on to the next as the groups stand"


async def test_rows_are_as_close_as_the_list_was_set(newsroom: Newsroom, reading: Open) -> None:
    _filled(newsroom)
    async with reading() as reader:
        entries = reader.screen.desk.entries
        for words, density in (
            ("Comfortable", Density.COMFORTABLE),
            ("Compact", Density.COMPACT),
            ("As the window allows", Density.NORMAL),
        ):
            await _choose(reader, words)
            assert entries._density is density
        await _choose(reader, "Comfortable")
        await reader.press("g", "a")
        assert entries._density is Density.NORMAL


async def test_what_stays_in_a_grouped_list_stays_in_its_group(newsroom: Newsroom, reading: Open) -> None:
    made = _filled(newsroom)
    async with reading() as reader:
        await _choose(reader, "By feed")
        await reader.press("g", "g", "j", "m")
        await reader.screen.lists.let_in()
        assert _titles(reader) == "ACBD"
        left = await reader.library.snapshot(View(Place.UNREAD, group=Group.FEED))
        assert list(left.ids) == [made[0], made[1], made[3]]
        found = await reader.library.snapshot(View(Place.ALL, query="feed:weekly", group=Group.FEED))
        assert list(found.ids) == [made[1], made[3]]
