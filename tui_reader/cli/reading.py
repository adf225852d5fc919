"""Prints one article as text, Markdown, HTML or JSON, through the same export the reader saves with."""

from __future__ import annotations

import shutil
import sys

from tui_reader.cli import records
from tui_reader.cli.context import CommandError, Context
from tui_reader.cli.printing import say, say_json
from tui_reader.export import Letterhead, as_html, as_markdown, as_text
from tui_reader.model.article import Article
from tui_reader.strings import format as write

_WIDEST = 80


def print_article(context: Context, article: Article, form: str) -> None:
    """On stdout. Raises CommandError where its text is not here yet."""
    if article.document is None:
        raise CommandError(context.words("cli.error.no_text", id=str(article.entry.id)))
    if form == "json":
        say_json(records.article(article))
        return
    head = _letterhead(context, article)
    if form == "markdown":
        say(as_markdown(article.document, head))
    elif form == "html":
        say(as_html(article.document, head))
    else:
        width = min(_WIDEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None
        say(as_text(article.document, head, width=width))


def _letterhead(context: Context, article: Article) -> Letterhead:
    entry = article.entry
    when = entry.data.published or entry.data.updated
    return Letterhead(
        title=entry.data.title,
        source=write.feed_name(context.words, entry.feed_title),
        date_line=write.full_date(context.words, when, None) if when is not None else "",
        link=entry.data.link,
        authors=tuple(author.name for author in entry.data.authors),
        language=entry.language or entry.data.language,
    )
