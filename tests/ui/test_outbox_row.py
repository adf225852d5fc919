"""What waits to be sent has a row of its own among the sources, as long as something waits; it opens the outbox."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open, Reader
from tests.ui.test_opinions import became, talked, write
from tui_reader.model import messages
from tui_reader.model.outbox import LetterState, Verdict
from tui_reader.ui.list.source_lines import OUTBOX


def rows(reader: Reader) -> list[str]:
    """The rows of the sources."""
    return [line.title for line in reader.screen.desk.sources._lines]


def row(reader: Reader) -> str:
    """The outbox's row; empty where there is none."""
    lines = reader.screen.desk.sources._lines
    return next((line.title for line in lines if line.view == OUTBOX), "")


async def test_the_row_comes_with_the_first_letter_and_goes_with_the_last(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    one = talked(newsroom)
    async with reading(size=(200, 50)) as reader:
        assert row(reader) == ""
        await write(reader)
        await reader.press("enter")
        assert "Chờ gửi (1)" in reader.text()
        [letter] = await reader.library.opinions.all()
        became(newsroom, letter.id, Verdict(LetterState.SENT))
        reader.library.tell(messages.OutboxChanged(one))
        await reader.settle()
        assert row(reader) == ""


async def test_a_refusal_is_told_in_the_row_and_enter_opens_what_can_be_done(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    talked(newsroom)
    async with reading(size=(200, 50)) as reader:
        await write(reader)
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        became(newsroom, letter.id, Verdict(LetterState.REFUSED, "too_short"))
        await reader.screen.lists.count()
        assert "! Ý kiến cần xem lại (1)" in reader.text()
        reader.screen.panes.to_sources()
        sources = reader.screen.desk.sources
        sources.go_to(next(at for at, line in enumerate(sources._lines) if line.view == OUTBOX))
        await reader.press("enter")
        assert "trang không nhận · Toi_dong_y" in reader.text()
        await reader.press("enter", "down", "down", "down", "enter")
        assert row(reader) == "", "withdrawn, it is a note and nothing waits"


async def test_the_row_stands_behind_the_discussions(newsroom: Newsroom, reading: Open) -> None:
    talked(newsroom)
    async with reading(size=(200, 50)) as reader:
        await write(reader)
        await reader.press("enter")
        found = rows(reader)
        assert found[found.index("Discussions") + 1] == "Waiting to be sent (1)"
