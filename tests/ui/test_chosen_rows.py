"""Rows chosen by hand: one, from here on, all; what is done then is done to all of them and taken back as one."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.view import Place, View


def _chosen(reader: Reader) -> list[int]:
    selection = reader.screen.desk.entries.selection
    ids = reader.screen.desk.entries.ids
    return [one for place, one in enumerate(ids) if selection is not None and place in selection]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("x j j x", [0, 2]),
        ("x j x k x", [1]),
        ("3 x", [0, 1, 2]),
        ("j v j j", [1, 2, 3]),
        ("j v j j k k k", [0, 1]),
        ("v j v j j x", [0, 1, 3]),
        ("V", [0, 1, 2, 3, 4]),
        ("V V", []),
        ("j x V j x", [0, 1, 3, 4]),
        ("x escape", []),
        ("v G q", []),
    ],
)
async def test_rows_are_chosen_and_let_go(
    newsroom: Newsroom, reading: Open, keys: str, chosen: list[int]
) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(5)))
    async with reading() as reader:
        await reader.press(*keys.split())
        assert _chosen(reader) == [made[n] for n in chosen]


@pytest.mark.parametrize(("key", "field"), [("m", "read"), ("s", "starred"), ("a", "later")])
async def test_what_is_done_is_done_to_all_and_taken_back_at_once(
    newsroom: Newsroom, reading: Open, key: str, field: str
) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(5)))
    async with reading() as reader:

        async def those() -> list[int]:
            return [n for n, one in enumerate(made) if getattr(await reader.stored(one), field)]

        await reader.press("j", key, "v", "j", "j", key)
        assert await those() == [1, 2, 3], "one had it already: the others get it, it keeps it"
        assert [n for n, one in enumerate(made) if getattr(reader.row(one).state, field)] == [1, 2, 3]
        assert "2 articles" in reader.notice
        assert _chosen(reader) == []
        await reader.press("u")
        assert await those() == [1]
        await reader.press("ctrl+r")
        assert await those() == [1, 2, 3]
        await reader.press("v", "k", "k", key)
        assert await those() == [], "all of them had it"
        assert len(await reader.library.history()) == 3


async def test_a_tag_goes_on_all_and_comes_off_all(newsroom: Newsroom, reading: Open) -> None:
    one, two, three = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.library.tag("sea", [two], on=True)
        await reader.press("V", "t", *"sea", "enter")
        assert reader.notice == "2 articles tagged sea. u undoes."
        assert [await reader.library.tags_of(each) for each in (one, two, three)] == [("sea",)] * 3
        assert reader.notice == "2 articles tagged sea. u undoes."
        await reader.press("V", "t", "enter")
        assert await reader.library.own_tags() == []
        await reader.press("u", "u")
        assert await reader.library.own_tags() == [("sea", 1)]


async def test_the_rest_of_what_rows_can_have_done_to_them(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("2", "x", "y")
        copied = reader.app.clipboard.splitlines()
        assert copied == ["https://news.example/1", "https://news.example/2"]
        assert reader.notice == "2 links copied."
        await reader.press("V", "d")
        assert reader.notice == "Fetching 3 articles whole…"
        assert isinstance(reader.library.asked[-1], messages.KeepOffline)


async def test_the_footer_says_how_many_and_what_they_are_for(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("v", "j")
        footer = reader.text().splitlines()[-1]
        assert footer.startswith(" đã chọn 2 bài  m đã\xa0đọc")
        assert reader.text().count("✓") == 2
        await reader.press("escape")
        assert "✓" not in reader.text()


async def test_articles_that_are_let_in_are_not_chosen_and_those_chosen_stay_so(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("j", "x", "j", "x")
        old = newsroom.articles("Older", "Oldest")
        await reader.screen.lists.let_in()
        assert _chosen(reader) == made[1:]
        await reader.press("V", "x")
        assert set(_chosen(reader)) == {*made, *old} - {made[2]}
        await reader.press("g", "a")
        assert _chosen(reader) == [], "another list"


async def test_choosing_rows_is_of_the_list_alone(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("x", "enter", "j", "s")
        assert (await reader.stored(one)).starred, "the article on screen, whatever is chosen in the list"
        assert _chosen(reader) == [one]
        await reader.press("B", "x")
        assert reader.notice == "This does not work here."


async def test_what_matches_a_query_is_marked_as_read(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Sea", "Sea again")
    newsroom.articles("Land", "Air", feed="Weekly")
    async with reading() as reader:
        await reader.press("M", "/", *"feed:weekly", "enter")
        assert reader.notice.startswith("2 articles marked as read")
        left = await reader.library.snapshot(View(Place.UNREAD))
        assert len(left.ids) == 2
        await reader.press("u")
        assert len((await reader.library.snapshot(View(Place.UNREAD))).ids) == 4
        await reader.press("M", "/", *"is:nonsense", "enter")
        assert reader.text().count("nonsense") == 3  # typed, shown, told: it stays open
        assert not reader.alone
        await reader.press("escape")
        assert len((await reader.library.snapshot(View(Place.UNREAD))).ids) == 4


async def test_a_folder_is_marked_as_read(newsroom: Newsroom, reading: Open) -> None:
    newsroom.feed("Inside", folder="News")
    newsroom.articles("In one", "In two", feed="Inside")
    [out] = newsroom.articles("Outside")
    async with reading(size=(200, 50)) as reader:
        await reader.press("h", "G", "k", "k", "M", "f")
        assert reader.notice.startswith("2 articles marked as read")
        assert not (await reader.stored(out)).read
