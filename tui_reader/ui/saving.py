"""An article out of the program: saved to a file, or into the clipboard in another form than its link."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from tui_reader.content.document import text_of
from tui_reader.content.figures_and_links import picture_urls
from tui_reader.export import (
    Letterhead,
    as_epub,
    as_html,
    as_json,
    as_markdown,
    as_quotation,
    as_text,
    as_title_and_link,
    letterhead,
)
from tui_reader.library import saving
from tui_reader.model.article import Article
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.file_names import file_name
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading_flow import ReadingFlow

_FORMS: Final[Mapping[str, tuple[str, Callable[[Document, Letterhead], str]]]] = {
    "text": ("txt", as_text),
    "markdown": ("md", as_markdown),
    "html": ("html", as_html),
}
"""The ending of a file in each form, and what writes it."""
_ENDINGS: Final = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "epub": "epub",
}


class Saving:
    """Asks in which form, then where to; what is written is the text on screen, whole."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, reading: ReadingFlow) -> None:
        self._desk, self._panes, self._lists, self._reading = desk, panes, lists, reading

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "save": lambda _: self._save_what_is_meant(),
            "copy.more": lambda _: self._desk.wait(self._copy(), "copy"),
        }

    def _save_what_is_meant(self) -> None:
        """In a list of what was found the search itself is kept; elsewhere the article is saved to a file."""
        view = self._lists.view
        if self._panes.focus is Pane.LIST and view.query and view.id is None:
            from tui_reader.ui.smart_folders import ask_to_keep

            ask_to_keep(self._desk, self._lists, view.query)
        else:
            self._desk.wait(self._save(), "save")

    async def article(self) -> Article | None:
        """The article meant, if its text is here."""
        await self._reading.bring()
        shown = self._desk.shown
        if shown is None or shown.document is None:
            self._desk.say("article.preparing" if shown else "empty.article")
            return None
        return shown

    def written(self, article: Article, form: str) -> str:
        """The article in one of the forms a command may ask for."""
        head, document = self._head(article), article.document or Document()
        match form:
            case "json":
                return json.dumps(as_json(document, head), ensure_ascii=False)
            case "link":
                return head.link + "\n"
            case _:
                return _FORMS[form][1](document, head)

    # to a file

    async def _save(self) -> None:
        article = await self.article()
        if article is not None:
            forms = {form: f"save.as_{form}" for form in (*_FORMS, "epub")}
            self._choose("save.as", forms, lambda form: self._ask_path(article, form))

    def _ask_path(self, article: Article, form: str) -> None:
        from tui_reader.ui.prompt import Prompt  # a text box is not needed to start

        words, name = self._desk.words, file_name(article.entry.data.title, f"article-{article.entry.id}")
        ending = _FORMS[form][0] if form in _FORMS else form
        path = saving.free_path(saving.downloads(), name, ending)
        prompt = Prompt(words("ask.file"), "", words, value=str(path))
        self._desk.screen.app.push_screen(prompt, lambda path: self._path_given(article, form, path))

    def _path_given(self, article: Article, form: str, path: str | None) -> None:
        if path:
            self._desk.wait(self._write(article, form, path), "save")

    async def _write(self, article: Article, form: str, path: str) -> None:
        """In the form the ending names, else in the one chosen."""
        form = _ENDINGS.get(path.rpartition(".")[2].lower(), form)
        document, head = article.document or Document(), self._head(article)
        text: str | bytes
        if form == "epub":
            from tui_reader.ui.book_saving import chapter  # seldom

            one = await chapter(self._desk, article)
            text = as_epub([one], head.title, head.language, self._desk.now)
        elif form == "html":
            text = as_html(document, head, await self._desk.library.pictures.within(picture_urls(document)))
        else:
            text = _FORMS[form][1](document, head)
        self._desk.say("notice.saved_to", path=saving.save_new(path, text))

    # into the clipboard

    async def _copy(self) -> None:
        passage = self._desk.screen.get_selected_text() or ""
        article = await self.article()
        if article is None:
            return
        forms = ("title_link", "markdown_link", "quotation", "markdown", "text")
        self._choose(
            "copy.as",
            {form: f"copy.{form}" for form in forms},
            lambda form: self._copied(self._form(article, form, passage)),
        )

    def _form(self, article: Article, form: str, passage: str) -> str:
        head, document = self._head(article), article.document or Document()
        match form:
            case "title_link":
                return as_title_and_link(head)
            case "markdown_link":
                link = Paragraph((Span(head.title, href=head.link),))
                return as_markdown(Document((link,))).strip()
            case "quotation":
                return as_quotation(passage or _beginning(document), head)
            case "markdown":
                return as_markdown(document, head)
            case _:
                return as_text(document, head)

    def _copied(self, text: str) -> None:
        self._desk.screen.app.copy_to_clipboard(text)
        self._desk.say("notice.copied")

    # both

    def _choose(self, title: str, forms: Mapping[str, str], then: Callable[[str], None]) -> None:
        from tui_reader.ui.choices import Choice  # not needed to start
        from tui_reader.ui.jump_list import JumpList

        words = self._desk.words
        lines = [Choice(form, words(name)) for form, name in forms.items()]
        page = JumpList(words(title), lines, words, tall=False)
        self._desk.screen.app.push_screen(page, lambda form: then(form) if form is not None else None)

    def _head(self, article: Article) -> Letterhead:
        return letterhead(article.entry, self._desk.words, self._desk.zone)


def _beginning(document: Document) -> str:
    """The first paragraph."""
    return next(
        (text for block in document.blocks if isinstance(block, Paragraph) and (text := text_of(block))), ""
    )
