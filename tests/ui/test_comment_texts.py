"""What comments say, by key: found, followed by letters, shown after a warning, moved sideways."""

from __future__ import annotations

from tests.ui.conftest import NOW, Newsroom, Open
from tests.ui.discussing import thread
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Code, Paragraph, Span


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
