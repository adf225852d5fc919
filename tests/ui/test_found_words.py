"""The words of a search are marked in the rows, in the passage under the cursor, and in the article beside the list."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open, Reader
from tests.ui.test_finding import index
from tui_reader.model.document import Paragraph, Span


def underlined(reader: Reader, widget: str) -> list[str]:
    """The words drawn underlined in a widget, from top to bottom; the source's link is more than one."""
    view = reader.screen.query_one(widget)
    return [
        segment.text
        for y in range(view.size.height)
        for segment in view.render_line(y)
        if segment.style is not None and segment.style.underline and segment.text.isalpha()
    ]


async def test_words_are_marked_in_rows_passage_and_article_and_no_longer_after_leaving(
    newsroom: Newsroom, reading: Open
) -> None:
    one, two = newsroom.articles("Mưa lớn ở miền Trung", "Đi mua gạo")
    newsroom.text(one, Paragraph((Span("Lời đầu. " + "x " * 200 + "Sông Bồ lên sau trận mưa đêm qua."),)))
    index(newsroom)
    async with reading(size=(120, 28)) as reader:
        await reader.press("slash", *"mưa")
        await reader.press("enter")
        entries = reader.screen.desk.entries
        assert list(entries.ids) == [one, two]
        row = reader.row(one)
        assert "Bồ lên sau trận mưa" in row.excerpt
        assert underlined(reader, "EntryList") == ["Mưa", "mưa", "mua"]
        assert underlined(reader, "ArticleView") == ["Mưa", "mưa"]
        await reader.press("j")
        assert "Mưa" not in underlined(reader, "ArticleView")
        await reader.press("escape")
        assert underlined(reader, "EntryList") == []
        assert "Lời đầu" in reader.row(one).excerpt


async def test_a_smart_folder_marks_its_words_too(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Mưa lớn", "Nắng")
    index(newsroom)
    async with reading(size=(120, 40)) as reader:
        await reader.press("slash", *"mưa", "enter", "ctrl+s", *" nhanh", "enter", "escape")
        assert underlined(reader, "EntryList") == []
        await reader.press("colon", *"mưa nhanh", "enter")
        assert underlined(reader, "EntryList") == ["Mưa"]


async def test_what_is_asked_beside_words_marks_nothing(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Read me")
    async with reading() as reader:
        await reader.press("slash", *"is:unread", "enter")
        assert underlined(reader, "EntryList") == []
