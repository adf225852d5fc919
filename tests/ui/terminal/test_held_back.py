"""A word that arrives at once: composed ones are text, plain letters stay keys."""

from __future__ import annotations

import pytest
from textual import events
from textual.drivers import linux_driver

from tests.ui.conftest import Newsroom, Open
from tui_reader.ui.terminal.held_back import held_back, take_words_whole


@pytest.fixture
def arriving(monkeypatch: pytest.MonkeyPatch) -> linux_driver.XTermParser:  # type: ignore[name-defined]
    """The driver's parser as the program sets it up; put back afterwards."""
    monkeypatch.setattr(linux_driver, "XTermParser", linux_driver.XTermParser)  # type: ignore[attr-defined]
    take_words_whole()
    return linux_driver.XTermParser()  # type: ignore[attr-defined]


def told(parser: linux_driver.XTermParser, *reads: str) -> list[str]:  # type: ignore[name-defined]
    """Keys by their names, pasted text in quotation marks."""
    made = []
    for read in reads:
        for event in parser.feed(read):
            if isinstance(event, events.Paste):
                made.append(f"“{event.text}”")
            elif isinstance(event, events.Key):
                made.append(event.key)
    return made


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        (["việt"], ["“việt”"]),
        (["đang "], ["“đang”", "space"]),
        (["vie\u0323\u0302t\r"], ["“vie\u0323\u0302t”", "enter"]),
        (["中文"], ["“中文”"]),
        (["jjj"], ["j", "j", "j"]),
        (["gu"], ["g", "u"]),
        (["dung "], ["d", "u", "n", "g", "space"]),
        (["đ"], ["đ"]),
        (["o\x7fọ"], ["o", "backspace", "ọ"]),
        (["ọn\x7fn"], ["ọ", "n", "backspace", "n"]),
        (["\x7f", "ọn"], ["backspace", "ọ", "n"]),
        (["\x1b[A"], ["up"]),
        (["j\x1b[B"], ["j", "down"]),
        (["\x1b\\"], ["escape", "backslash"]),
        (["z", "\x1b\\"], ["z", "escape", "backslash"]),
    ],
)
def test_only_a_composed_word_is_not_keys(
    arriving: linux_driver.XTermParser,  # type: ignore[name-defined]
    reads: list[str],
    expected: list[str],
) -> None:
    assert told(arriving, *reads) == expected


def test_a_word_cut_by_a_read_is_a_word_and_keys_after_it_are_keys(
    arriving: linux_driver.XTermParser,  # type: ignore[name-defined]
) -> None:
    assert told(arriving, "việ", "t", "j") == ["“việ”", "t", "j"]


def test_a_bracketed_paste_is_what_it_was(arriving: linux_driver.XTermParser) -> None:  # type: ignore[name-defined]
    assert told(arriving, "\x1b[200~việt nam\x1b[201~") == ["“việt nam”"]


def test_a_number_or_a_sign_is_no_word() -> None:
    assert [held_back(read) for read in ("12", "ă", "_ă", "…đó", "")] == [""] * 5


async def test_a_held_back_word_does_nothing_where_keys_are_commands_and_is_told_once(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One", "Two")
    async with reading() as reader:
        reader.app.post_message(events.Paste("đọc"))
        await reader.settle()
        assert reader.current == one
        assert not reader.row(one).state.starred
        assert reader.notice == reader.screen.desk.words("notice.input_method")


async def test_pasted_lines_are_no_input_method(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.app.post_message(events.Paste("đọc báo mỗi ngày"))
        await reader.settle()
        assert not reader.notice


async def test_a_held_back_word_typed_before_the_box_is_there_is_the_boxs(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Đường sắt", "Hai")
    async with reading() as reader:
        reader.screen.do("find")
        reader.app.post_message(events.Paste("đường"))
        await reader.settle()
        assert reader.screen.lists.view.query == "đường"


async def test_escape_and_a_key_in_one_read_are_both_keys(newsroom: Newsroom, reading: Open) -> None:
    one, two = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("g", "alt+j")
        assert reader.current == two, "the sequence was left, the key did what it does"
        await reader.press("enter", "alt+k")
        assert (reader.pane, reader.current) == ("list", one)
        await reader.press("slash", "alt+b")
        assert reader.screen.finding.open, "a text box keeps its own"


async def test_folding_and_the_menu_of_the_list_right_after_a_half_sequence(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press(*"zMzRzazaz", "escape", "backslash")
        assert not reader.alone
