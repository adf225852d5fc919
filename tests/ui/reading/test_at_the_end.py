"""Whoever is at the end of an article stays there when a pane comes or goes beside it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.ui.reading.conftest import Make
from tests.ui.reading.host import Host, shown, until
from tui_reader.model.article import Article
from tui_reader.model.entry import EntryRow, EntryState

RELATED = tuple(
    EntryRow(number, 1, "Báo", "Bài khác", "", Make.published, EntryState()) for number in range(7, 12)
)


@pytest.mark.parametrize("width", [44, 90])
async def test_the_end_stays_in_sight_at_another_width(width: int) -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await shown(host, pilot, Article(Make.entry(), Make.numbered(40, words=60)))
        host.view.go_bottom()
        await pilot.pause()
        assert host.view.at_end
        before = host.view.column
        await pilot.resize_terminal(width, 24)
        await until(pilot, lambda: host.view.column is not before and host.view.settled)
        assert host.view.at_end
        assert host.view.top > 0


async def test_what_comes_below_a_short_text_is_in_sight_where_its_end_was_asked_for() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        article = Article(Make.entry(), Make.numbered(1, words=12))
        await shown(host, pilot, article)
        host.view.go_bottom()
        assert (host.view.top, host.view.at_end) == (0, True)
        more = replace(article, related=RELATED)
        host.view.show(more, host.view.position)
        await until(pilot, lambda: host.view.top > 0)
        assert host.view.at_end


async def test_who_is_at_the_top_of_a_short_text_stays_there_when_more_comes_below() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        article = Article(Make.entry(), Make.numbered(1, words=12))
        await shown(host, pilot, article)
        more = replace(article, related=RELATED)
        host.view.show(more, host.view.position)
        await until(pilot, lambda: host.view.settled)
        assert (host.view.top, host.view.at_end) == (0, False)
