"""What ``refresh`` prints: a line a feed as it is done, and one for all; as sentences or as JSON."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from tui_reader.cli.context import Context, complain
from tui_reader.cli.printing import Json, say, say_json
from tui_reader.model.errors import Fact
from tui_reader.model.feed import Feed
from tui_reader.model.messages import Event, FeedChanged, Finished, Progress
from tui_reader.strings import format as write

NOTHING_CAME, STOPPED = 1, 130


def explained(context: Context, code: str, facts: Mapping[str, Fact]) -> str:
    """What went wrong, in the person's language, times on their clock."""
    return write.reason(context.words, code, facts, datetime.now(UTC), None)


class Report:
    """Hears the engine. ``quiet``: not a word unless no feed at all could be fetched, so that cron mails nothing else."""

    def __init__(
        self, context: Context, known: Mapping[int, Feed], *, as_json: bool, quiet: bool = False
    ) -> None:
        self._context, self._known = context, known
        self._json, self._quiet = as_json, quiet
        self._meter = not as_json and not quiet and sys.stderr.isatty()
        self._done = self._failed = self._new = self._updated = 0

    def hear(self, event: Event) -> None:
        """One event of the engine; what is printed is out at once, also into a pipe."""
        if isinstance(event, Progress) and self._meter:
            self._show(self._context.words("feeds.refreshing", n=event.done, total=event.total))
        elif isinstance(event, FeedChanged):
            self._done += 1
            self._failed += bool(event.trouble)
            self._new += event.new
            self._updated += event.updated
            self._show("")
            if not self._quiet:
                self._print(event)

    def close(self, done: Finished, sent: Finished | None = None) -> int:
        """The last line and the exit status: 130 stopped; 1 where there were feeds and none could be brought in.

        ``sent``: what became of comments that waited to be sent.
        """
        stopped = done.code == "cancelled"
        self._new = self._new if stopped else done.new  # events are silent of muted feeds
        self._show("")
        if self._json:
            counts: dict[str, Json] = {"done": self._done, "new": self._new, "updated": self._updated}
            letters: dict[str, Json] = {"sent": sent.new, "waiting": sent.failed} if sent is not None else {}
            say_json({**counts, "failed": self._failed, "busy": done.busy, "stopped": stopped, **letters})
        elif not self._quiet:
            say(" · ".join([*self._summary(done, stopped), *self._letters(sent)]))
        if stopped:
            return STOPPED
        if done.code and done.code != "offline":  # not a feed's trouble: nothing could be begun, or kept
            complain(explained(self._context, done.code, done.facts))
            return NOTHING_CAME
        nothing_came = bool(self._done) and self._failed == self._done
        if nothing_came and self._quiet:
            complain(" · ".join(self._summary(done, stopped)))
        return NOTHING_CAME if nothing_came else 0

    def _print(self, event: FeedChanged) -> None:
        try:
            self._tell(event)
            sys.stdout.flush()
        except BrokenPipeError:  # who listened left, as in `… | head`: the feeds are fetched all the same
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _tell(self, event: FeedChanged) -> None:
        feed = self._known.get(event.feed)
        words, title = self._context.words, feed.title if feed else str(event.feed)
        title = write.feed_name(words, title)
        why = explained(self._context, event.trouble, event.facts) if event.trouble else ""
        if self._json:
            counts: dict[str, Json] = {"new": event.new, "updated": event.updated}
            trouble: dict[str, Json] = {"trouble": event.trouble or None, "sentence": why or None}
            say_json({"feed": event.feed, "title": title, **counts, **trouble})
        elif why:
            complain(words("cli.refreshed_line", feed=title, what=why))
        elif event.new:
            say(words("cli.refreshed_line", feed=title, what=words("cli.refreshed", n=event.new)))

    def _summary(self, done: Finished, stopped: bool) -> list[str]:
        words = self._context.words
        facts = [words("cli.stopped")] if stopped else []
        facts.append(words("cli.refreshed_feeds", n=self._done))
        facts.append(words("cli.refreshed", n=self._new) if self._new else words("cli.unchanged"))
        facts += [words("cli.trouble", n=self._failed)] if self._failed else []
        facts += [words("cli.busy", n=done.busy)] if done.busy else []
        return facts

    def _letters(self, sent: Finished | None) -> list[str]:
        """Of the reader's comments what was sent, and what still waits, is unsure or was refused."""
        words = self._context.words
        if sent is None or sent.code:
            return []
        facts = [words("cli.letters_sent", n=sent.new)] if sent.new else []
        return [*facts, *([words("cli.letters_waiting", n=sent.failed)] if sent.failed else [])]

    def _show(self, text: str) -> None:
        """A line that is written over by the next one, where somebody looks on."""
        if self._meter:
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()
