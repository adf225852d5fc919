"""Replies that come late are not keys, and keys typed early are not lost."""

from __future__ import annotations

import pytest
from textual import events
from textual.drivers import linux_driver

from tests.ui.conftest import Newsroom, Open
from tui_reader.ui.terminal.typing import swallow_late_replies, type_again


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time as the test says; the driver's parser is put back afterwards."""
    monkeypatch.setattr(linux_driver, "XTermParser", linux_driver.XTermParser)  # type: ignore[attr-defined]
    now = [0.0]
    swallow_late_replies(lambda: now[0])
    return now


def keys(parts: list[str]) -> list[str]:
    parser = linux_driver.XTermParser()  # type: ignore[attr-defined]
    return [event.key for part in parts for event in parser.feed(part) if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    "parts",
    [
        ["j\x1b[?62;4;52ck"],
        ["j\x1bP>|XTerm(3", "79)\x1b", "\\k"],
        ["j\x1b_Gi=31;OK\x1b\\\x1b[6;22;10t\x1b[?6", "2ck"],
    ],
)
def test_a_late_reply_is_no_key_however_it_is_cut(clock: list[float], parts: list[str]) -> None:
    assert keys(parts) == ["j", "k"]


def test_without_it_a_late_reply_would_eat_the_next_keys() -> None:
    assert keys(["j\x1b[?62;4;52ck"]) != ["j", "k"]


def test_keys_and_escape_pass_at_once(clock: list[float]) -> None:
    assert keys(["a", "\x1b[A", "đ"]) == ["a", "up", "đ"]


def test_later_on_nothing_is_held_back(clock: list[float]) -> None:
    clock[0] = 11.0
    assert keys(["\x1b[?62;4;52ck"]) != ["k"]


async def test_keys_typed_before_the_start_act(newsroom: Newsroom, reading: Open) -> None:
    one, two = newsroom.articles("One", "Two")
    async with reading() as reader:
        assert reader.current == one
        type_again(reader.app, b"j")
        await reader.settle()
        assert reader.current == two
