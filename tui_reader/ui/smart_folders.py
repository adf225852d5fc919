"""Keeping a search as a smart folder, and its form: name, query, and dropping it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui_reader.model.action import Action
from tui_reader.model.errors import ReaderError
from tui_reader.model.view import Place, SmartFolder, View
from tui_reader.strings import Words
from tui_reader.ui.desk import Desk
from tui_reader.ui.form import Box, Form, Pick
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.prompt import Prompt
from tui_reader.ui.query_suggesting import Names, QuerySuggester, names_of


class SmartFolderForm(Form):
    """``text("name")`` and ``text("query")`` are what was typed."""

    def __init__(
        self,
        folder: SmartFolder,
        words: Words,
        save: Callable[[], None],
        remove: Callable[[], None],
        names: Names,
    ) -> None:
        super().__init__(words("search.smart_folder"), words, save, remove)
        self._folder, self._names = folder, names

    def rows(self) -> list[tuple[str, Box | Pick]]:
        words = self._words
        return [
            (words("feeds.name"), Box(self._folder.title, "", "name", most=200)),
            (
                words("search.query"),
                Box(
                    self._folder.query, "", "query", most=1000, suggester=QuerySuggester(lambda: self._names)
                ),
            ),
        ]

    def removing(self) -> str:
        return self._words("search.drop")


def ask_to_keep(desk: Desk, lists: ListFlow, query: str) -> None:
    """Under which name?"""

    def named(title: str | None) -> None:
        if title:
            desk.wait(_done(desk, lists, lambda: desk.library.keep_search(title, query)), "act")

    prompt = Prompt(desk.words("search.keep_as"), query, desk.words, value=query)
    desk.screen.app.push_screen(prompt, named)


def edit(desk: Desk, lists: ListFlow, folder: SmartFolder) -> None:
    """Its form; what the query says is looked at before it is kept."""

    def save() -> None:
        title, query = form.text("name") or form.text("query"), form.text("query")
        deed = (
            (lambda: desk.library.edit_search(folder.id, title, query))
            if query
            else (lambda: desk.library.drop_search(folder.id))
        )
        desk.wait(_done(desk, lists, deed, form), "act")

    def remove() -> None:
        desk.wait(_done(desk, lists, lambda: desk.library.drop_search(folder.id), form), "act")

    form = SmartFolderForm(folder, desk.words, save, remove, names_of(lists.sources, desk.words))
    desk.screen.app.push_screen(form)


async def _done(
    desk: Desk, lists: ListFlow, deed: Callable[[], Awaitable[Action]], form: Form | None = None
) -> None:
    try:
        action = await deed()
    except ReaderError as error:
        if form is None:
            raise
        desk.refuse(form, error, form.text("query") if form.is_open else "")
        return
    if form is not None:
        form.dismiss(None)
    await lists.count()
    if action.id:
        desk.say(f"notice.{action.kind}", title=action.title)
    shown = lists.view
    if form is not None and shown.place is Place.SEARCH and shown.id is not None:
        now = next((one for one in lists.sources.smart if one.id == shown.id), None)
        lists.show(View(Place.SEARCH, now.id, now.query) if now is not None else View(Place.UNREAD))
