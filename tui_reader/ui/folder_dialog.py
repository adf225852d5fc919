"""A folder: its name, where it lies, and taking it apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.strings import Words
from tui_reader.ui.form import Box, Form, Pick


class FolderDialog(Form):
    """``text("name")`` and ``text("inside")`` are what was typed."""

    def __init__(
        self,
        name: str,
        inside: str,
        folders: Sequence[str],
        words: Words,
        save: Callable[[], None],
        remove: Callable[[], None],
    ) -> None:
        super().__init__(words("feeds.folder"), words, save, remove)
        self._called, self._inside, self._folders = name, inside, folders

    def rows(self) -> list[tuple[str, Box | Pick]]:
        words = self._words
        return [
            (words("feeds.name"), Box(self._called, "", "name", most=200)),
            (
                words("feeds.inside"),
                Box(self._inside, words("feeds.no_folder"), "inside", known=self._folders),
            ),
        ]

    def removing(self) -> str:
        return self._words("feeds.delete_folder")
