"""What can be asked about pictures that are here; a part of the archive. Pillow comes with the first of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.picture import WHOLE, Cells, Picture, Window
from tui_reader.paths import Paths
from tui_reader.store import pictures


class Picturing:
    """Answered in the database thread."""

    now: Callable[[], datetime]
    paths: Paths
    _thread: DatabaseThread

    async def picture(self, url: str, columns: int, rows: int) -> Cells | None:
        """A kept picture in at most so many cells; None where it is not here."""
        from tui_reader.library.pictures import cells

        return await self._thread(cells, self.paths.pictures, url, columns, rows, self.now())

    async def picture_known(self, url: str) -> Picture:
        """What is known of a picture: its size, whether it is here."""
        return await self._thread(pictures.picture, url) or Picture(url)

    async def picture_part(self, url: str, window: Window, columns: int, rows: int) -> Cells | None:
        """A part of a kept picture in exactly so many cells; None where it is not here."""
        from tui_reader.library.pictures import part

        return await self._thread(part, self.paths.pictures, url, window, columns, rows)

    async def picture_file(self, url: str, side: int = 1_000_000) -> str:
        """Path of our PNG, the small copy where no side need be longer than so many pixels; empty where it is not here."""
        from tui_reader.library.pictures import file

        return await self._thread(file, self.paths.pictures, url, side)

    async def picture_png(self, url: str, size: tuple[int, int], window: Window = WHOLE) -> bytes:
        """A part of a kept picture as a PNG of at most so many pixels, for a terminal; empty where it is not here."""
        from tui_reader.library.pictures import png

        return await self._thread(png, self.paths.pictures, url, size, window)

    async def pictures_within(self, urls: Sequence[str]) -> Mapping[str, str]:
        """Those of the pictures that are here as `data:` addresses, to stand in a page that needs nothing else."""
        from tui_reader.library.pictures import inlined

        return {url: one for url in urls if (one := await self._thread(inlined, self.paths.pictures, url))}

    async def save_picture(self, url: str, path: str) -> str:
        """Our PNG of a picture as a new file; its path as it may be shown. Raises StoreError."""
        from tui_reader.library.pictures import save_as

        return await self._thread(save_as, self.paths.pictures, url, path)
