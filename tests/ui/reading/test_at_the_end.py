"""Whoever is at the end of an article stays there when a pane comes or goes beside it."""

from __future__ import annotations

import pytest

from tests.ui.reading.conftest import Make
from tests.ui.reading.test_article_view import Host, shown, until
from tui_reader.model.article import Article


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
