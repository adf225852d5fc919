"""Marking and taking it back: on screen at once, in the store, undone as one."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.action import Kind
from tui_reader.model.errors import StoreError
from tui_reader.settings import Settings


@pytest.mark.parametrize(("key", "field"), [("m", "read"), ("s", "starred"), ("a", "later")])
@pytest.mark.parametrize("place", ["list", "article"])
async def test_a_mark_goes_on_off_and_is_undone_and_redone(
    newsroom: Newsroom, reading: Open, key: str, field: str, place: str
) -> None:
    one, *_ = newsroom.articles("One", "Two")
    async with reading() as reader:
        if place == "article":
            await reader.press("enter")
        before = getattr(await reader.stored(one), field)
        await reader.press(key)
        assert getattr(await reader.stored(one), field) is not before
        assert getattr(reader.row(one).state, field) is not before
        await reader.press("u")
        assert getattr(await reader.stored(one), field) is before
        assert getattr(reader.row(one).state, field) is before
        assert reader.notice.startswith("Undone")
        await reader.press("ctrl+r")
        assert getattr(await reader.stored(one), field) is not before
        await reader.press(key)
        assert getattr(await reader.stored(one), field) is before


@pytest.mark.parametrize(
    ("keys", "read"), [("M a", [0, 1]), ("M b", [3, 4]), ("M f", [0, 1, 2, 3, 4]), ("A", [0, 1, 2, 3, 4])]
)
async def test_marking_many_is_one_undo(
    newsroom: Newsroom, reading: Open, keys: str, read: list[int]
) -> None:
    made = newsroom.articles(*(f"Article {n}" for n in range(5)))
    async with reading() as reader:
        await reader.press("j", "j", *keys.split())
        states = [(await reader.stored(one)).read for one in made]
        assert [n for n, state in enumerate(states) if state] == read
        assert str(len(read)) in reader.notice
        assert list(reader.screen.desk.entries.ids) == made, "nothing leaves the list under the reader"
        await reader.press("u")
        assert not any([(await reader.stored(one)).read for one in made])


async def test_mark_feed_leaves_other_feeds_alone(newsroom: Newsroom, reading: Open) -> None:
    [here] = newsroom.articles("Here")
    [there] = newsroom.articles("There", feed="Weekly")
    async with reading() as reader:
        await reader.press("M", "f")
        assert (await reader.stored(here)).read
        assert not (await reader.stored(there)).read


async def test_nothing_to_undo_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("u")
        assert reader.notice == "Nothing to undo."
        await reader.press("ctrl+r")
        assert reader.notice == "Nothing to do again."


async def test_a_write_that_fails_is_rolled_back_with_a_sentence(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:

        async def refuse(kind: Kind, ids: object, **_: object) -> None:
            raise StoreError("store.disk_full")

        monkeypatch.setattr(reader.library, "act", refuse)
        await reader.press("s")
        assert not reader.row(one).state.starred
        assert "disk is full" in reader.notice


async def test_articles_count_as_read_when_passed_if_the_reader_wants_so(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.settings = Settings(mark_read="passed")
    made = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("j", "j")
        assert [(await reader.stored(one)).read for one in made] == [True, True, False]


async def test_opening_does_not_mark_where_dwelling_does(newsroom: Newsroom, reading: Open) -> None:
    newsroom.settings = Settings(mark_read="dwell:9s")
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter")
        assert not (await reader.stored(one)).read
        reader.screen.reading._dwelt(one)
        await reader.settle()
        assert (await reader.stored(one)).read
