"""Gives pictures to the terminal, where it draws them itself, and takes them away from it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import App

from tui_reader.model.picture import USUAL_CELL, Cells, Window
from tui_reader.ui import seams
from tui_reader.ui.desk import Desk
from tui_reader.ui.graphics.placed import Key, Placed
from tui_reader.ui.graphics.placeholders import MOST


class TerminalPictures:
    """``again`` is told of the address of a picture the terminal has no longer. Elsewhere all this does nothing."""

    def __init__(self, desk: Desk, again: Callable[[str], None]) -> None:
        self._desk = desk
        self._placed: Placed | None = None
        app = desk.screen.app
        if desk.graphics is None or not _exact(app):
            return
        placed = Placed(lambda text: seams.write(app, text), lambda key: again(key[0]))
        self._placed = desk.article.book.placed = placed
        app.leaving.append(placed.restore)  # type: ignore[attr-defined]  # ReaderApp is the only app there is
        app.app_resume_signal.subscribe(desk.screen, lambda _: placed.forget())

    async def give(self, key: Key, cells: Cells) -> bytes:
        """Have the terminal hold a picture for these cells; its number there, none where it draws none."""
        placed, graphics, library = self._placed, self._desk.graphics, self._desk.library
        if placed is None or graphics is None or max(cells.columns, cells.rows) > MOST:
            return b""
        if not placed.image(key):
            pixels = self._pixels(cells)
            png: str | bytes
            if graphics.files:
                png = await library.pictures.file(key[0], max(pixels))
            else:
                png = await library.pictures.png(key[0], pixels)
            if png:
                await placed.give(key, png, cells.columns, cells.rows)
        return placed.image(key)

    async def give_part(self, url: str, window: Window, cells: Cells) -> bytes:
        """As ``give``, of a part of the picture: that is in no file, and sent whole."""
        placed, key = self._placed, (f"{url}#{window}", cells.columns, cells.rows)
        if placed is None or max(cells.columns, cells.rows) > MOST:
            return b""
        png = (
            b""
            if placed.image(key)
            else await self._desk.library.pictures.png(url, self._pixels(cells), window)
        )
        if png:
            await placed.give(key, png, cells.columns, cells.rows)
        return placed.image(key)

    def see(self, keys: Iterable[Key]) -> None:
        """These are on screen: let go last."""
        if self._placed is not None:
            for key in keys:
                self._placed.seen(key)

    def _pixels(self, cells: Cells) -> tuple[int, int]:
        width, height = self._desk.graphics.cell if self._desk.graphics is not None else USUAL_CELL
        return cells.columns * width, cells.rows * height


def _exact(app: App[object]) -> bool:
    """Whether colours reach the terminal as they are: a picture is told by its colour."""
    return app.console.color_system == "truecolor" and not app.no_color and not app.is_web
