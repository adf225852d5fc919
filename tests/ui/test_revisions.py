"""What was changed in an article, on screen: asked for, shown word by word, said where nothing was."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from tests.ui.conftest import NOW, Newsroom, Open
from tui_reader.model import messages
from tui_reader.model.revision import Version
from tui_reader.store.database import open_database


@pytest.mark.parametrize("place", ["list", "article"])
async def test_changes_are_shown_word_by_word_the_newest_first(
    newsroom: Newsroom, reading: Open, place: str
) -> None:
    newsroom.lang = "vi"
    [one] = newsroom.articles("Lũ")
    database = open_database(newsroom.paths.store)
    with database.transaction():
        database.execute("UPDATE entry SET revisions = 2 WHERE id = ?", (one,))
    database.close()
    versions = [
        Version(NOW + timedelta(hours=number), "Lũ", f"Một đoạn như cũ.\n\nLũ cuốn {number} ngôi nhà.")
        for number in range(3)
    ]
    async with reading() as reader:
        if place == "article":
            await reader.press("enter")
        await reader.press("H")
        asked = reader.library.asked[-1]
        assert isinstance(asked, messages.ReadRevisions)
        assert asked.entry == one
        await reader.library.remember("revisions:x", msgspec.json.encode(versions).decode())
        reader.library.tell(messages.Finished(asked.id, entry=one, new=3, key="revisions:x"))
        await reader.settle()
        text = " ".join(reader.text().split())
        assert (
            text.index("Sửa lần 2")
            < text.index("[−1] [+2]")
            < text.index("Sửa lần 1")
            < text.index("[−0] [+1]")
        )
        assert "2 đoạn như cũ" in text
        assert await reader.library.recall("revisions:x") is None


async def test_an_article_that_never_changed_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("H")
        assert reader.notice == "Nothing was changed in this article so far."
        assert not [one for one in reader.library.asked if isinstance(one, messages.ReadRevisions)]
