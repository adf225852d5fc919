"""The lines of the page: every feed with how it is, those that need a look first; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from tui_reader.library.feed_health import rhythm, sentence
from tui_reader.model.feed import Feed
from tui_reader.model.fold import fold_key
from tui_reader.model.health import FINE, NEVER, PAUSED, needs_look, state_of
from tui_reader.strings import Words
from tui_reader.strings.format import age as age_of
from tui_reader.strings.format import feed_name

NARROW: Final = 64
"""Columns below which a feed's state has a line of its own."""
_NAME: Final = 32
"""Most columns of a name where its state stands beside it."""
_GROUPS: Final = ("need", "notice", "fine", "rest")


class PageLine(Struct, frozen=True):
    """A line. ``answer`` says what it stands for where it can be chosen; ``role`` names its colours."""

    text: str = ""
    right: str = ""
    role: str = "text"
    answer: str = ""


class Seen(Struct, frozen=True):
    """What the lines are made for: words, moment, the reader's zone, columns."""

    words: Words
    now: datetime
    zone: tzinfo | None
    width: int


def listing(
    feeds: Sequence[Feed], notes: Mapping[int, str], seen: Seen, *, only_need: bool
) -> list[PageLine]:
    """Every feed, or only those that need a look, in groups; each answers ``feed:<id>``."""
    words = seen.words
    groups: dict[str, list[Feed]] = {name: [] for name in _GROUPS}
    for feed in feeds:
        groups[_group(feed, seen.now, notes.get(feed.id, ""))].append(feed)
    shown = _GROUPS[:1] if only_need else _GROUPS
    lines: list[PageLine] = []
    for name in shown:
        if groups[name]:
            lines += [PageLine()] if lines else []
            lines.append(PageLine(words(f"look.group.{name}"), role="heading"))
            for feed in sorted(groups[name], key=lambda feed: fold_key(feed.title)):
                lines += _feed(feed, notes.get(feed.id, ""), seen, bad=name == "need")
    if not feeds:
        return [PageLine(words("look.no_feeds"), role="muted")]
    return lines or [PageLine(words("look.none"), role="muted")]


def _group(feed: Feed, now: datetime, note: str) -> str:
    if needs_look(feed, now):
        return "need"
    state = state_of(feed, now, note)
    if state in (FINE, NEVER):
        return "fine"
    return "rest" if state == PAUSED else "notice"


def _feed(feed: Feed, note: str, seen: Seen, *, bad: bool) -> Iterator[PageLine]:
    words = seen.words
    name, answer = feed_name(words, feed.title), f"feed:{feed.id}"
    state = state_of(feed, seen.now, note)
    told = rhythm(words, feed) if state == FINE else sentence(words, feed, seen.now, seen.zone, note)
    age = age_of(words, feed.refreshed_at, seen.now, seen.zone) if feed.refreshed_at else ""
    role = "bad" if bad else "text"
    if seen.width < NARROW:
        yield PageLine(name, age, role, answer)
        if state not in (FINE, NEVER):
            yield PageLine("  " + told, role="muted")
        return
    room = min(_NAME, seen.width * 2 // 5)
    yield PageLine(f"{cut(name, room)}  {told}", age, role, answer)


def cut(text: str, width: int) -> str:
    """So many columns exactly, with an ellipsis where it is longer."""
    text = text[: width * 4]
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
