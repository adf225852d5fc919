"""The screen of rules: made from a search, tried before it is kept, put in order, switched off, dropped, all undone."""

from __future__ import annotations

from datetime import UTC

import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model.action import Kind
from tui_reader.model.messages import RuleMatched
from tui_reader.model.rule import Deed, Rule
from tui_reader.query import parse
from tui_reader.settings import Settings
from tui_reader.store import ruled
from tui_reader.ui.rules_page import RuleForm


async def _names(reader: Reader) -> list[str]:
    return [rule.name for rule in await reader.library.rules.listed()]


async def test_a_rule_is_made_from_a_search_and_tried_before_it_is_kept(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One", "Two", "Three")
    newsroom.articles("Elsewhere", feed="Weekly")
    async with reading() as reader:
        await reader.press("g", "/", *"feed:daily", "enter", "g", "q")
        assert "Quy tắc mới từ điều vừa tìm: feed:daily" in reader.text()
        await reader.press("enter")
        await reader.press("enter")
        assert "chọn ít nhất một việc" in reader.text()
        await reader.press("down", "down", "right", "enter")
        assert "Khớp 3 trong 4 bài gần nhất." in reader.text()
        assert await _names(reader) == [], "tried, not kept"
        await reader.press("enter")
        assert reader.alone
        [rule] = await reader.library.rules.listed()
        assert (rule.name, rule.query, rule.deeds) == ("feed:daily", "feed:daily", (Deed.READ,))
        assert reader.notice == "Đã lưu quy tắc: feed:daily. u để hoàn tác."
        await reader.press("u")
        assert await _names(reader) == []
        await reader.press("ctrl+r")
        assert await _names(reader) == ["feed:daily"]


async def test_rules_are_put_in_order_switched_off_and_dropped(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        for name in ("First", "Second"):
            await reader.library.rules.keep(Rule(name, "is:unread", (Deed.STAR,)))
        await reader.press("g", "q", *"second", "enter")
        form = reader.app.screen
        assert isinstance(form, RuleForm)
        form.query_one("#place").focus()
        await reader.press("left", "down", "right", "enter", "enter")
        second, first = await reader.library.rules.listed()
        assert (second.name, second.enabled, first.name) == ("Second", False, "First")
        await reader.press("g", "q")
        assert "1. Second · is:unread → star" in reader.text()
        await reader.press(*"second", "enter", "ctrl+d")
        assert await _names(reader) == ["First"]
        await reader.press("u", "u")
        assert await _names(reader) == ["First", "Second"]


async def test_a_query_that_is_not_understood_keeps_the_form_open(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("g", "q", "enter", "down", *"is:nonsense", "down", "right", "enter")
        assert "nonsense" in reader.text()
        await reader.press("enter")
        assert not reader.alone
        assert await _names(reader) == []


async def test_the_history_names_the_rule_and_takes_back_what_it_did(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("s")
        await reader.library.rules.keep(Rule("Sea", "is:unread", (Deed.READ,)))
        [rule] = await reader.library.rules.listed()
        query = parse(rule.query, now=NOW, zone=UTC)
        await reader.library._thread(lambda db: ruled.rule(db, rule, query, made, NOW))
        await reader.press("g", "h")
        assert "rule Sea: 2 articles marked as read" in reader.text()
        await reader.press("enter")
        assert [(await reader.stored(one)).read for one in made] == [False, False]
        assert (await reader.stored(made[0])).starred, "nothing else is taken back"
        assert reader.notice == "Undone: rule Sea: 2 articles marked as read"
        assert (await reader.library.history())[0].kind is Kind.RULE_READ


@pytest.mark.parametrize("notify", ["off", "osc9"])
async def test_a_rule_tells_of_what_it_matched(newsroom: Newsroom, reading: Open, notify: str) -> None:
    newsroom.settings = Settings(notify=notify)
    [one] = newsroom.articles("One")
    async with reading() as reader:
        reader.library.tell(RuleMatched("Sea", 3, one))
        await reader.settle()
        assert reader.notice == "Sea: 3 new articles"
