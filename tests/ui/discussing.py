"""A discussion under an article, for tests of the comment pane by key."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.ui.conftest import NOW, Newsroom, Reader
from tui_reader.model.comment import CommentData


def thread(newsroom: Newsroom) -> int:
    """An article with two threads, the first with an answer."""
    [one] = newsroom.articles("One")
    newsroom.talk(
        one,
        CommentData("1", author="Lan Anh", body="Hạ tầng số.", created=NOW - timedelta(hours=2)),
        CommentData("2", "1", author="Minh", body="Đồng ý.", created=NOW - timedelta(hours=1)),
        CommentData("3", author="Hoàng", body="Cần thêm số liệu.", created=NOW - timedelta(minutes=5)),
    )
    return one


async def until_whole(reader: Reader, count: int) -> None:
    """Until all of a long discussion was read."""
    async with asyncio.timeout(20):
        while len(reader.screen.desk.comments.view.nodes) != count:
            await reader.settle()
