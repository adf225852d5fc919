"""Places, help, palette, info, language and theme, and the keys of the terminal."""

from __future__ import annotations

import pytest
from textual.events import Paste

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.view import Place, View
from tui_reader.ui.choices import ChoiceLines, Choices
from tui_reader.ui.info import Info

PLACES = {
    "a": Place.ALL,
    "u": Place.UNREAD,
    "t": Place.TODAY,
    "l": Place.LATER,
    "r": Place.UNFINISHED,
    "s": Place.STARRED,
    "y": Place.READ,
}


@pytest.mark.parametrize(("key", "place"), PLACES.items())
async def test_g_and_a_letter_go_to_a_place(
    newsroom: Newsroom, reading: Open, key: str, place: Place
) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("enter", "g", key)
        assert reader.screen.lists.view == View(place)
        assert reader.pane == "list"


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("key", "ulrsy")
async def test_an_empty_place_says_a_sentence(newsroom: Newsroom, reading: Open, lang: str, key: str) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("A", "g", key)
        if key == "u":
            assert not reader.screen.desk.entries.ids
        entries = reader.screen.desk.entries
        if not entries.ids:
            assert entries.empty_text
            assert entries.empty_text.split()[0] in reader.text()


async def test_each_place_lists_what_belongs_there(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("s", "j", "a", "g", "s")
        assert list(reader.screen.desk.entries.ids) == [made[0]]
        await reader.press("g", "l")
        assert list(reader.screen.desk.entries.ids) == [made[1]]
        await reader.press("g", "a")
        assert list(reader.screen.desk.entries.ids) == made


async def test_what_was_just_read_leaves_with_the_view(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("m")
        assert list(reader.screen.desk.entries.ids) == made
        await reader.press("g", "u")
        assert list(reader.screen.desk.entries.ids) == made[1:]


async def test_a_caught_up_reader_is_led_to_what_was_put_aside(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("a", "m", "g", "u")
        assert "gl" in reader.screen.desk.entries.empty_text


async def test_only_unread_and_all_again(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("m", "U")
        assert reader.screen.lists.view.place is Place.ALL
        assert list(reader.screen.desk.entries.ids) == made
        await reader.press("U")
        assert list(reader.screen.desk.entries.ids) == made[1:]


async def test_a_sequence_shows_what_may_follow_and_escape_leaves_it(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One", "Two")
    async with reading(size=(200, 50)) as reader:
        await reader.press("g")
        last = reader.text().splitlines()[-1]
        assert "g…" in last
        assert "u unread" in last
        await reader.press("escape", "j")
        assert reader.screen.lists.view.place is Place.UNREAD
        assert reader.pane == "list"


async def test_a_number_is_shown_while_it_is_typed(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("1", "2")
        assert "12…" in reader.text().splitlines()[-1]


async def test_help_shows_the_keys_of_this_pane_and_does_what_is_chosen(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("question_mark")
        assert isinstance(reader.app.screen, Choices)
        assert "Keys that work here" in reader.text()
        await reader.press(*"star: keep")
        await reader.press("enter")
        assert reader.alone
        assert (await reader.stored(one)).starred


async def test_help_does_not_show_keys_of_other_panes(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter", "question_mark")
        page = reader.app.screen
        assert isinstance(page, Choices)
        answers = {choice.answer for choice, _ in page._all}
        assert "mark.above" not in answers, "works in the list only"
        await reader.press("escape")
        assert reader.pane == "article"


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
@pytest.mark.parametrize(("lang", "typed"), [("en", "starred"), ("vi", "co gan sao")])
async def test_the_palette_finds_actions_in_the_readers_language(
    newsroom: Newsroom, reading: Open, key: str, lang: str, typed: str
) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press(key, *typed.replace(" ", "\0").replace("\0", " "))
        lines = reader.app.screen.query_one(ChoiceLines)
        assert lines.current is not None
        await reader.press("enter")
        assert reader.screen.lists.view == View(Place.STARRED)


@pytest.mark.parametrize(("lang", "typed"), [("en", "opml export"), ("vi", "xuat opml"), ("vi", "xuất opml")])
async def test_the_palette_finds_what_others_call_export(
    newsroom: Newsroom, reading: Open, lang: str, typed: str
) -> None:
    newsroom.lang = lang
    async with reading() as reader:
        await reader.press("colon")
        reader.app.post_message(Paste(typed))
        await reader.settle()
        current = reader.app.screen.query_one(ChoiceLines).current
        assert current is not None
        assert current.answer == "do:feed.export"


async def test_the_palette_goes_to_feeds(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    newsroom.articles("Two", feed="Weekly [red]")
    async with reading() as reader:
        await reader.press("colon", *"weekly", "enter")
        assert reader.screen.lists.view == View(Place.FEED, newsroom.feed("Weekly [red]"))


async def test_language_and_theme_change_while_running_and_are_remembered(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"việt", "enter")
        assert "Chưa đọc" in reader.text()
        assert "đọc\xa0tiếp" in reader.text()
        await reader.press("colon", *"sáng", "enter")
        assert reader.app.theme == "light"
        colour = reader.screen.desk.entries._role("unread").bgcolor
        assert colour is not None
        assert colour.triplet is not None
        assert colour.triplet.red > 200, "rows are drawn in the new colours at once"
    async with reading() as again:
        assert again.app.theme == "light"
        assert "Chưa đọc" in again.text()


async def test_info_tells_where_an_article_is_from(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("I")
        assert isinstance(reader.app.screen, Info)
        assert "https://news.example/1" in reader.text()
        await reader.press("escape")
        assert reader.alone


async def test_copying_nothing_says_what_quits(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("ctrl+c")
        assert reader.app.is_running
        assert "Q" in reader.notice


async def test_redraw_and_suspend_do_no_harm(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        suspended: list[bool] = []
        monkeypatch.setattr(reader.app, "action_suspend_process", lambda: suspended.append(True))
        await reader.press("ctrl+l", "ctrl+z")
        assert suspended == [True]
        assert "One" in reader.text()
