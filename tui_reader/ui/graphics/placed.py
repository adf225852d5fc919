"""Which pictures the terminal holds for us: given once, let go the longest unseen first, and all of them at the end."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Final

from tui_reader.ui.graphics import kitty

MOST: Final = 24
"""Pictures the terminal keeps at a time: of 1,600 × 1,067 pixels each takes 6.8 MB there."""
_AT_ONCE: Final = 8
_BETWEEN: Final = 0.01
"""Sequences written in one go, and seconds until the next: 3 MB a second, and a frame can always pass."""

Key = tuple[str, int, int]
"""Address, columns, rows."""


class Placed:
    """``write`` goes straight to the terminal; ``lost`` is told of a picture that is there no longer."""

    def __init__(self, write: Callable[[str], None], lost: Callable[[Key], None]) -> None:
        self._write, self._lost = write, lost
        # Others may have given pictures to this terminal, too: their numbers are small, or chosen at random.
        self._next = random.randrange(1 << 20, 1 << 24)
        self._numbers: dict[Key, int] = {}
        self._sending = asyncio.Lock()

    def image(self, key: Key) -> bytes:
        """Its number as three bytes; none where it is not there."""
        number = self._numbers.get(key, 0)
        return number.to_bytes(3, "big") if number else b""

    def seen(self, key: Key) -> None:
        """It is on screen: let go last."""
        if key in self._numbers:
            self._numbers[key] = self._numbers.pop(key)

    async def give(self, key: Key, png: str | bytes, columns: int, rows: int) -> None:
        """Hand it over: the path of a file the terminal can read, or the file's bytes."""
        async with self._sending:
            if key in self._numbers:
                return
            number = self._take_number()
            if isinstance(png, str):
                self._write(kitty.from_file(number, png, columns, rows))
            else:
                await self._send(number, png, columns, rows)
            self._numbers[key] = number
        while len(self._numbers) > MOST:
            oldest = next(iter(self._numbers))
            self._write(kitty.gone(self._numbers.pop(oldest)))
            self._lost(oldest)

    async def _send(self, number: int, png: bytes, columns: int, rows: int) -> None:
        done = False
        try:
            for n, piece in enumerate(kitty.in_chunks(number, png, columns, rows), 1):
                self._write(piece)
                if n % _AT_ONCE == 0:
                    await asyncio.sleep(_BETWEEN)
            done = True
        finally:
            if not done:  # left in the middle: what comes next would be taken for the rest of it
                self._write(kitty.UNFINISHED + kitty.gone(number))

    def forget(self) -> None:
        """Another program had the terminal: nobody knows what it still holds."""
        gone = self.restore()
        keys, self._numbers = list(self._numbers), {}
        self._write(gone)
        for key in keys:
            self._lost(key)

    def restore(self) -> str:
        """What leaves the terminal without any of ours."""
        return "".join(map(kitty.gone, self._numbers.values()))

    def _take_number(self) -> int:
        number = self._next
        self._next = number + 1 if number + 1 < 1 << 24 else 1 << 20
        return number
