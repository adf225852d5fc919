"""``add``, ``feeds``, ``refresh``, ``import`` and ``export``: what is followed, and bringing it in."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len

from tui_reader.cli import records
from tui_reader.cli.bringing import Report, explained, options, work
from tui_reader.cli.context import CommandError, Context, complain
from tui_reader.cli.printing import in_columns, say, say_json
from tui_reader.engine import refresh_once, run_once
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.fold import fold_key
from tui_reader.model.messages import Add
from tui_reader.model.urls import is_web
from tui_reader.strings import format as write


def add(context: Context, chosen: argparse.Namespace) -> int:
    """``add URL|PATH``: subscribe and bring it in, or keep a file as an article."""
    location = chosen.location if is_web(chosen.location) else _absolute(chosen.location)
    context.paths.ensure()
    request = Add(1, location, chosen.folder, chosen.title)
    done = run_once(context.paths, [request], options=options(context))[0]
    if done.code:
        raise CommandError(explained(context, done.code, done.facts))
    with context.archive() as archive:
        feed = asyncio.run(archive.feed(done.feed))
        article = asyncio.run(archive.article(done.entry)) if done.entry else None
    one_article = article is not None and (feed is None or feed.kind == FeedKind.FILES)
    title = article.entry.data.title if article and one_article else feed.title if feed else location
    if chosen.json:
        say_json({"feed": done.feed or None, "entry": done.entry or None, "title": title, "new": done.new})
    else:
        say(context.words("cli.added" if done.new else "cli.already", title=title))
    return 0


def feeds(context: Context, chosen: argparse.Namespace) -> int:
    """``feeds``: each with its counts, and what is wrong with it in words."""
    with context.archive() as archive:
        found = asyncio.run(archive.sources()).feeds
    if chosen.json:
        for feed in found:
            say_json(records.feed(feed))
    elif found:
        _say_feeds(context, found)
    if not found and not chosen.json:
        say(context.words("cli.no_feeds"))
    return 0


def refresh(context: Context, chosen: argparse.Namespace) -> int:
    """``refresh [FEED…]``: the engine in the foreground; exit status 1 where no feed could be brought in."""
    with context.archive() as archive:
        known = asyncio.run(archive.sources()).feeds
    wanted = [_feed(context, known, name).id for name in chosen.feeds] or None
    report = Report(context, {feed.id: feed for feed in known}, as_json=chosen.json)
    done = refresh_once(context.paths, wanted, options=options(context), on_event=report.hear)
    return report.close(done)


def import_opml(context: Context, chosen: argparse.Namespace) -> int:
    """``import FILE.opml``: subscribe to what it lists; nothing is fetched."""
    path = Path(chosen.file)
    try:
        body = path.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandError(context.words("cli.error.not_readable", path=chosen.file, why=why)) from error
    outlines, skipped = work(context, body)
    if not outlines and not skipped:
        raise CommandError(context.words("cli.error.not_opml", path=chosen.file))
    with context.archive() as archive:
        fresh = asyncio.run(archive.take_over([(o.location, o.title, o.folder) for o in outlines]))
    known = len(outlines) - fresh
    if chosen.json:
        say_json({"imported": fresh, "known": known, "skipped": skipped})
        return 0
    facts = [context.words("cli.imported", n=fresh)]
    facts += [context.words("cli.import_known", n=known)] if known else []
    facts += [context.words("cli.import_skipped", n=skipped)] if skipped else []
    say(" · ".join(facts))
    return 0


def export_opml(context: Context, chosen: argparse.Namespace) -> int:
    """``export [FILE.opml]``: feeds and folders as OPML."""
    from tui_reader.sources.opml import write_opml

    with context.archive() as archive:
        sources = asyncio.run(archive.sources())
    text = write_opml(sources)
    here = [feed for feed in sources.feeds if feed.kind is not FeedKind.FEED]
    if here:
        titles = write.names(context.words, [write.feed_name(context.words, feed.title) for feed in here])
        complain(context.words("cli.export_left_out", names=titles))
    if chosen.file == "-":
        say(text.rstrip("\n"))
        return 0
    try:
        Path(chosen.file).write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandError(context.words("cli.error.not_writable", path=chosen.file, why=why)) from error
    return 0


def _say_feeds(context: Context, found: Sequence[Feed]) -> None:
    """A line a feed below its headings, and what is wrong with it below that."""
    words = context.words
    headings = [words(f"cli.column.{name}") for name in ("id", "unread", "total", "feed", "location")]
    cells = [
        (
            str(feed.id),
            words.number(feed.unread),
            words.number(feed.total),
            write.feed_name(words, feed.title),
            "" if feed.location.startswith("local:") else feed.location,
        )
        for feed in found
    ]
    lines = in_columns([headings, *cells], numbers=3)
    say(lines[0])
    indent = " " * cell_len(lines[0][: lines[0].index(headings[3])])
    for line, feed in zip(lines[1:], found, strict=True):
        say(line)
        if feed.trouble is not None:
            say(indent + explained(context, feed.trouble.code, feed.trouble.facts))


def _absolute(given: str) -> str:
    """A path as this process sees it; what is not there is left to the engine, as an address without its scheme."""
    path = Path(given).expanduser()
    return str(path.absolute()) if path.exists() else given


def _feed(context: Context, known: Sequence[Feed], name: str) -> Feed:
    """The feed of a number, an address or (part of) a name. Raises CommandError."""
    exact = [feed for feed in known if name in (str(feed.id), feed.location, feed.title)]
    near = exact or [feed for feed in known if fold_key(name) in fold_key(feed.title)]
    if not near:
        raise CommandError(context.words("cli.error.no_feed", name=name))
    if len(near) > 1:
        names = ", ".join(feed.title for feed in near[:5])
        raise CommandError(context.words("cli.error.which_feed", name=name, names=names))
    return near[0]
