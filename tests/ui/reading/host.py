"""An app that is nothing but the article view, for its tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from tests.ui.reading.conftest import Make
from tui_reader.model.article import Article
from tui_reader.model.position import Position
from tui_reader.resources import directory
from tui_reader.strings import words
from tui_reader.ui.reading.article_view import ArticleView

NOW = datetime(2019, 7, 25, 4, 0, tzinfo=UTC)


class Host(App[None]):
    """Nothing but the view; remembers what it said."""

    CSS_PATH = directory("styles") / "article.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.view = ArticleView(words_=words("vi"), zone=Make.vietnam, clock=lambda: NOW)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.said.append(event)

    def on_article_view_resumed(self, event: ArticleView.Resumed) -> None:
        self.said.append(event)

    def on_article_view_related_chosen(self, event: ArticleView.RelatedChosen) -> None:
        self.said.append(event)

    def on_article_view_comments_wanted(self, event: ArticleView.CommentsWanted) -> None:
        self.said.append(event)

    def on_article_view_top_wanted(self, event: ArticleView.TopWanted) -> None:
        self.said.append(event)

    def rows(self) -> list[str]:
        """What the view shows now."""
        height = self.view.size.height
        return [self.view.render_line(y).text.rstrip() for y in range(height)]

    def row(self, text: str) -> int:
        return next(y for y, row in enumerate(self.rows()) if text in row)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something to become so."""
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never became so")


async def shown(
    host: Host, pilot: Pilot[None], article: Article | None, place: Position | None = None
) -> None:
    await pilot.pause()
    host.view.show(article, place)
    await until(pilot, lambda: host.view.settled)
    await pilot.pause()
