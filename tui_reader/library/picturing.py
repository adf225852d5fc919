"""What can be asked about pictures that are here; Pillow comes with the first of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from tui_reader.library import pictures
from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.picture import WHOLE, Cells, Picture, Window
from tui_reader.store import pictures as store


class Pictures:
    """Answered in the database thread."""

    def __init__(self, thread: DatabaseThread, folder: Path, now: Callable[[], datetime]) -> None:
        self._thread, self._folder, self._now = thread, folder, now

    async def cells(self, url: str, columns: int, rows: int) -> Cells | None:
        """A kept picture in at most so many cells; None where it is not here."""
        return await self._thread(pictures.cells, self._folder, url, columns, rows, self._now())

    async def known(self, url: str) -> Picture:
        """What is known of a picture: its size, whether it is here."""
        return await self._thread(store.picture, url) or Picture(url)

    async def part(self, url: str, window: Window, columns: int, rows: int) -> Cells | None:
        """A part of a kept picture in exactly so many cells; None where it is not here."""
        return await self._thread(pictures.part, self._folder, url, window, columns, rows)

    async def file(self, url: str, side: int = 1_000_000) -> str:
        """Path of our PNG, the small copy where no side need be longer than so many pixels; empty where it is not here."""
        return await self._thread(pictures.file, self._folder, url, side)

    async def png(self, url: str, size: tuple[int, int], window: Window = WHOLE) -> bytes:
        """A part of a kept picture as a PNG of at most so many pixels, for a terminal; empty where it is not here."""
        return await self._thread(pictures.png, self._folder, url, size, window)

    async def within(self, urls: Sequence[str]) -> Mapping[str, str]:
        """Those of the pictures that are here as `data:` addresses, to stand in a page that needs nothing else."""
        return {url: one for url in urls if (one := await self._thread(pictures.inlined, self._folder, url))}

    async def save(self, url: str, path: str) -> str:
        """Our PNG of a picture as a new file; its path as it may be shown. Raises StoreError."""
        return await self._thread(pictures.save_as, self._folder, url, path)
