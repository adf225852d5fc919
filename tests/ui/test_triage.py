"""The morning's flow: what came since the last visit, what to leave behind after days away, and the end of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.ui.conftest import NOW, Newsroom, Open
from tui_reader.store import memory
from tui_reader.store.database import open_database


def _last_here(newsroom: Newsroom, ago: timedelta) -> None:
    database = open_database(newsroom.paths.store)
    memory.remember(database, memory.LAST_VISIT, str(int((NOW - ago).timestamp())))
    database.close()


@pytest.mark.parametrize(("days", "articles", "offered"), [(6, 80, True), (1, 80, False), (6, 40, False)])
async def test_after_days_away_one_line_offers_to_leave_behind_what_is_old(
    newsroom: Newsroom, reading: Open, days: int, articles: int, offered: bool
) -> None:
    newsroom.articles(*(f"Article {n}" for n in range(articles)), paragraphs=1)
    _last_here(newsroom, timedelta(days=days))
    async with reading() as reader:
        old = sum(1 for n in range(articles) if n + 1 > 24)
        said = f"Away for 6 days: {old} unread articles are older than a day. Mo marks them as read."
        assert (reader.notice == said) is offered
        if offered:
            await reader.press("M", "o", "enter")
            assert reader.notice == f"{old} articles marked as read. u undoes."


@pytest.mark.parametrize(
    ("lang", "summary", "rule", "end"),
    [
        ("en", "3 articles · about", "since you last looked", "l"),
        ("vi", "3 bài · còn khoảng", "từ lần đọc trước", "Hết bài mới rồi."),
    ],
)
async def test_the_header_counts_a_rule_marks_the_last_visit_and_the_end_leads_to_what_was_put_aside(
    newsroom: Newsroom, reading: Open, lang: str, summary: str, rule: str, end: str
) -> None:
    newsroom.lang = lang
    newsroom.articles("One", "Two", "Three")
    _last_here(newsroom, timedelta(minutes=90))
    async with reading(size=(80, 24)) as reader:
        shown = reader.text().lower()
        assert summary in shown
        assert rule in shown
        assert shown.index("one") < shown.index(rule) < shown.index("two")
        await reader.press("a", "A")
        await reader.press("g", "u")
        assert end in reader.text()
        await reader.press("g", "l")
        assert [reader.row(one).title for one in reader.screen.desk.entries.ids] == ["One"]


async def test_taking_back_what_emptied_a_list_fills_it_again(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("A", "g", "u")
        assert not reader.screen.desk.entries.ids
        await reader.press("u")
        assert list(reader.screen.desk.entries.ids) == made


async def test_all_places_stand_among_the_sources(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading(size=(200, 50)) as reader:
        shown = reader.text()
        for name in ("All articles", "Unread", "Today", "Read later", "Unfinished", "Starred", "Discussions"):
            assert name in shown
