"""The feeds found at an address: one line each, several to be marked, and below them what the one under the cursor brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.message import Message

from tui_reader.model.discovery import Candidate
from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, ChoiceLines


class FoundFeeds(ChoiceLines, can_focus=True):
    """The list; it has the keys itself, so that letters are its own."""

    STEPS: ClassVar[dict[str, int]] = {
        "down": 1, "j": 1, "up": -1, "k": -1, "pagedown": 10, "pageup": -10, "home": -10_000, "end": 10_000
    }  # fmt: skip

    class Moved(Message):
        """The cursor is on another line, or other lines are marked."""

    class Followed(Message):
        """What is marked, or the line under the cursor, is wanted."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._feeds: list[Candidate] = []
        self._marked: set[str] = set()

    def offer(self, feeds: Sequence[Candidate]) -> None:
        """These and no others."""
        self._feeds, self._marked = list(feeds), set()
        self.show(self._lines())
        self.post_message(self.Moved())

    def looked(self, feed: Candidate) -> None:
        """One of them was looked at meanwhile."""
        self._feeds = [_merged(one, feed) if one.location == feed.location else one for one in self._feeds]
        self.show(self._lines(), stay=True)
        self.post_message(self.Moved())

    @property
    def feed(self) -> Candidate | None:
        """The one under the cursor."""
        current = self.current
        return next((one for one in self._feeds if current and one.location == current.answer), None)

    @property
    def marked(self) -> int:
        """How many are marked."""
        return len(self._marked)

    @property
    def wanted(self) -> tuple[Candidate, ...]:
        """The marked ones, else the one under the cursor."""
        feed = self.feed
        marked = tuple(one for one in self._feeds if one.location in self._marked)
        return marked or ((feed,) if feed else ())

    def on_key(self, event: events.Key) -> None:
        if event.key in self.STEPS:
            self.move(self.STEPS[event.key])
            self.post_message(self.Moved())
        elif event.key in ("space", "x"):
            self._mark()
        elif event.key == "a":
            able = {one.location for one in self._feeds if not one.feed and not one.comments}
            self._mark_these(set() if able <= self._marked else able)
        elif event.key == "enter":
            self.post_message(self.Followed())
        else:
            return
        event.stop()
        event.prevent_default()

    def on_choice_lines_chosen(self, event: ChoiceLines.Chosen) -> None:
        event.stop()  # a click marks: what is marked is seen before it is followed
        self._mark()

    def _mark(self) -> None:
        feed = self.feed
        if feed is not None and not feed.feed:
            self._mark_these(self._marked ^ {feed.location})

    def _mark_these(self, locations: set[str]) -> None:
        self._marked = locations
        self.show(self._lines(), stay=True)
        self.post_message(self.Moved())

    def _lines(self) -> list[Choice]:
        return [
            Choice(one.location, f"{self._box(one)} {name_of(one)}", self._right(one)) for one in self._feeds
        ]

    def _box(self, feed: Candidate) -> str:
        return "   " if feed.feed else "[x]" if feed.location in self._marked else "[ ]"

    def _right(self, feed: Candidate) -> str:
        if feed.feed:
            return self._words("feeds.followed")
        if feed.comments:
            return self._words("feeds.of_comments")
        return "" if feed.items is None else self._words("feeds.items", n=feed.items)


def name_of(feed: Candidate) -> str:
    """The feed's name, else its address without the scheme."""
    return feed.title or feed.location.partition("://")[2]


def preview(feed: Candidate | None, words: Words, age: Callable[[datetime], str], width: int) -> Text:
    """What the feed is and its last articles, always five lines, so that nothing below them moves."""
    lines = [Text()] * 5
    if feed is not None:
        facts = [feed.kind, feed.language, "" if feed.items is None else words("feeds.items", n=feed.items)]
        told = " · ".join(fact for fact in facts if fact)
        lines[0] = Text(feed.location)
        lines[1] = Text(told or words("feeds.not_looked"))
        for at, sample in enumerate(feed.newest, 2):
            when = age(sample.at) if sample.at else ""
            lines[at] = Text(f"{when:>9}  {sample.title}")
        if feed.items == 0:
            lines[2] = Text(words("feeds.no_items"))
    for line in lines:
        line.truncate(max(10, width), overflow="ellipsis")
    return Text("\n").join(lines)


def _merged(named: Candidate, looked: Candidate) -> Candidate:
    """What the page called it stays where the feed has no name of its own."""
    from msgspec.structs import replace

    return replace(
        looked, title=looked.title or named.title, comments=named.comments, location=named.location
    )
