"""Looking at one picture: over the whole screen, in another program, as a file."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tui_reader.model.document import Figure
from tui_reader.model.errors import ReaderError
from tui_reader.model.picture import fit
from tui_reader.model.urls import is_web
from tui_reader.ui.desk import Desk
from tui_reader.ui.terminal_pictures import TerminalPictures

if TYPE_CHECKING:
    from tui_reader.ui.large_picture import LargePicture
    from tui_reader.ui.picture_canvas import Sight, Zoom


class PictureViewing:
    """``want`` has a picture brought that is not here; ``terminal`` draws it where the terminal does."""

    def __init__(
        self, desk: Desk, terminal: TerminalPictures, want: Callable[[str], Awaitable[None]]
    ) -> None:
        self._desk, self._terminal, self._want = desk, terminal, want
        self._large: LargePicture | None = None

    def enlarge(self, url: str = "") -> None:
        """A picture over the whole screen: this one, else the focused, else the first in sight, else the first of all."""
        from tui_reader.content.figures_and_links import figures  # not needed to start
        from tui_reader.ui.large_picture import LargePicture

        desk = self._desk
        document = desk.shown.document if desk.shown is not None else None
        every = figures(document) if document else []
        shown = [figure for figure in every if figure.image and figure.image.url]
        if not shown:
            desk.say("empty.pictures_captions" if every else "empty.pictures")
            return
        focused = url or desk.article.focused_picture
        near = [focused] if focused else [spot.url for spot in desk.article.spots_in_sight()]
        at = next((n for n, figure in enumerate(shown) if figure.image and figure.image.url in near), 0)
        self._large = LargePicture(shown, at, desk.words, self._bring, self._go_outside, self._ask_path)
        desk.screen.app.push_screen(self._large, lambda _: self._put_away())

    def tell(self, url: str) -> None:
        """A picture came, or does not come."""
        if self._large is not None and self._large.image.url == url:
            self._large.again()

    def _put_away(self) -> None:
        self._large = None

    async def _bring(self, url: str, columns: int, rows: int, zoom: Zoom) -> Sight:
        from tui_reader.ui.picture_canvas import Sight

        library = self._desk.library
        if zoom.near:
            known = await library.pictures.known(url)
            window, columns, rows = zoom.window(fit(known.width, known.height, columns, rows), columns, rows)
            cells = await library.pictures.part(url, window, columns, rows)
            if cells is not None:
                return Sight(cells, image=await self._terminal.give_part(url, window, cells))
        cells = await library.pictures.cells(url, columns, rows)
        if cells is not None:
            return Sight(cells, image=await self._terminal.give((url, columns, rows), cells))
        if not self._desk.article.book.why(url):
            await self._want(url)
        return Sight(said=self._desk.article.book.why(url) or self._desk.words("picture.loading"))

    # out of the program

    def _go_outside(self, url: str) -> None:
        self._desk.wait(self._outside(url), "picture_outside")

    async def _outside(self, url: str) -> None:
        """In the browser; what lies on this machine, and offline what is here, in the program for pictures."""
        from tui_reader.ui.browser import open_file, open_outside

        desk, words = self._desk, self._desk.words
        path = await desk.library.pictures.file(url) if desk.library.offline or not is_web(url) else ""
        if path and open_file(path, os.environ):
            self._say(words("picture.opened"))
        elif is_web(url) and not desk.library.offline and open_outside(url, os.environ):
            self._say(words("notice.opened_browser"))
        else:
            desk.screen.app.copy_to_clipboard(path or url)
            self._say(words("notice.no_browser", url=path or url))

    def _ask_path(self, number: int, figure: Figure) -> None:
        from tui_reader.library import saving
        from tui_reader.model.file_names import file_name
        from tui_reader.ui.prompt import Prompt

        desk = self._desk
        title = desk.shown.entry.data.title if desk.shown is not None else ""
        name = f"{file_name(title, 'picture')} {number + 1}"
        path = saving.free_path(saving.downloads(), name, "png")
        url = figure.image.url if figure.image else ""
        prompt = Prompt(desk.words("picture.save"), "", desk.words, value=str(path))
        desk.screen.app.push_screen(prompt, lambda given: self._path_given(url, given))

    def _path_given(self, url: str, path: str | None) -> None:
        if path:
            self._desk.wait(self._save(url, path), "picture_save")

    async def _save(self, url: str, path: str) -> None:
        words = self._desk.words
        try:
            self._say(words("notice.saved_to", path=await self._desk.library.pictures.save(url, path)))
        except ReaderError as error:
            self._say(words.explain(error.code, error.facts))

    def _say(self, text: str) -> None:
        """Where the reader looks: under the picture."""
        if self._large is not None:
            self._large.say(text)
        else:
            self._desk.status.say(text)
