"""Prints one article as text, Markdown, HTML or JSON, through the same export the reader saves with."""

from __future__ import annotations

import asyncio
import shutil
import sys

from tui_reader.cli import records
from tui_reader.cli.context import CommandError, Context
from tui_reader.cli.printing import say, say_json
from tui_reader.content.figures_and_links import picture_urls
from tui_reader.export import as_html, as_markdown, as_text, letterhead
from tui_reader.model.article import Article

_WIDEST = 80


def print_article(context: Context, article: Article, form: str) -> None:
    """On stdout. Raises CommandError where its text is not here yet."""
    if article.document is None:
        raise CommandError(context.words("cli.error.no_text", id=str(article.entry.id)))
    if form == "json":
        say_json(records.article(article))
        return
    head = letterhead(article.entry, context.words, None)
    if form == "markdown":
        say(as_markdown(article.document, head))
    elif form == "html":
        with context.archive() as archive:
            inside = asyncio.run(archive.pictures.within(picture_urls(article.document)))
        say(as_html(article.document, head, inside))
    else:
        width = min(_WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None
        say(as_text(article.document, head, width=width))
