"""What I did, by time, and going back to before any of it; marking what is older than so many days."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.ui.choices import ChoiceLines, Choices


async def test_the_history_names_what_was_done_and_goes_back_to_before_it(
    newsroom: Newsroom, reading: Open
) -> None:
    one, two, three = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("s", "j", "a", "j", "m", "g", "h")
        page = reader.app.screen
        assert isinstance(page, Choices)
        told = reader.text()
        assert told.index("marked as read: Three") < told.index("later: Two") < told.index("starred: One")
        await reader.press("down", "enter")
        assert [(await reader.stored(n)).starred for n in (one, two, three)] == [True, False, False]
        assert not (await reader.stored(two)).later
        assert not (await reader.stored(three)).read
        assert "Undone" in reader.notice
        await reader.press("g", "h")
        assert reader.text().count("taken back") == 2
        await reader.press("enter")
        assert (await reader.stored(two)).later
        assert (await reader.stored(three)).read


async def test_an_empty_history_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("g", "h")
        assert reader.alone
        assert reader.notice == "Nothing to undo."


async def test_what_is_older_than_some_days_is_marked_as_one_action(
    newsroom: Newsroom, reading: Open
) -> None:
    made = []
    for age in (0, 2, 8, 40):
        newsroom._made = age * 24  # the next article is from an hour before that
        made += newsroom.articles(f"{age} days old")
    async with reading() as reader:
        await reader.press("M", "o")
        lines = reader.app.screen.query_one(ChoiceLines)._choices
        assert [(line.answer, line.right) for line in lines] == [
            ("1", "3 articles"),
            ("3", "2 articles"),
            ("7", "2 articles"),
            ("14", "1 article"),
            ("30", "1 article"),
        ]
        await reader.press("down", "enter")
        assert [(await reader.stored(one)).read for one in made] == [False, False, True, True]
        await reader.press("u")
        assert not any([(await reader.stored(one)).read for one in made])


async def test_a_list_without_older_articles_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("M", "o")
        assert reader.alone
        assert reader.notice == "Nothing to change here."
