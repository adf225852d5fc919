"""A status at a server the reader has no account at is answered from the reader's own, which the question names."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tests.ui.test_opinions import MASTODON, talked, write
from tui_reader.model.access import Access
from tui_reader.settings import Settings


async def test_the_question_names_the_own_server_and_the_letter_what_it_answers(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.settings = Settings(feeds={"mine.example": Access(token="env:X")})
    talked(newsroom, MASTODON)
    async with reading() as reader:
        await write(reader)
        said = " ".join(reader.text().split())
        assert "Send to mine.example" in said
        assert "social.example needs a token" not in said
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        assert letter.site == "mine.example"
        assert letter.place.url == "https://mine.example/api/v1/statuses"
        assert letter.place.parent == "https://social.example/api/v1/statuses/55"
