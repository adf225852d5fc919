"""The find box filters as you type, Tab looks everywhere, Enter stays, Esc goes back to where one was."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, Snapshot, View
from tui_reader.store import debt, search
from tui_reader.store.database import open_database
from tui_reader.ui.find_box import pointed


def index(newsroom: Newsroom) -> None:
    """What the engine would do: put every article into the search index."""
    db = open_database(newsroom.paths.store)
    ids = [row[0] for row in db.connection.execute("SELECT id FROM entry")]
    debt.owe(db, "index", ids)
    search.index(db, ids)
    db.close()


async def test_typing_filters_the_list_and_escape_puts_it_back(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("Quảng Ninh", "Hà Nội", "Huế")
    index(newsroom)
    async with reading() as reader:
        await reader.press("j", "slash", *"quang")
        assert list(reader.screen.desk.entries.ids) == made[:1]
        assert "1 result" in reader.text()
        await reader.press("escape")
        assert list(reader.screen.desk.entries.ids) == made
        assert reader.current == made[1], "the cursor is where it was"


async def test_a_letter_gives_up_what_was_looked_for_before_it(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = newsroom.articles("Quảng Ninh", "Hà Nội")
    index(newsroom)
    given_up: list[str] = []
    async with reading() as reader:
        find = reader.library.find_first

        async def slow(view: View, limit: int) -> tuple[Snapshot, list[EntryRow]]:
            if len(view.query) < 2:
                try:
                    await asyncio.Event().wait()
                finally:
                    given_up.append(view.query)
            return await find(view, limit)

        monkeypatch.setattr(reader.library, "find_first", slow)
        await reader.press("slash")
        await reader.pilot.press("n")
        await reader.pilot.pause()
        assert not given_up
        await reader.press("o")
        assert given_up == ["n"]
        assert list(reader.screen.desk.entries.ids) == made[1:]
        await reader.pilot.press("backspace")
        await reader.press("escape")
        assert given_up == ["n", "n"]
        assert list(reader.screen.desk.entries.ids) == made


async def test_more_than_a_screen_of_what_is_found_follows_its_first_screen(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles(*(f"Khoai {number}" for number in range(70)))
    newsroom.articles("Nắng")
    index(newsroom)
    async with reading() as reader:
        await reader.press("slash", *"khoai")
        assert list(reader.screen.desk.entries.ids) == made
        assert "70 results" in reader.text()
        assert "70 articles" in reader.text()


async def test_enter_keeps_what_was_found_and_escape_leaves_it_later(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("Quảng Ninh", "Hà Nội")
    index(newsroom)
    async with reading() as reader:
        await reader.press("slash", *"noi", "enter", "enter")
        assert reader.shown == made[1]
        assert (await reader.stored(made[1])).read
        await reader.press("h", "escape")
        assert list(reader.screen.desk.entries.ids) == made


async def test_the_box_finds_in_this_list_and_tab_everywhere(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("Quảng Ninh", "Quảng Trị")
    index(newsroom)
    async with reading() as reader:
        await reader.press("m", "g", "u", "slash", *"quang")
        assert list(reader.screen.desk.entries.ids) == made[1:]
        await reader.press("tab")
        assert list(reader.screen.desk.entries.ids) == made
        assert reader.screen.lists.view.place is Place.SEARCH


async def test_g_slash_searches_everything_from_the_article_too(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("Quảng Ninh", "Quảng Trị")
    index(newsroom)
    async with reading() as reader:
        await reader.press("enter", "g", "slash", *"ninh")
        assert list(reader.screen.desk.entries.ids) == made[:1]


async def test_letters_in_the_box_are_never_commands_and_backspace_never_closes_it(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("slash", "s", "m", "backspace", "backspace", "backspace")
        assert reader.screen.finding.open
        assert not (await reader.stored(one)).starred
        assert list(reader.screen.desk.entries.ids) == [one]


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_nothing_found_says_so(newsroom: Newsroom, reading: Open, lang: str) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    index(newsroom)
    async with reading() as reader:
        await reader.press("slash", *"zebra")
        assert not reader.screen.desk.entries.ids
        assert "zebra" in reader.screen.desk.entries.empty_text


async def test_a_query_that_is_not_understood_is_explained_in_the_box(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("slash", *"a is:zebra")
        assert "does not know" in reader.text()
        assert reader.screen.finding.open
        lines = reader.text().splitlines()
        at = next(number for number, line in enumerate(lines) if "^" in line)
        assert lines[at - 1].index("zebra") == lines[at].index("^")
        await reader.press(*["backspace"] * 8)
        assert "^" not in reader.text()


async def test_an_unknown_field_is_explained_and_an_address_is_looked_for(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    newsroom.articles("Một", "See https://a.example/b")
    index(newsroom)
    async with reading() as reader:
        await reader.press("slash", *"nguo:bao")
        assert "^ Không có mục “nguo”. Ý bạn là “nguồn”?" in reader.text()
        await reader.press("ctrl+u", *"https://a.example/b")
        assert "^" not in reader.text()
        assert "1 kết quả" in reader.text()


@pytest.mark.parametrize(
    ("column", "width", "line"),
    [(3, 20, "   ^ why"), (16, 20, " " * 12 + "why ^"), (2, 4, "  ^ why")],
)
def test_the_caret_stands_in_its_column(column: int, width: int, line: str) -> None:
    assert pointed(column, "why", width) == line


async def test_fields_and_names_are_offered_and_the_right_arrow_takes_the_first(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One", feed="Báo Bến Lau")
    newsroom.articles("Two", feed="Slow Machines")
    async with reading() as reader:
        await reader.press("slash", *"ngu")
        assert "→ nguồn:" in reader.text()
        await reader.press("right")
        assert '→ "Báo Bến Lau" · "Slow Machines"' in reader.text()
        await reader.press(*"bao")
        await reader.press("right")
        assert 'nguồn:"Báo Bến Lau"' in reader.text()
        assert list(reader.screen.desk.entries.ids) == [one]
        assert "→" not in reader.text().splitlines()[-3]


async def test_the_reader_s_tags_are_offered(newsroom: Newsroom, reading: Open) -> None:
    one, _ = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("t", *"weather", "enter", "slash", *"tag:we", "right")
        assert list(reader.screen.desk.entries.ids) == [one]


async def test_why_an_article_was_found_is_told(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Quảng Ninh", "Quảng Trị")
    index(newsroom)
    async with reading() as reader:
        await reader.press("slash", *"ninh là:chưa đọc", "enter", "colon", *"why this article", "enter")
        await reader.settle()
        assert "Understood as: ninh is:unread" in reader.text()
        assert "title: Quảng Ninh" in reader.text()
        await reader.press("escape", "I")
        await reader.settle()
        assert "https://news.example/1" in reader.text()
        assert "Understood as: ninh is:unread" in reader.text()
        await reader.press("escape", "escape", "colon", *"why this article", "enter")
        assert reader.notice == "This list is no search."


async def test_what_was_found_is_put_in_order_and_the_order_is_said(
    newsroom: Newsroom, reading: Open
) -> None:
    other, rain = newsroom.articles("Chuyện khác", "Mưa lớn")
    newsroom.text(other, Paragraph((Span("Trời mưa."),)))
    index(newsroom)
    async with reading() as reader:
        entries = reader.screen.desk.entries
        await reader.press("slash", *"mưa")
        assert list(entries.ids) == [other, rain]
        await reader.press("ctrl+o")
        assert list(entries.ids) == [rain, other]
        assert reader.notice == "The newest 2,000, the best of them first."
        assert "best first" in reader.text()
        await reader.press("ctrl+o")
        assert list(entries.ids) == [rain, other]
        assert reader.notice == "Everything that was found, the best first."
        await reader.press("ctrl+o")
        assert list(entries.ids) == [other, rain]
        assert reader.notice == "The newest first."
        assert "best first" not in reader.text()


async def test_ranking_everything_is_stopped_by_escape_and_by_typing(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles(*[f"Mưa {number}" for number in range(30)])
    index(newsroom)

    async def for_ever(view: View, told: Callable[[int], None]) -> Snapshot:
        told(40)
        await asyncio.Event().wait()
        raise AssertionError

    async with reading() as reader:
        monkeypatch.setattr(reader.library, "ranked", for_ever)
        await reader.press("slash", *"mưa", "ctrl+o")
        for stop in ("escape", "space"):
            await reader.pilot.press("ctrl+o")
            await reader.pilot.pause()
            assert "40%" in reader.notice
            await reader.press(stop)
            assert reader.screen.finding.open
            assert reader.screen.lists.view.best == "newest"
            assert len(reader.screen.desk.entries.ids) == 30


async def test_without_a_search_there_is_nothing_to_put_in_order(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"the newest first", "enter")
        assert reader.notice == "Look for something first."
