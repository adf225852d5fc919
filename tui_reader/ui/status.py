"""The one line above the footer: progress, notices, what is new, when it was last brought up to date."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

STAYS = 6.0
"""Seconds a notice stands where no key is pressed."""
READ_BY = 2.0
"""Seconds it stands whatever is pressed."""


class StatusLine(Widget):
    """Left: a notice, else progress, else what is new. Right: how fresh all of it is. Nothing here takes the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status--notice",
        "status--new",
        "status--chosen",
        "status--quiet",
    }

    class NewWanted(Message):
        """``12 new`` was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = ""
        self.notice = ""
        self.lasting = ""
        self.source = ""
        """What is wrong with the source under the cursor."""
        self.progress = ""
        self.trip = ""
        """How far fetching for a trip is."""
        self.news = ""
        self.way = ""
        """How what is new is let in from where the reader is; empty: not from here."""
        self.fresh = ""
        self.chosen = False
        self._passing = False
        self._said_at = 0.0
        self._timer: Timer | None = None

    def say(self, text: str, *, passing: bool = False) -> None:
        """A notice; it goes by itself after a while. ``passing``: it is about one article, and goes with it."""
        self.notice, self._passing, self._said_at = text, passing, monotonic()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(STAYS, self._quiet)
        self.refresh()

    def key_pressed(self) -> None:
        """The reader goes on: a notice that could be read by now is in the way."""
        if self.notice and monotonic() - self._said_at > READ_BY:
            self._quiet()

    def pass_on(self) -> None:
        """The reader is at another article: what was said of the last one is no longer true."""
        if self._passing and self.notice:
            self._quiet()

    def show(self, **parts: str) -> None:
        """Set ``progress``, ``trip``, ``news``, ``way``, ``fresh``, ``hint``, ``source`` or ``lasting``; empty: it goes."""
        for name, text in parts.items():
            if getattr(self, name) != text:
                setattr(self, name, text)
                self.refresh()

    def choose(self, chosen: bool) -> None:
        """Whether Enter now lets the new ones in."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        if self.news and not self.notice and not self.progress:
            self.post_message(self.NewWanted())

    def _quiet(self) -> None:
        self.notice = ""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        text, role = self._left()
        right = self.fresh if cell_len(self.fresh) + cell_len(text) + 4 <= width else ""
        room = max(0, width - 2 - cell_len(right))
        text = text[: width * 2]
        if cell_len(text) > room:
            text = set_cell_size(text, max(0, room - 1)) + "…"
        quiet = self.get_component_rich_style("status--quiet")
        pad = " " * max(0, room - cell_len(text))
        return Strip(
            [
                Segment(" ", quiet),
                Segment(text, self.get_component_rich_style(f"status--{role}")),
                Segment(pad + right, quiet),
            ]
        ).adjust_cell_length(width, self.visual_style.rich_style)

    def _left(self) -> tuple[str, str]:
        if self.hint:
            return self.hint, "quiet"
        if self.notice:
            return self.notice, "notice"
        if self.progress or self.trip:
            return " · ".join(filter(None, (self.progress, self.trip))), "quiet"
        lasting = self.source or self.lasting
        news = " · ".join(filter(None, (self.news, self.way))) if self.news else ""
        if news and (self.chosen or not lasting):
            return news, "chosen" if self.chosen else "new"
        return " · ".join(filter(None, (lasting, news))), "quiet"
