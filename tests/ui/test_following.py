"""Links followed inside the reader: their pages as articles, a trail back to the very place, odd ones asked about first."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tests.ui.test_links import followed, linked, opened
from tui_reader.model import messages
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Paragraph, Span
from tui_reader.strings import words

__all__ = ["opened"]
FIRST, SECOND = "https://a.example/one", "https://b.example/two"
DECEIT = "https://evil.example/login"
TEXT = "Chuyến phà rời bến lúc chín giờ và trở về lúc trưa cùng thư từ của cả đảo. "


def lines(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Span(f"{n}. {TEXT * 3}"),)) for n in range(count))


async def arrive(reader: Reader, entry_id: int) -> None:
    """The engine has the page of the last link."""
    (*_, request) = [one for one in reader.library.asked if isinstance(one, messages.FollowLink)]
    reader.library.tell(messages.Finished(request.id, entry=entry_id))
    await reader.settle()


async def fail(reader: Reader, code: str) -> None:
    (*_, request) = [one for one in reader.library.asked if isinstance(one, messages.FollowLink)]
    reader.library.tell(messages.Finished(request.id, code=code, failed=1))
    await reader.settle()


async def test_a_page_is_read_inside_and_back_is_the_very_place(newsroom: Newsroom, reading: Open) -> None:
    one, page, deeper = newsroom.articles("Bài đầu", "Trang hai", "Trang ba")
    newsroom.text(one, *lines(20), linked(("liên kết", FIRST)), *lines(20))
    newsroom.text(page, *lines(3), linked(("đi nữa", SECOND)), *lines(20))
    async with reading(size=(120, 30)) as reader:
        await reader.press("enter", "tab")
        view = reader.screen.desk.article
        before, stop = view.top, view.stop
        assert before > 0
        await reader.press("enter")
        assert followed(reader) == [FIRST]
        assert "a.example" in reader.notice
        await arrive(reader, page)
        assert reader.shown == page
        assert "‹ Bài đầu" in reader.text()
        assert "0% · " in reader.text(), "how far one has read stays beside it"
        await reader.press("tab", "enter")
        await arrive(reader, deeper)
        assert "‹ Trang hai" in reader.text()
        await reader.press("escape")
        assert reader.shown == page
        await reader.press("h")
        assert reader.shown == one
        assert (view.top, view.stop) == (before, stop)
        await reader.press("q")
        assert reader.pane == "list", "at the beginning of the trail back is what it always is"


async def test_a_link_in_a_comment_leads_back_to_the_comments(newsroom: Newsroom, reading: Open) -> None:
    one, page = newsroom.articles("Bài đầu", "Trang hai")
    newsroom.talk(one, CommentData("1", body=FIRST))
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "c", "f", "a")
        await arrive(reader, page)
        assert (reader.shown, reader.pane) == (page, "article")
        await reader.press("h")
        assert (reader.shown, reader.pane) == (one, "comments")


async def test_another_article_begins_another_trail(newsroom: Newsroom, reading: Open) -> None:
    one, page, other = newsroom.articles("Bài đầu", "Trang hai", "Bài khác")
    newsroom.text(one, linked(("liên kết", FIRST)))
    async with reading() as reader:
        await reader.press("enter", "tab", "enter")
        await arrive(reader, page)
        await reader.press("J")
        assert reader.shown == other
        assert "‹ Bài đầu" not in reader.text()
        await reader.press("escape")
        assert reader.pane == "list"


async def test_who_went_elsewhere_meanwhile_is_left_there(newsroom: Newsroom, reading: Open) -> None:
    one, page, other = newsroom.articles("Bài đầu", "Trang hai", "Bài khác")
    newsroom.text(one, linked(("liên kết", FIRST)))
    async with reading() as reader:
        await reader.press("enter", "tab", "enter", "J", "J")
        assert reader.shown == other
        await arrive(reader, page)
        assert reader.shown == other


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_where_there_is_no_article_it_is_told_and_o_opens_the_browser(
    newsroom: Newsroom,
    reading: Open,
    opened: list[str],
    lang: str,
) -> None:
    newsroom.lang = lang
    (one,) = newsroom.articles("Bài đầu")
    newsroom.text(one, linked(("liên kết", FIRST)))
    async with reading() as reader:
        await reader.press("enter", "tab", "enter")
        await fail(reader, "no_article")
        assert reader.shown == one
        w = reader.screen.desk.words  # with the reader's own keys
        assert reader.notice == w("follow.failed", host="a.example", why=w("health.no_article"))
        assert "health" not in reader.notice
        await reader.press("o")
        assert opened == [FIRST]


async def test_players_and_files_go_to_the_browser_at_once(
    newsroom: Newsroom,
    reading: Open,
    opened: list[str],
) -> None:
    (one,) = newsroom.articles("Bài đầu")
    video, paper = "https://www.youtube.com/watch?v=1", "https://a.example/bao-cao.PDF"
    newsroom.text(one, linked(("phim", video), ("báo cáo", paper)))
    async with reading() as reader:
        await reader.press("enter", "tab", "enter", "tab", "enter")
        assert opened == [video, paper]
        assert followed(reader) == []


async def test_an_odd_link_asks_first_when_pressed_by_enter_number_and_click(
    newsroom: Newsroom, reading: Open
) -> None:
    (one,) = newsroom.articles("Bài đầu")
    newsroom.text(one, linked(("www.bank.example", DECEIT)))
    told = words("en")("notice.leads_elsewhere", text="bank.example", host="evil.example")
    async with reading() as reader:
        await reader.press("enter", "tab", "enter")
        assert reader.notice == told
        assert followed(reader) == []
        await reader.press("enter")
        assert followed(reader) == [DECEIT]
    async with reading() as reader:
        await reader.press("enter", "1", "enter")
        assert reader.notice == told
        assert followed(reader) == []
        await reader.press("enter")
        assert followed(reader) == [DECEIT]
    async with reading() as reader:
        await reader.press("enter")
        view = reader.screen.desk.article
        layout = view.layout_now
        assert layout is not None
        row = layout.row(layout.stop_anchor(0)) - view.top
        await reader.pilot.click(view, offset=(view.margin + 2, row))
        await reader.settle()
        assert reader.notice == told
        assert followed(reader) == []


async def test_a_number_follows_a_link_or_opens_it_and_is_shown_while_typed(
    newsroom: Newsroom,
    reading: Open,
    opened: list[str],
) -> None:
    (one,) = newsroom.articles("Bài đầu")
    newsroom.text(one, linked(("một", FIRST), ("hai", SECOND)))
    async with reading() as reader:
        await reader.press("enter")
        assert "[2]" not in reader.text()
        await reader.press("2")
        assert "[2]" in reader.text() or "²" in reader.text()
        await reader.press("enter")
        assert followed(reader) == [SECOND]
        assert "[2]" not in reader.text()
        await reader.press("1", "o")
        assert opened == [FIRST]
        await reader.press("9", "9", "enter")
        assert reader.notice == words("en")("follow.no_number", n=99)


async def test_o_opens_the_focused_link_and_without_one_the_article(
    newsroom: Newsroom,
    reading: Open,
    opened: list[str],
) -> None:
    (one,) = newsroom.articles("Bài đầu")
    newsroom.text(one, linked(("một", FIRST)))
    async with reading() as reader:
        await reader.press("enter", "o", "tab", "o")
        assert opened == ["https://news.example/1", FIRST]
