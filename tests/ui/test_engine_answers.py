"""What the engine answers with a code is told as a sentence, in both languages, wherever it was asked from."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages

CODES = ("no_comments", "engine_stopped", "no_such_entry")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("code", CODES)
async def test_a_code_is_told_as_its_sentence(
    newsroom: Newsroom, reading: Open, lang: str, code: str
) -> None:
    newsroom.lang = lang
    newsroom.articles("One", comments=newsroom.talked_about())
    async with reading() as reader:
        sentence = reader.screen.desk.words(f"health.{code}")  # with the reader's own keys
        assert sentence != f"health.{code}"
        await reader.press("enter", "c", "r")
        asked = reader.library.asked[-1]
        assert isinstance(asked, messages.FetchComments)
        reader.library.tell(messages.Finished(asked.id, code=code))
        await reader.settle()
        assert reader.notice == sentence
        assert sentence in reader.text()


async def test_what_was_stopped_by_hand_is_not_told_as_trouble(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", comments=newsroom.talked_about())
    async with reading() as reader:
        await reader.press("enter", "c", "r")
        before = reader.notice
        reader.library.tell(messages.Finished(reader.library.asked[-1].id, code="cancelled"))
        await reader.settle()
        assert reader.notice == before
