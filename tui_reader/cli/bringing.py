"""Runs the engine in the foreground for one command and tells what becomes of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from tui_reader.cli.context import Context, complain
from tui_reader.cli.printing import Json, say, say_json
from tui_reader.engine import Options
from tui_reader.model.errors import Fact
from tui_reader.model.feed import Feed
from tui_reader.model.messages import Event, FeedChanged, Finished
from tui_reader.strings import format as write


def options(context: Context) -> Options:
    """The engine's options as the settings and the command line say."""
    settings = context.settings
    return Options(
        context.options.offline,
        settings.newest_per_feed,
        settings.connections,
        settings.proxy,
        settings.feeds,
        pages_unasked=settings.full_text != "never",
        keep_days=settings.keep_days,
    )


def explained(context: Context, code: str, facts: Mapping[str, Fact]) -> str:
    """What went wrong, in the person's language, times on their clock."""
    return write.reason(context.words, code, facts, datetime.now(UTC), None)


class Report:
    """Prints one line a feed as it is done, and a last line for all."""

    def __init__(self, context: Context, known: Mapping[int, Feed], *, as_json: bool) -> None:
        self._context = context
        self._known = known
        self._json = as_json
        self._done = 0
        self._troubled: list[FeedChanged] = []

    def hear(self, event: Event) -> None:
        """One event of the engine."""
        if not isinstance(event, FeedChanged):
            return
        self._done += 1
        self._troubled += [event] if event.trouble else []
        feed = self._known.get(event.feed)
        title = feed.title if feed else str(event.feed)
        words = self._context.words
        if self._json:
            counts: dict[str, Json] = {"new": event.new, "updated": event.updated}
            say_json({"feed": event.feed, "title": title, **counts, "trouble": event.trouble or None})
            sys.stdout.flush()  # a script that reads along learns of it now
        elif event.new and not event.trouble:
            say(words("cli.refreshed_line", feed=title, what=words("cli.refreshed", n=event.new)))

    def close(self, done: Finished) -> int:
        """The last line and the exit status: 1 where there were feeds and none could be brought in."""
        words = self._context.words
        if self._json:
            say_json({"done": self._done, "new": done.new, "updated": done.updated, "failed": done.failed})
        else:
            self._complain()
            facts = [words("cli.refreshed_feeds", n=self._done)]
            facts.append(words("cli.refreshed", n=done.new) if done.new else words("cli.unchanged"))
            facts += [words("cli.trouble", n=len(self._troubled))] if self._troubled else []
            say(" · ".join(facts))
        return 1 if self._done and len(self._troubled) == self._done else 0

    def _complain(self) -> None:
        """The kept reasons: events carry the code alone."""
        with self._context.archive() as archive:
            for event in self._troubled:
                feed = asyncio.run(archive.feed(event.feed))
                if feed is not None:
                    facts = feed.trouble.facts if feed.trouble else {}
                    why = explained(self._context, event.trouble, facts)
                    complain(self._context.words("cli.refreshed_line", feed=feed.title, what=why))
