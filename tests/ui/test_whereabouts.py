"""The next start goes on where the last one ended: the list, the article in it, the place in that."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model.view import Place, View


async def leave(reader: Reader) -> None:
    """As at the end of the program."""
    await reader.screen.put_away()
    await reader.settle()


async def test_an_article_left_while_it_was_read_is_open_again_at_its_place(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("One", "Two", "Three")
    newsroom.lang = "vi"
    async with reading() as reader:
        await reader.press("j", "enter", "space", "space")
        top = reader.screen.desk.article.scroll_offset.y
        assert top
        await leave(reader)
    async with reading() as again:
        assert again.pane == "article"
        assert (again.current, again.shown) == (made[1], made[1])
        assert list(again.screen.desk.entries.ids) == made, "read now, and still in its place"
        assert again.screen.desk.article.scroll_offset.y == top
        assert again.notice.startswith("Đọc tiếp từ ")
        await again.press("q", "g", "a", "g", "u")
        assert list(again.screen.desk.entries.ids) == [made[0], made[2]], "until the list is left"


async def test_the_list_that_was_left_is_shown_with_the_cursor_where_it_was(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("One", "Two", "Three")
    async with reading(size=(80, 24)) as reader:
        await reader.press("g", "a", "G")
        await leave(reader)
    async with reading(size=(80, 24)) as again:
        assert again.screen.lists.view.place is Place.ALL
        assert (again.pane, again.current) == ("list", made[2])


async def test_new_articles_bring_the_reader_of_the_list_to_its_top(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("G")
        await leave(reader)
        await reader.library.remember("last_visit", str(int(NOW.timestamp()) - 60))
    async with reading() as again:
        assert again.current == again.screen.desk.entries.ids[0]


async def test_a_list_that_is_gone_is_not_gone_back_to(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", feed="Weekly")
    async with reading() as reader:
        feed = newsroom.feed("Weekly")
        reader.screen.late.places.show(View(Place.FEED, feed))
        await leave(reader)
        await reader.library.unsubscribe(feed)
    async with reading() as again:
        assert again.screen.lists.view.place is Place.UNREAD


async def test_a_file_just_opened_stands_first_and_says_its_own_date(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    newsroom.articles("Tin một", "Tin hai")
    old = newsroom.file("Trang năm 2019", datetime(2019, 7, 24, 19, 22, tzinfo=UTC))
    async with reading() as reader:
        assert reader.screen.desk.entries.ids[0] == old
        rows = reader.text().splitlines()
        assert rows[1].strip().startswith("Vừa thêm")
        assert "07/2019" in rows[3]
        assert rows[4].strip().startswith("Hôm nay")
        await reader.press("enter")
        await leave(reader)
        await reader.library.leave()
    async with reading() as again:
        assert again.screen.desk.entries.ids[-1] == old, "afterwards by its date"
        assert again.shown == old
