"""What comments say, by key: found, followed by letters, shown after a warning, moved sideways."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom, Open
from tui_reader.model import messages
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Code, Paragraph, Span


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


@pytest.mark.hostile("H43")
async def test_a_link_in_a_comment_that_names_another_host_waits_for_enter(
    newsroom: Newsroom, reading: Open
) -> None:
    [one] = newsroom.articles("One")
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="x", created=NOW))
    link = Span("www.bank.example", href="https://bank.example@evil.example/")
    newsroom.said(one, "1", Paragraph((Span("See "), link)))
    async with reading(size=(160, 40)) as reader:
        await reader.press("c", "j", "tab", "enter")
        assert "It says “bank.example”, but leads to evil.example" in reader.text()
        assert not reader.library.asked
        await reader.press("enter")
        [asked] = reader.library.asked
        assert isinstance(asked, messages.FollowLink)
        assert asked.url == "https://bank.example@evil.example/"
