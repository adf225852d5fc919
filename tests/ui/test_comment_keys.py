"""The comment pane by key: in and out, new ones, folds, order, more."""

from __future__ import annotations

from tests.ui.conftest import NOW, Newsroom, Open
from tests.ui.discussing import thread, until_whole
from tui_reader.model import messages
from tui_reader.model.comment import CommentData


async def test_c_goes_to_the_comments_and_back_from_every_pane(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading() as reader:
        for keys, back in (((), "list"), (("enter",), "article")):
            await reader.press(*keys, "c")
            assert reader.pane == "comments"
            assert "Lan Anh" in reader.text()
            await reader.press("c")
            assert reader.pane == back


async def test_comments_left_are_no_longer_new(newsroom: Newsroom, reading: Open) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        assert (await reader.library.thread(one)).new == 3
        await reader.press("c", "c")
        assert (await reader.library.thread(one)).new == 0


async def test_comments_out_of_sight_are_those_of_the_article_when_they_are_seen_again(
    newsroom: Newsroom, reading: Open
) -> None:
    quiet, talked = newsroom.articles("Quiet", "Talked")
    newsroom.talk(talked, CommentData("1", author="Lan Anh", body="Hạ tầng số.", created=NOW))
    async with reading(size=(120, 40)) as reader:
        for one, said in ((talked, True), (quiet, False), (talked, True)):
            if reader.current != one:
                await reader.press("down" if reader.current == reader.screen.desk.entries.ids[0] else "up")
            await reader.press("c")
            assert reader.shown == one
            assert ("Lan Anh" in reader.text()) is said
            await reader.press("c")


async def test_folding_in_the_comments(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading() as reader:
        await reader.press("c", "j")
        assert "Đồng ý" in reader.text()
        await reader.press("z", "M")
        assert "Đồng ý" not in reader.text()
        await reader.press("z", "R")
        assert "Đồng ý" in reader.text()
        await reader.press("z", "1")
        assert "Đồng ý" not in reader.text()


async def test_n_and_the_end_of_news_in_the_comments(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading() as reader:
        await reader.press("c", "n", "n", "n", "n", "n")
        assert reader.notice == "No new comments."


async def test_r_in_the_comments_fetches_them_and_new_ones_are_shown(
    newsroom: Newsroom, reading: Open
) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        await reader.press("c", "r")
        assert [type(asked) for asked in reader.library.asked] == [messages.FetchComments]
        newsroom.talk(one, CommentData("4", author="Thu", body="Mới đây.", created=NOW))
        reader.library.tell(messages.CommentsChanged(one, new=1))
        await reader.settle()
        await reader.press("G")
        assert "Thu" in reader.text()


async def test_in_a_narrow_window_c_shows_the_comments_of_the_row_under_the_cursor(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Zero")
    one = thread(newsroom)
    async with reading(size=(80, 24)) as reader:
        await reader.press("j", "c")
        assert reader.shown == one
        assert "Lan Anh" in reader.text()
        assert not (await reader.stored(one)).read
        await reader.press("q")
        assert reader.pane == "list"


async def test_where_no_page_follows_the_pane_says_where_the_rest_is(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    [one] = newsroom.articles("One")
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="Hạ tầng số.", created=NOW), total=27)
    async with reading() as reader:
        await reader.press("c")
        assert "Xem thêm bình luận" not in reader.text()
        assert "đang có 1/27" in reader.text()
        told = " ".join(reader.text().replace("\xa0", " ").split())
        assert "Trên trang còn 26 bình luận" in told
        await reader.press("G", "space")
        assert reader.notice == "Trên trang còn 26 bình luận mà nguồn không gửi. Nhấn o để mở trang."
        assert reader.library.asked == []


async def test_more_asks_for_the_next_page_that_the_feed_named(newsroom: Newsroom, reading: Open) -> None:
    [one] = newsroom.articles("One")
    said = CommentData("1", author="Lan Anh", body="Hạ tầng số.", created=NOW)
    newsroom.talk(one, said, total=27, next_page="https://news.example/c?page=2")
    async with reading() as reader:
        await reader.press("c", "G", "enter")
        assert reader.library.asked == [messages.FetchComments(1, one, more=True)]


async def test_the_order_of_comments_is_chosen_and_stays_for_the_next_time(
    newsroom: Newsroom, reading: Open
) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "j", "backslash", "down", "enter")
        said = reader.text()
        assert said.index("Hoàng") < said.index("Lan Anh") < said.index("Minh")
        view = reader.screen.desk.comments.view
        assert view.node is not None
        assert view.node.comment.data.author == "Lan Anh", "the cursor stays on its comment"
    async with reading(size=(160, 40)) as again:
        await again.press("c")
        said = again.text()
        assert said.index("Hoàng") < said.index("Lan Anh")


async def test_comments_that_come_in_between_leave_the_cursor_on_its_comment(
    newsroom: Newsroom, reading: Open
) -> None:
    one = thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "backslash", "down", "enter", "G")
        view = reader.screen.desk.comments.view
        assert view.node is not None
        stood_on = view.node.comment.id
        newsroom.talk(one, CommentData("9", author="Thu", body="Mới.", created=NOW))
        reader.library.tell(messages.CommentsChanged(one, new=1))
        await reader.settle()
        assert view.node.comment.id == stood_on


async def test_new_comments_in_a_long_discussion_move_neither_the_cursor_nor_what_is_seen(
    newsroom: Newsroom, reading: Open
) -> None:
    [one] = newsroom.articles("One")
    said = [CommentData(str(n), author=f"Người {n}", body=f"Lời {n}.", created=NOW) for n in range(700)]
    newsroom.talk(one, *said)
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "c")
        await until_whole(reader, 700)
        await reader.press("G")
        assert "Người 699" in reader.text()
        newsroom.talk(one, *said, CommentData("700", author="Sau cùng", body="Mới.", created=NOW))
        reader.library.tell(messages.CommentsChanged(one, new=1))
        await reader.settle()
        assert "Người 699" in reader.text(), "while the rest is read what was here stays"
        await until_whole(reader, 701)
        assert "Người 699" in reader.text()
        node = reader.screen.desk.comments.view.node
        assert node is not None
        assert node.comment.data.source_id == "699"
