"""The same story as one row: what the row says, who else tells it, reading and undoing all of it, taking it apart."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.settings import Settings
from tui_reader.store import story_joining
from tui_reader.store.database import open_database
from tui_reader.store.story_joining import Told

TITLES = Settings(same_story="titles")


def _told(newsroom: Newsroom, *stories: tuple[int, ...]) -> None:
    """The engine looked at all: these tell one story each, the first of them the oldest."""
    like = {one: story[:n] for story in stories for n, one in enumerate(story)}
    database = open_database(newsroom.paths.store)
    fresh = story_joining.arrived(database, 0, 100)
    story_joining.settle(database, [Told(one, like.get(one.id, ())) for one in fresh], fresh[-1].id)
    database.close()


def _filled(newsroom: Newsroom, settings: Settings = TITLES) -> list[int]:
    """Newest first: A of the Daily, B of the Weekly, C of the Evening; A and C tell the same."""
    newsroom.settings = settings
    made = []
    for title, feed in (("Bridge opens", "Daily"), ("Rain", "Weekly"), ("The bridge is open", "Evening")):
        made += newsroom.articles(title, feed=feed)
    _told(newsroom, (made[0], made[2]))
    return made


def _shown(reader: Reader) -> list[int]:
    return list(reader.screen.desk.entries.ids)


@pytest.mark.parametrize(
    ("lang", "size", "said"),
    [
        ("en", (80, 24), "Bridge opens +1 Daily"),
        ("en", (120, 40), "Daily · +1 more"),
        ("en", (200, 50), "Daily · +1 more"),
        ("vi", (80, 24), "Bridge opens +1 Daily"),
        ("vi", (120, 40), "Daily · +1 báo"),
    ],
)
async def test_one_row_says_how_many_others_tell_it(
    newsroom: Newsroom, reading: Open, lang: str, size: tuple[int, int], said: str
) -> None:
    a, b, _ = _filled(newsroom)
    newsroom.lang = lang
    async with reading(size=size) as reader:
        assert _shown(reader) == [a, b]
        assert said in " ".join(reader.text().split())
        assert ("2 bài" if lang == "vi" else "2 articles") in reader.text() or "2 ·" in reader.text()


async def test_all_that_tell_it_are_offered_and_read_by_choice(newsroom: Newsroom, reading: Open) -> None:
    a, _, c = _filled(newsroom)
    async with reading() as reader:
        await reader.press("z", "o")
        text = reader.text()
        assert "This story, told by 2 articles" in text
        assert "› Daily · Bridge opens" in text
        await reader.press("j", "enter")
        assert reader.screen.reading.shown_id == c
        await reader.press("z", "o", "enter")
        assert reader.screen.reading.shown_id == a, "from the article, too"


async def test_reading_one_reads_all_and_one_undo_brings_all_back(newsroom: Newsroom, reading: Open) -> None:
    a, b, c = _filled(newsroom)
    async with reading() as reader:
        await reader.press("m")
        assert [(await reader.stored(one)).read for one in (a, b, c)] == [True, False, True]
        assert reader.screen.lists.sources.counts.unread == 1
        await reader.press("g", "u")
        assert _shown(reader) == [b]
        await reader.press("u")
        assert [(await reader.stored(one)).read for one in (a, b, c)] == [False, False, False]
        await reader.press("g", "u")
        assert _shown(reader) == [a, b]


async def test_where_it_is_not_wished_the_others_stay_unread_and_the_next_stands_for_them(
    newsroom: Newsroom, reading: Open
) -> None:
    a, b, c = _filled(newsroom, replace(TITLES, read_together=False))
    async with reading() as reader:
        await reader.press("m")
        assert [(await reader.stored(one)).read for one in (a, b, c)] == [True, False, False]
        await reader.press("g", "u")
        assert _shown(reader) == [b, c]
        assert reader.screen.lists.sources.counts.unread == 2


async def test_what_stands_behind_the_rows_of_a_list_is_marked_with_them(
    newsroom: Newsroom, reading: Open
) -> None:
    made = _filled(newsroom, replace(TITLES, read_together=False))
    async with reading() as reader:
        await reader.press("A")
        assert reader.notice == "3 articles marked as read. u undoes."
        assert all([(await reader.stored(one)).read for one in made])
        assert reader.screen.lists.sources.counts.unread == 0


async def test_a_star_is_for_the_article_alone(newsroom: Newsroom, reading: Open) -> None:
    a, _, c = _filled(newsroom)
    async with reading() as reader:
        await reader.press("s")
        assert [(await reader.stored(one)).starred for one in (a, c)] == [True, False]


async def test_an_article_is_taken_out_for_good_and_undone(newsroom: Newsroom, reading: Open) -> None:
    a, b, c = _filled(newsroom)
    async with reading() as reader:
        await reader.press("z", "s")
        assert reader.notice == "Taken out of its story for good: Bridge opens. u undoes."
        assert _shown(reader) == [a, b, c]
        assert "+1" not in reader.text()
        await reader.press("z", "s")
        assert reader.notice == "No other article tells this story."
        await reader.press("u", "g", "u")
        assert _shown(reader) == [a, b]
        await reader.press("g", "h")
        assert "taken out of its story: Bridge opens" in reader.text()


async def test_alone_it_says_so(newsroom: Newsroom, reading: Open) -> None:
    _filled(newsroom)
    async with reading() as reader:
        await reader.press("j", "z", "o")
        assert reader.notice == "No other article tells this story."


async def test_what_is_together_is_chosen_in_the_menu_of_the_list_for_all_lists(
    newsroom: Newsroom, reading: Open
) -> None:
    a, b, c = _filled(newsroom, Settings())
    async with reading() as reader:
        assert _shown(reader) == [a, b, c]
        await reader.press("\\", "end", "enter")
        assert _shown(reader) == [a, b]
        assert reader.screen.lists.sources.counts.unread == 2
        await reader.press("g", "a")
        assert _shown(reader) == [a, b]
    assert Settings.load(newsroom.paths.config_file)[0].same_story == "titles"


async def test_what_another_article_told_before_is_found_by_asking_for_it(
    newsroom: Newsroom, reading: Open
) -> None:
    _, _, c = _filled(newsroom)
    async with reading() as reader:
        await reader.press("/", *"is:duplicate", "enter")
        assert _shown(reader) == [c], "the one that came after the other"


async def test_the_next_unread_is_the_next_row(newsroom: Newsroom, reading: Open) -> None:
    newsroom.settings = replace(TITLES, read_together=False)
    made = newsroom.articles("One", feed="Daily") + newsroom.articles("One!", feed="Weekly")
    made += newsroom.articles("Two", feed="Daily")
    _told(newsroom, (made[0], made[1]))
    async with reading() as reader:
        assert _shown(reader) == [made[0], made[2]]
        await reader.press("n")
        assert reader.current == made[2]
