"""Discussions on other sites: the site is named before it is asked, and nothing is asked without the reader's word."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages
from tui_reader.model.comment import Found
from tui_reader.store import memory
from tui_reader.store.database import open_database

FOUND = Found(
    "hackernews",
    "https://news.ycombinator.com/item?id=7",
    "news.ycombinator.com",
    "[/x] Bài",
    12,
    datetime(2026, 1, 1, tzinfo=UTC),
)


async def test_the_reader_chooses_the_site_then_the_discussion(newsroom: Newsroom, reading: Open) -> None:
    [one] = newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"discussions of this", "enter")
        await reader.settle()
        assert "learns this article" in reader.text()
        assert "hn.algolia.com" in reader.text()
        assert reader.library.asked == []
        await reader.press("enter")
        assert reader.library.asked == [messages.FindDiscussions(1, one, "hackernews")]
        assert reader.notice == "Asking Hacker News…"
        db = open_database(newsroom.paths.store)
        memory.remember(db, "talk:1", msgspec.json.encode([FOUND]).decode())
        db.close()
        reader.library.tell(messages.Finished(1, entry=one, new=1, key="talk:1"))
        await reader.settle()
        assert "[/x] Bài" in reader.text()
        assert "Comments (12)" in reader.text()
        await reader.press("enter")
        assert reader.library.asked[-1] == messages.FetchComments(2, one)
        thread = await reader.library.thread(one)
        assert (thread.discussion.url, thread.discussion.title) == (FOUND.url, FOUND.title)


async def test_a_site_that_knows_nothing_says_so_and_leaving_asks_nobody(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    [one] = newsroom.articles("One")
    async with reading() as reader:
        reader.screen.do("discussion.find")
        await reader.settle()
        await reader.press("escape")
        assert reader.library.asked == []
        reader.screen.do("discussion.find")
        await reader.settle()
        await reader.press("down", "enter")
        assert reader.library.asked == [messages.FindDiscussions(1, one, "lobsters")]
        reader.library.tell(messages.Finished(1, entry=one))
        await reader.settle()
        assert reader.notice == "Lobsters chưa có bàn luận nào về bài này."


async def test_offline_no_site_is_offered(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    newsroom.offline = True
    async with reading() as reader:
        reader.screen.do("discussion.find")
        await reader.settle()
        assert reader.alone
