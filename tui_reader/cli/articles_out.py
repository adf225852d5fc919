"""``export --articles QUERY FILE``: articles as one book, one Markdown file or one web page, by the file's ending."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui_reader.cli.context import CommandError, Context, complain
from tui_reader.cli.printing import say
from tui_reader.content.figures_and_links import picture_urls
from tui_reader.export import Chapter, as_epub, as_html_pages, as_markdown, letterhead
from tui_reader.library import saving
from tui_reader.model.errors import StoreError
from tui_reader.model.view import Place, View
from tui_reader.strings import format as forms

if TYPE_CHECKING:
    from tui_reader.library.archive import Archive

Write = Callable[[Sequence[Chapter], str, str, datetime], str | bytes]


def _markdown(chapters: Sequence[Chapter], title: str, language: str, now: datetime) -> str:
    return "\n\n* * *\n\n".join(as_markdown(one.document, one.head).rstrip("\n") for one in chapters) + "\n"


def _page(chapters: Sequence[Chapter], title: str, language: str, now: datetime) -> str:
    return as_html_pages([(one.document, one.head, one.pictures) for one in chapters], title, language)


_FORMS: Final[dict[str, Write]] = {".epub": as_epub, ".md": _markdown, ".html": _page}


def write_articles(context: Context, chosen: argparse.Namespace) -> int:
    """Exit status 0 where a file was written; never over one that is there."""
    write = _FORMS.get(Path(chosen.file).suffix.lower())
    if write is None:
        raise CommandError(context.words("cli.error.no_such_form", forms=", ".join(_FORMS)))
    with context.archive() as archive:
        view = View(Place.SEARCH if chosen.articles else Place.ALL, query=chosen.articles)
        ids = asyncio.run(archive.snapshot(view)).ids[: chosen.limit]
        chapters = asyncio.run(_chapters(context, archive, ids))
        now = archive.now()
    if not ids:
        raise CommandError(context.words("cli.no_articles"))
    if not chapters:
        raise CommandError(context.words("save.no_text"))
    day = forms.local_day(now, None)
    title = context.words("save.book", n=len(chapters), day=f"{day:%d}", month=f"{day:%m}", year=f"{day:%Y}")
    try:
        path = saving.save_new(chosen.file, write(chapters, title, context.words.lang, now))
    except StoreError as error:
        raise context.failure(error.code, error.facts) from error
    if len(chapters) < len(ids):
        complain(context.words("save.left_out", n=len(ids) - len(chapters)))
    say(context.words("notice.saved_to", path=path))
    return 0


async def _chapters(context: Context, archive: Archive, ids: Sequence[int]) -> list[Chapter]:
    """Those whose text is here, with the pictures that are, in the order of the list."""
    chapters = []
    for entry_id in ids:
        article = await archive.article(entry_id)
        if article is None or article.document is None:
            continue
        pictures = await archive.pictures.within(picture_urls(article.document))
        chapters.append(Chapter(article.document, letterhead(article.entry, context.words, None), pictures))
    return chapters
