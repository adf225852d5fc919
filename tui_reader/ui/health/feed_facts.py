"""The lines about one feed: what is wrong, what can be done, its last results; pure."""

from __future__ import annotations

from collections.abc import Iterator

from tui_reader.library.feed_health import advice, login_lines, newest, outcome, rhythm, sentence, site
from tui_reader.model.feed import Feed
from tui_reader.model.health import FeedHealth, FeedResult, Fix, fixes, needs_look, state_of
from tui_reader.model.urls import is_web
from tui_reader.strings.format import age, feed_name, moment
from tui_reader.ui.health.page_lines import PageLine, Seen, cut
from tui_reader.ui.reading.breaking import cuts

_SECOND = 1000  # milliseconds


def facts(health: FeedHealth, seen: Seen, config: str) -> list[PageLine]:
    """Everything about a feed; what can be done answers ``fix:<name>``. ``config``: path of the configuration."""
    words, feed = seen.words, health.feed
    note = health.results[0].code if health.results and feed.trouble is None else ""
    state = state_of(feed, seen.now, note)
    role = "bad" if needs_look(feed, seen.now) else "text"
    lines = [*_wrapped(feed_name(words, feed.title), seen, "title")]
    if not feed.location.startswith("local:"):
        lines += _wrapped(feed.location, seen, "muted")
    lines += [PageLine(), *_wrapped(sentence(words, feed, seen.now, seen.zone, note), seen, role)]
    lines += _wrapped(_history(feed, seen), seen, "muted")
    lines += _wrapped(advice(words, state, config), seen, "text")
    if state == "needs_login":
        lines += [PageLine(f"  {line}") for line in login_lines(feed)]
    lines += [PageLine(), *_wrapped(_times(feed, seen), seen, "muted")]
    offered = fixes(feed, state)
    if offered:
        lines += [PageLine(), PageLine(words("look.what"), role="heading")]
        lines += [_fix(fix, feed, seen, first=not number) for number, fix in enumerate(offered)]
    return [*lines, PageLine(), *_results(health, seen)]


def _fix(fix: Fix, feed: Feed, seen: Seen, *, first: bool) -> PageLine:
    actions = {Fix.RETRY: "refresh", Fix.SETTINGS: "feed.edit", Fix.OPEN_SITE: "open.browser"}
    text = seen.words(f"fix.{fix}", host=site(feed))
    key = seen.words.key("open" if first else actions.get(fix, ""))
    return PageLine(text, key, "text", f"fix:{fix}")


def _history(feed: Feed, seen: Seen) -> str:
    """`từ 25/11 08:10 · 3 lần liền`."""
    trouble, words = feed.trouble, seen.words
    if trouble is None or feed.paused:
        return ""
    parts = (
        [words("health.since", time=moment(words, trouble.since, seen.now, seen.zone))]
        if trouble.since
        else []
    )
    return " · ".join([*parts, words("health.times", n=trouble.times)])


def _times(feed: Feed, seen: Seen) -> str:
    """`khoảng 12 bài mỗi tuần · bài mới nhất 2 giờ trước · tải 5 phút trước · lần tới 09:10`."""
    words, parts = seen.words, [rhythm(seen.words, feed)]
    last = newest(feed)
    if last is not None:
        parts.append(words("look.newest", age=age(words, last, seen.now, seen.zone)))
    if feed.refreshed_at is not None:
        parts.append(words("look.last", age=age(words, feed.refreshed_at, seen.now, seen.zone)))
    if feed.due_at is not None and not feed.paused and is_web(feed.location):
        when = max(feed.due_at, seen.now)
        parts.append(words("look.next", time=moment(words, when, seen.now, seen.zone)))
    text = " · ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def _results(health: FeedHealth, seen: Seen) -> Iterator[PageLine]:
    words, results = seen.words, health.results
    if not results:
        yield PageLine(words("look.no_results"), role="muted")
        return
    yield PageLine(words("look.results", n=len(results)), role="heading")
    rows = [_cells(result, seen) for result in results]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        columns = "  ".join(cell.rjust(width) for cell, width in zip(row[:4], widths, strict=True) if width)
        yield PageLine(cut(f"{columns}  {row[4]}", max(1, seen.width - 4)).rstrip(), role="muted")


def _cells(result: FeedResult, seen: Seen) -> tuple[str, str, str, str, str]:
    """When, status, size, duration, what came of it."""
    words = seen.words
    took = result.milliseconds
    lasted = f"{words.number(took / _SECOND)} s" if took >= _SECOND else f"{took} ms"
    return (
        moment(words, result.at, seen.now, seen.zone),
        str(result.status or ""),
        words.size(result.size) if result.size else "",
        lasted,
        outcome(words, result, seen.now, seen.zone),
    )


def _wrapped(text: str, seen: Seen, role: str) -> Iterator[PageLine]:
    if text:
        for line in cuts(text, max(10, seen.width - 4)):
            yield PageLine(text[line.start : line.end].rstrip(), role=role)
