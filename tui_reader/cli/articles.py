"""``list``, ``show`` and ``comments``: the archive on stdout."""

from __future__ import annotations

import argparse
import asyncio
from datetime import datetime

from rich.cells import cell_len, set_cell_size

from tui_reader.cli import records
from tui_reader.cli.context import CommandError, Context
from tui_reader.cli.printing import in_columns, say, say_json
from tui_reader.cli.reading import print_article
from tui_reader.content.document import text_of
from tui_reader.model.article import Article
from tui_reader.model.comment import CommentState, Node
from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, View
from tui_reader.strings import format as write

_DEEPEST_INDENT = 12
_WIDEST_SOURCE = 24


def listing(context: Context, chosen: argparse.Namespace) -> int:
    """``list [QUERY]``: newest first."""
    view = View(Place.SEARCH if chosen.query else Place.ALL, query=chosen.query)
    with context.archive() as archive:
        ids = asyncio.run(archive.snapshot(view)).ids[: chosen.limit]
        rows = asyncio.run(archive.rows(ids))
        now = archive.now()
    if chosen.json:
        for row in rows:
            say_json(records.row(row))
    else:
        for line in in_columns([_cells(context, row, now) for row in rows], numbers=1):
            say(line)
    if not rows and not chosen.json:
        say(context.words("cli.no_articles"))
    return 0


def _cells(context: Context, row: EntryRow, now: datetime) -> tuple[str, ...]:
    """Number, marks, date, source (cut, so that titles begin early), title."""
    words = context.words
    marks = (" " if row.state.read else "●") + ("★" if row.state.starred else " ")
    source = write.feed_name(words, row.feed_title)
    if cell_len(source) > _WIDEST_SOURCE:
        source = set_cell_size(source, _WIDEST_SOURCE - 1).rstrip() + "…"
    date = write.list_date(words, row.sort_at, now, None)
    return str(row.id), marks, date, source, row.title or row.excerpt


def show(context: Context, chosen: argparse.Namespace) -> int:
    """``show ID``: one article in the format asked for."""
    print_article(context, _article(context, chosen.id, delivered=chosen.delivered), chosen.format)
    return 0


def comments(context: Context, chosen: argparse.Namespace) -> int:
    """``comments ID``: the discussion as kept, answers indented below what they answer."""
    article = _article(context, chosen.id)
    nodes = article.thread.nodes if article.thread is not None else ()
    for node in nodes:
        if chosen.json:
            say_json(records.comment(node))
        else:
            _print_comment(context, node)
    if not nodes and not chosen.json:
        say(context.words("cli.no_comments"))
    return 0


def _article(context: Context, entry_id: int, *, delivered: bool = False) -> Article:
    """The article with its discussion, as it is shown or as it was delivered.

    Raises CommandError where there is none of that number.
    """
    with context.archive() as archive:
        article = asyncio.run(archive.delivered(entry_id) if delivered else archive.article(entry_id))
    if article is None:
        raise CommandError(context.words("cli.error.no_article", id=str(entry_id)))
    return article


def _print_comment(context: Context, node: Node) -> None:
    data = node.comment.data
    indent = "  " * min(node.depth, _DEEPEST_INDENT)
    facts = [data.author or context.words("comments.no_name")]
    if data.created is not None:
        facts.append(write.full_date(context.words, data.created, None))
    if data.score is not None:
        facts.append(f"▲ {data.score}")
    if data.state in (CommentState.DELETED, CommentState.REMOVED, CommentState.HIDDEN):
        facts.append(context.words(f"comments.{data.state}"))
    say(indent + " · ".join(facts))
    text = "\n\n".join(text_of(block) for block in node.comment.document.blocks)
    for line in text.splitlines():
        say(f"{indent}  {line}" if line else "")
    say("")
