"""An app that is nothing but the comment pane, for its tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tests.ui.comments.conftest import Make
from tui_reader.model.comment import Thread
from tui_reader.model.entry import Entry
from tui_reader.resources import directory
from tui_reader.strings import words
from tui_reader.ui.comments.pane import CommentPane
from tui_reader.ui.comments.thread_view import ThreadView

VI = words("vi")


class Host(App[None]):
    """Nothing but the pane; remembers what it said."""

    CSS_PATH: ClassVar = [directory("styles") / name for name in ("article.tcss",)]

    def __init__(self) -> None:
        super().__init__()
        zone = timezone(timedelta(hours=7))
        self.pane = CommentPane(VI, zone=zone, clock=lambda: Make.now)
        self.said: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_comment_pane_written(self, event: CommentPane.Written) -> None:
        self.said.append(("written", event.text, event.parent))

    def on_comment_pane_draft_changed(self, event: CommentPane.DraftChanged) -> None:
        self.said.append(("draft", event.text, event.parent))

    def on_comment_pane_draft_wanted(self, event: CommentPane.DraftWanted) -> None:
        self.said.append(("wanted", event.parent))

    def on_comment_pane_more_wanted(self) -> None:
        self.said.append(("more",))

    def on_comment_pane_link_chosen(self, event: CommentPane.LinkChosen) -> None:
        self.said.append(("link", event.href))

    def on_comment_pane_back_wanted(self) -> None:
        self.said.append(("back",))

    @property
    def view(self) -> ThreadView:
        return self.pane.query_one(ThreadView)

    def rows(self) -> list[str]:
        """Title line and thread as shown now."""
        bar = self.pane.query("Bar").first()
        lines = [bar.render_line(0).text.rstrip()]
        view = self.view
        lines.extend(view.render_line(y).text.rstrip() for y in range(view.size.height))
        return [line.replace("\u00a0", " ") for line in lines]

    def text(self) -> str:
        return "\n".join(self.rows())

    def at(self) -> str:
        """The row the cursor is on."""
        return next((row.strip("▌ │") for row in self.rows() if "▌" in row), "")


async def shown(host: Host, pilot: Pilot[None], thread: Thread | None, entry: Entry | None) -> None:
    await pilot.pause()
    host.pane.show(thread, entry)
    await until(pilot, lambda: host.view.settled)
    host.pane.focus()
    await pilot.pause()


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something to become so."""
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never became so")
