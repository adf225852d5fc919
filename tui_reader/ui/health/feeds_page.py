"""The page itself: a title line, the feeds, and beside or instead of them what there is to know about one."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from tui_reader import resources
from tui_reader.ui.health.lines_pane import LinesPane

TWO = 110
"""Columns from which the feeds and one feed's facts stand side by side."""
_WIDEST = 96
"""Most columns of the facts: what is read, and a key at its right, stay together."""


class _Title(Static):
    """A click on it leads back."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(FeedsPage.BackWanted())


class FeedsPage(Vertical):
    """Lies where the panes are; shows what it is given."""

    DEFAULT_CSS = (resources.directory("styles") / "feeds.tcss").read_text(encoding="utf-8")

    class BackWanted(Message):
        """The title line was clicked."""

    class Resized(Message):
        """Lines must be made anew for another width."""

    def __init__(self, *, ascii_icons: bool) -> None:
        super().__init__()
        self.feeds = LinesPane(ascii_icons=ascii_icons, id="feeds-lines")
        self.facts = LinesPane(ascii_icons=ascii_icons, id="feed-lines")
        self._title = _Title("", markup=False, id="feeds-title")
        self.in_facts = False

    def compose(self) -> ComposeResult:
        yield self._title
        with Horizontal():
            yield self.feeds
            yield self.facts

    @property
    def both(self) -> bool:
        """Whether there is room for both columns."""
        return self.size.width >= TWO

    def widths(self) -> tuple[int, int]:
        """Columns of the feeds and of the facts."""
        width = self.size.width
        left = min(64, width * 2 // 5) if self.both else width
        return left, min(_WIDEST, width - left - 1 if self.both else width)

    def turn(self, in_facts: bool) -> None:
        """The keys go to the facts, or to the feeds."""
        self.in_facts = in_facts
        self.feeds.active, self.facts.active = not in_facts, in_facts
        self.feeds.display = self.both or not in_facts
        self.facts.display = self.both or in_facts
        self.feeds.styles.width = self.widths()[0] if self.both else "1fr"
        self.set_class(not self.both, "-one")
        self.feeds.refresh()
        self.facts.refresh()

    @property
    def pane(self) -> LinesPane:
        """Where the keys are."""
        return self.facts if self.in_facts else self.feeds

    def say(self, title: str) -> None:
        """The title line."""
        self._title.update(Text(f"‹ {title}", no_wrap=True, overflow="ellipsis"))

    def on_resize(self) -> None:
        self.turn(self.in_facts)
        self.post_message(self.Resized())
