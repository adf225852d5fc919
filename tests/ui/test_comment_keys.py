"""The comment pane by key: in and out, new ones, folds, writing, drafts, more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from textual import events

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Code, Paragraph, Span


def thread(newsroom: Newsroom) -> int:
    """An article with two threads, the first with an answer."""
    [one] = newsroom.articles("One")
    newsroom.talk(
        one,
        CommentData("1", author="Lan Anh", body="Hạ tầng số.", created=NOW - timedelta(hours=2)),
        CommentData("2", "1", author="Minh", body="Đồng ý.", created=NOW - timedelta(hours=1)),
        CommentData("3", author="Hoàng", body="Cần thêm số liệu.", created=NOW - timedelta(minutes=5)),
    )
    return one


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


async def test_a_note_is_written_kept_and_shown(newsroom: Newsroom, reading: Open) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        await reader.press("C")
        assert reader.screen.desk.comments.writing
        await reader.pilot.press(*"Qms")
        await reader.press("ctrl+s", "down", "enter")  # keep it as a note
        nodes = (await reader.library.thread(one)).nodes
        assert "Qms" in [node.comment.data.body for node in nodes]
        assert not (await reader.stored(one)).starred
        assert "Qms" in reader.text()


async def test_a_draft_left_with_escape_is_there_again(newsroom: Newsroom, reading: Open) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        await reader.press("C")
        await reader.pilot.press(*"half")
        await reader.press("escape")
        assert not reader.screen.desk.comments.writing
        await reader.settle()
        assert await reader.library.draft(one) == "half"
        assert "Draft kept: “half” · C goes on" in reader.text()
    async with reading() as again:
        await again.press("c")
        assert "Draft kept: “half” · C goes on" in again.text()
        await again.press("C")
        assert "half" in again.text()
        await again.press("ctrl+s", "down", "enter")
        assert "Draft kept" not in again.text()


@pytest.mark.parametrize("clicked", ["ArticleView", "EntryList", "ThreadView"])
async def test_a_click_elsewhere_leaves_the_box_and_keeps_the_draft(
    newsroom: Newsroom, reading: Open, clicked: str
) -> None:
    one = thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "C")
        await reader.pilot.press(*"half")
        await reader.pilot.click(clicked, offset=(5, 6))
        await reader.settle()
        assert not reader.screen.desk.comments.writing
        assert reader.screen.commands_here
        assert await reader.library.draft(one) == "half"
        assert "Draft kept: “half”" in reader.text()
        pane = reader.pane
        await reader.press("?", "escape")
        assert reader.pane == pane, "nobody took the focus back"
        await reader.press("C")
        await reader.pilot.press("x", "ctrl+s")
        await reader.press("down", "enter")
        await reader.settle()
        assert "halfx" in [node.comment.data.body for node in (await reader.library.thread(one)).nodes]


async def test_the_pane_beside_the_box_is_not_lost_where_two_are_shown(
    newsroom: Newsroom, reading: Open
) -> None:
    [one] = newsroom.articles("One")
    async with reading(size=(120, 30)) as reader:
        await reader.press("enter", "C")
        await reader.pilot.press(*"half")
        await reader.pilot.click("ArticleView", offset=(5, 6))
        await reader.settle()
        await reader.press("m")
        assert not (await reader.stored(one)).read, "m is a command again"
        assert await reader.library.draft(one) == "half"


async def test_a_draft_that_cannot_be_kept_promises_nothing_and_is_not_lost(
    newsroom: Newsroom, reading: Open
) -> None:
    thread(newsroom)
    async with reading() as reader:
        reader.library._thread.database.execute("PRAGMA max_page_count = 1")  # as on a full disk
        await reader.press("C")
        reader.app.post_message(events.Paste("word " * 8000))
        await reader.settle()
        await reader.press("escape")
        assert reader.notice == reader.screen.desk.words("store.disk_full")
        assert "Draft, not saved: “word" in reader.text()
        await reader.press("C")
        assert "word word" in reader.text()


async def test_nothing_is_written_unseen_in_a_window_too_small_to_draw(
    newsroom: Newsroom, reading: Open
) -> None:
    one = thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "C")
        await reader.pilot.press(*"half")
        await reader.pilot.resize_terminal(20, 5)
        await reader.press("x", "y")
        reader.app.post_message(events.Paste("pasted"))
        await reader.settle()
        await reader.pilot.resize_terminal(160, 40)
        await reader.settle()
        await reader.press("e", "d", "escape")
        assert await reader.library.draft(one) == "halfed"


async def test_a_draft_of_an_answer_is_told_below_what_it_answers(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    thread(newsroom)
    async with reading() as reader:
        await reader.press("c", "j", "C")
        await reader.pilot.press(*"dang viet")
        await reader.press("escape")
        lines = reader.text().replace("\xa0", " ").splitlines()
        told = next(at for at, line in enumerate(lines) if "Bản nháp trả lời đã giữ: “dang viet”" in line)
        assert "C viết tiếp" in "".join(lines[told : told + 2])
        assert "Hạ tầng số." in lines[told - 1]
        await reader.press("c", "c")
        assert "Bản nháp trả lời đã giữ" in reader.text()


async def test_a_text_made_an_opinion_of_ones_own_overwrites_no_draft(
    newsroom: Newsroom, reading: Open
) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        await reader.press("C")
        await reader.pilot.press(*"old")
        await reader.press("escape", "j", "C")
        await reader.pilot.press(*"fresh")
        await reader.press("tab", "escape")
        article = await reader.library.article(one)
        assert article is not None
        assert article.drafts == {"": "old\n\nfresh"}


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


async def test_slash_finds_in_the_comments_also_in_folded_ones(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "z", "M")
        assert "Đồng ý" not in reader.text()
        await reader.press("slash")
        await reader.pilot.press(*"dong y")
        await reader.settle()
        assert "Đồng ý" in reader.text()
        assert "1 / 1" in reader.text()
        await reader.press("enter")
        assert reader.pane == "comments"
        await reader.press("enter")
        view = reader.screen.desk.comments.view
        assert view.node is not None
        assert view.node.comment.data.body == "Đồng ý."
        await reader.press("q")
        assert reader.pane != "comments"


async def test_escape_from_finding_in_the_comments_leaves_them_as_they_were(
    newsroom: Newsroom, reading: Open
) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "j", "z", "M", "slash")
        await reader.pilot.press(*"so")
        await reader.settle()
        assert "1 / 2" in reader.text()
        await reader.press("escape")
        assert "Đồng ý" not in reader.text()
        assert reader.pane == "comments"


async def test_letters_stand_over_the_links_of_comments(newsroom: Newsroom, reading: Open) -> None:
    [one] = newsroom.articles("One")
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="https://a.example/x", created=NOW))
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "f")
        [line] = [line for line in reader.text().splitlines() if "ttps://a.example/x" in line]
        assert "https://a.example/x" not in line, "the letter stands over its first one"


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


async def test_what_a_comment_warns_of_is_hidden_until_enter(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    [one] = newsroom.articles("One")
    body = "<details><summary>Đoạn kết phim</summary><p>Anh ta chết.</p></details>"
    newsroom.talk(one, CommentData("1", author="Lan Anh", body=body, created=NOW))
    newsroom.said(one, "1", Paragraph((Span("Anh ta chết."),)))
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "j")
        assert "Cảnh báo: Đoạn kết phim · Enter để xem" in reader.text().replace("\xa0", " ")
        assert "Anh ta chết." not in reader.text()
        await reader.press("enter")
        assert "Anh ta chết." in reader.text()
        await reader.press("enter", "enter")
        assert "Anh ta chết." in reader.text(), "Enter folds and unfolds from then on"


async def test_wide_code_of_a_comment_moves_sideways(newsroom: Newsroom, reading: Open) -> None:
    [one] = newsroom.articles("One")
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="x", created=NOW))
    newsroom.said(one, "1", Code("begin " + "·" * 150 + " end"))
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "j")
        assert "begin" in reader.text()
        for _ in range(12):
            await reader.press("greater_than_sign")
        assert " end" in reader.text()
        assert "begin" not in reader.text()
        for _ in range(12):
            await reader.press("less_than_sign")
        assert "begin" in reader.text()


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


async def until_whole(reader: Reader, count: int) -> None:
    """Until all of a long discussion was read."""
    async with asyncio.timeout(20):
        while len(reader.screen.desk.comments.view.nodes) != count:
            await reader.settle()
