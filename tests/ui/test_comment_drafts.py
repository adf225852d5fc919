"""Writing an opinion by key: kept as a note, left as a draft, never lost."""

from __future__ import annotations

import pytest
from textual import events

from tests.ui.conftest import Newsroom, Open
from tests.ui.discussing import thread


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


async def test_a_pasted_text_and_a_word_composed_by_an_input_method_stand_there_once(
    newsroom: Newsroom, reading: Open
) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        await reader.press("C")
        for pasted in ("Một", " ý kiến"):
            reader.app.post_message(events.Paste(pasted))
            await reader.settle()
        await reader.pilot.press("x")
        await reader.press("escape")
        assert await reader.library.draft(one) == "Một ý kiếnx"


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


async def test_what_is_pasted_and_what_an_input_method_composed_stand_there_once(
    newsroom: Newsroom, reading: Open
) -> None:
    one = thread(newsroom)
    async with reading() as reader:
        await reader.press("C")
        for text in ("Tôi cũng nghĩ vậy.", "Đúng"):
            reader.app.post_message(events.Paste(text))
            await reader.settle()
        await reader.press("escape")
        assert await reader.library.draft(one) == "Tôi cũng nghĩ vậy.Đúng"


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
