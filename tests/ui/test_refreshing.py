"""Refreshing, adding, editing: what is asked of the engine, and what its answers do to the screen."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.settings import Settings
from tui_reader.strings import words


def _refreshes(reader: Reader) -> list[messages.Refresh]:
    return [request for request in reader.library.asked if isinstance(request, messages.Refresh)]


async def test_r_refreshes_the_feed_of_the_article_under_the_cursor(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("r")
        assert _refreshes(reader)[0].feeds == (newsroom.feed(),)


async def test_r_in_an_article_asks_for_its_comments_too(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter", "r")
        asked = [type(request) for request in reader.library.asked]
        assert messages.FetchComments in asked
        assert messages.Refresh in asked


async def test_capital_r_refreshes_everything_shows_progress_and_stops_on_second_press(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("R")
        [request] = _refreshes(reader)
        assert request.feeds is None
        reader.library.tell(messages.Progress(request.id, 3, 20))
        await reader.settle()
        assert "Refreshing 3 of 20" in reader.text()
        await reader.press("R")
        assert messages.Cancel(len(reader.library.asked), request.id) in reader.library.asked
        reader.library.tell(messages.Finished(request.id, code="cancelled"))
        await reader.settle()
        assert reader.notice == "Stopped."


async def test_new_articles_are_announced_and_let_in_by_enter_above_the_first_row(
    newsroom: Newsroom, reading: Open
) -> None:
    old = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("j")
        newsroom._made = -2
        [new] = newsroom.articles("Fresh")
        reader.library.tell(messages.FeedChanged(newsroom.feed(), new=1))
        await reader.settle()
        assert list(reader.screen.desk.entries.ids) == old, "nothing moves"
        assert reader.current == old[1]
        assert "1 new" in reader.text()
        assert " min" not in reader.text().partition("▕")[0], (
            "whose minutes would be those of more than is shown"
        )
        await reader.press("k", "k", "enter")
        assert list(reader.screen.desk.entries.ids) == [new, *old]
        assert " min" in reader.text().partition("▕")[0]
        assert reader.current == old[0], "the cursor stays on its article"


async def test_new_articles_walk_into_an_empty_list(newsroom: Newsroom, reading: Open) -> None:
    newsroom.feed()
    async with reading() as reader:
        [new] = newsroom.articles("Fresh")
        reader.library.tell(messages.FeedChanged(newsroom.feed(), new=1))
        await reader.settle()
        assert reader.current == new


async def test_the_outcome_is_said_in_words(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        for new, failed, words in (
            (2, 0, "2 new articles"),
            (2, 1, "2 new · 1 with trouble"),
            (0, 0, "Nothing new."),
        ):
            await reader.press("R")
            reader.library.tell(messages.Finished(_refreshes(reader)[-1].id, new=new, failed=failed))
            await reader.settle()
            assert reader.notice == words


async def test_offline_says_so_instead_of_asking(newsroom: Newsroom, reading: Open) -> None:
    newsroom.offline = True
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("R")
        assert not _refreshes(reader)
        assert "Offline" in reader.notice


async def test_no_network_is_said_once_quietly(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.library.tell(messages.Unreachable())
        await reader.settle()
        assert "No network" in reader.text()
        reader.library.tell(messages.Unreachable(reachable=True))
        await reader.settle()
        assert "No network" not in reader.text()


async def test_a_stopped_engine_is_explained_and_r_starts_it_again(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.library.stop()
        await reader.settle()
        assert "r tries again" in reader.text()
        await reader.press("r")
        assert reader.library.restarted == 1
        assert not _refreshes(reader)


async def test_escape_leaves_the_prompt_and_asks_nothing(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("ctrl+n", "x", "escape")
        assert reader.alone
        assert not reader.library.asked


async def test_files_given_on_the_command_line_are_added_and_the_first_is_opened(
    newsroom: Newsroom, reading: Open
) -> None:
    _, two = newsroom.articles("One", "Two")
    async with reading(open_files=["/tmp/a.md", "/tmp/b.md"]) as reader:
        adds = [request for request in reader.library.asked if isinstance(request, messages.Add)]
        assert [request.location for request in adds] == ["/tmp/a.md", "/tmp/b.md"]
        reader.library.tell(messages.Finished(adds[0].id, entry=two))
        await reader.settle()
        assert reader.shown == two
        assert (await reader.stored(two)).read


async def test_a_feed_is_renamed_and_unsubscribed_and_brought_back(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("E", "ctrl+u")
        await reader.pilot.press(*"Mine")
        await reader.press("enter")
        assert "Mine" in reader.text()
        await reader.press("E", "ctrl+d")
        assert not reader.screen.lists.sources.feeds
        await reader.press("u")
        assert [feed.title for feed in reader.screen.lists.sources.feeds] == ["Mine"]


async def test_an_engine_that_was_started_again_is_said_once(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.library.tell(messages.Ready(messages.PROTOCOL, "1", 41, offline=False))
        await reader.settle()
        assert words("en")("engine.restarted")[:40] not in reader.text()
        reader.library.tell(messages.Ready(messages.PROTOCOL, "1", 42, offline=False))
        await reader.settle()
        assert words("en")("engine.restarted")[:40] in reader.text()


async def test_text_that_arrives_for_the_article_on_screen_is_shown(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *_ = newsroom.articles("One")
    async with reading() as reader:
        before = reader.screen.desk.shown
        reader.library.tell(messages.EntryReady(one))
        await reader.settle()
        assert reader.screen.desk.shown is not before
        assert reader.shown == one


async def test_at_the_start_only_what_is_due_is_fetched_where_wished_and_nothing_is_said_of_nothing(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    newsroom.settings = Settings(refresh_on_start=True)
    async with reading() as reader:
        [request] = _refreshes(reader)
        assert (request.feeds, request.force) == (None, False)
        reader.library.tell(messages.Progress(request.id, 0, 0))
        await reader.settle()
        assert "Refreshing" not in reader.text()
        reader.library.tell(messages.Progress(request.id, 1, 7))
        await reader.settle()
        assert "Refreshing 1 of 7" in reader.text()
        reader.library.tell(messages.Finished(request.id))
        await reader.settle()
        assert reader.notice == ""
        assert "Refreshing" not in reader.text()


async def test_what_the_engine_fetches_by_itself_shows_how_far_it_is_and_goes_without_a_word(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    newsroom.lang = "vi"
    async with reading() as reader:
        reader.library.tell(messages.Progress(0, 12, 300, 5))
        await reader.settle()
        assert "Đang cập nhật 12/300 nguồn" in reader.text()
        reader.library.tell(messages.Progress(0, 300, 300, 5))
        await reader.settle()
        assert "Đang cập nhật" not in reader.text()
        assert reader.notice == ""
        reader.library.tell(messages.Progress(0, 0, 1))
        await reader.settle()
        assert "Đang cập nhật" not in reader.text()


async def test_going_to_the_top_lets_the_new_ones_in_from_anywhere_in_the_list(
    newsroom: Newsroom, reading: Open
) -> None:
    old = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("j", "j")
        newsroom._made = -2
        [new] = newsroom.articles("Fresh")
        reader.library.tell(messages.FeedChanged(newsroom.feed(), new=1))
        await reader.settle()
        assert "1 new · gg shows them" in reader.text()
        await reader.press("enter")
        assert "1 new" in reader.text()
        assert "shows them" not in reader.text(), "not from the article"
        await reader.press("h", "g", "g")
        assert list(reader.screen.desk.entries.ids) == [new, *old]
        assert reader.current == new
