"""``feeds``, ``refresh``, ``import`` and ``export``: what is followed, and bringing it in."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len

from tui_reader.cli import records
from tui_reader.cli.arranging import find
from tui_reader.cli.bringing import options
from tui_reader.cli.context import CommandError, Context, complain
from tui_reader.cli.printing import Json, in_columns, say, say_json
from tui_reader.cli.report import Report, explained
from tui_reader.cli.whole_file import write_whole
from tui_reader.engine.run import run_once
from tui_reader.model.feed import Feed, FeedKind, folder_paths
from tui_reader.model.messages import Refresh, Request, SendQueued, TakeOver
from tui_reader.model.urls import without_login
from tui_reader.strings import format as write


def feeds(context: Context, chosen: argparse.Namespace) -> int:
    """``feeds``: each with its counts, and what is wrong with it in words."""
    with context.archive() as archive:
        sources = asyncio.run(archive.sources())
    paths = folder_paths(sources.folders)
    found = [
        feed
        for feed in sources.feeds
        if not chosen.folder
        or f"{paths.get(feed.folder_id or 0, '')}/".startswith(f"{chosen.folder.strip('/')}/")
    ]
    if chosen.json:
        for feed in found:
            say_json({**records.feed(feed, context.words), "folder": paths.get(feed.folder_id or 0) or None})
    elif found:
        _say_feeds(context, found)
    if not found and not chosen.json:
        say(context.words("cli.no_feeds"))
    return 0


def refresh(context: Context, chosen: argparse.Namespace) -> int:
    """``refresh [FEED…]``: the engine in the foreground, which also sends what waits to be sent to sites.

    Exit status 1 where no feed could be brought in, 130 stopped.
    """
    with context.archive() as archive:
        known = asyncio.run(archive.sources()).feeds
    wanted = [find(context, known, name).id for name in chosen.feeds] or None
    report = Report(
        context,
        {feed.id: feed for feed in known},
        as_json=chosen.json,
        quiet=chosen.quiet and not chosen.json,
    )
    asked: list[Request] = [Refresh(1, tuple(wanted) if wanted else None, not chosen.due), SendQueued(2)]
    done, sent = run_once(context.paths, asked, options=options(context), on_event=report.hear)
    return report.close(done, sent)


def import_opml(context: Context, chosen: argparse.Namespace) -> int:
    """``import FILE``: subscribe to what an OPML or newsboat file lists; nothing is fetched.

    A folder that ``export --everything`` wrote becomes the store.
    """
    context.paths.ensure()
    if Path(chosen.file).expanduser().is_dir():
        from tui_reader.cli.backing_up import read_everything

        return read_everything(context, chosen)
    path = str(Path(chosen.file).expanduser().absolute())
    context.look_at_store()
    done = run_once(context.paths, [TakeOver(1, path)], options=options(context))[0]
    if done.code in ("not_understood", "empty_body"):
        raise CommandError(context.words("cli.error.not_opml", path=chosen.file))
    if done.code:
        raise CommandError(explained(context, done.code, done.facts))
    with context.archive() as archive:
        told = asyncio.run(archive.imported(done.key))
    skipped = sum(told.reasons.values())
    if chosen.json:
        reasons: dict[str, Json] = dict(told.reasons)
        say_json({"imported": told.fresh, "known": told.known, "skipped": skipped, "reasons": reasons})
        return 0
    say(write.imported(context.words, told.fresh, told.known, told.reasons))
    for command in told.listed:
        say(f"  {command}")
    return 0


def export_opml(context: Context, chosen: argparse.Namespace) -> int:
    """``export [FILE.opml]``: feeds and folders as OPML; with ``--everything`` all that is kept, into a folder; with
    ``--articles`` those of a query, into one file."""
    if chosen.articles is not None:
        from tui_reader.cli.articles_out import write_articles

        return write_articles(context, chosen)
    if chosen.everything:
        from tui_reader.cli.backing_up import write_everything

        return write_everything(context, chosen)
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
        write_whole(Path(chosen.file), text.encode())
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
            "" if feed.location.startswith("local:") else without_login(feed.location),
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
