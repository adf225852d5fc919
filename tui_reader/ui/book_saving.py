"""Articles chosen in the list into one book (EPUB), to be read on another device."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.content.figures_and_links import picture_urls
from tui_reader.export import Book, Chapter, letterhead
from tui_reader.library import saving
from tui_reader.model.article import Article
from tui_reader.model.document import Document
from tui_reader.model.file_names import file_name
from tui_reader.strings import format as forms
from tui_reader.ui.desk import Desk

MOST = 300
"""Articles of one book: it is made in memory, and nobody reads more of it."""


def ask_for_book(desk: Desk, entry_ids: Sequence[int]) -> None:
    """Ask where to, then write it."""
    from tui_reader.ui.prompt import Prompt  # a text box is not needed to start

    ids = list(entry_ids)
    if len(ids) > MOST:
        desk.say("save.too_many", n=MOST)
        return
    day = forms.local_day(desk.now, desk.zone)
    title = desk.words("save.book", n=len(ids), day=f"{day:%d}", month=f"{day:%m}", year=f"{day:%Y}")
    path = saving.free_path(saving.downloads(), file_name(title, "book"), "epub")
    prompt = Prompt(desk.words("ask.file"), "", desk.words, value=str(path))
    desk.screen.app.push_screen(
        prompt, lambda given: desk.wait(_write(desk, ids, title, given), "save") if given else None
    )


async def _write(desk: Desk, ids: Sequence[int], title: str, path: str) -> None:
    """In the order of the list; what has no text here is left out, and that is told."""
    book, missing = Book(), 0
    for entry_id in ids:
        article = await desk.library.article(entry_id)
        if article is None or article.document is None:
            missing += 1
        else:
            book.add(await chapter(desk, article))
    if missing == len(ids):
        desk.say("save.no_text")
        return
    saved = saving.save_new(path, book.ended(title, desk.words.lang, desk.now))
    told = desk.words("notice.saved_to", path=saved)
    left_out = desk.words("save.left_out", n=missing) if missing else ""
    desk.status.say(f"{told} {left_out}".strip())


async def chapter(desk: Desk, article: Article) -> Chapter:
    """An article as it stands in a book, with the pictures of it that are here."""
    document = article.document or Document()
    pictures = await desk.library.pictures.within(picture_urls(document))
    return Chapter(document, letterhead(article.entry, desk.words, desk.zone), pictures)
