"""Whether feeds are coming in one after the other: what can wait (conversion, indexing) waits, but for no single slow feed."""

from __future__ import annotations

import asyncio
import time

_LULL = 0.3
"""Seconds without a feed coming in after which those that are still out are waited for by nobody."""


class Rush:
    """One for the engine; refreshes may overlap."""

    def __init__(self) -> None:
        self._refreshes = 0
        self._last = 0.0
        self._over = asyncio.Event()
        self._over.set()

    def begin(self) -> None:
        """A refresh begins."""
        self._refreshes += 1
        self._last = time.monotonic()
        self._over.clear()

    def came_in(self) -> None:
        """One of its feeds is done."""
        self._last = time.monotonic()

    def end(self) -> None:
        """A refresh is done."""
        self._refreshes -= 1
        if not self._refreshes:
            self._over.set()

    async def over(self) -> None:
        """Wait for the end of all refreshes, or for a lull in them."""
        while (left := self._last + _LULL - time.monotonic()) > 0 and not self._over.is_set():
            try:
                async with asyncio.timeout(left):  # wait_for loses a cancellation that comes as the wait ends
                    await self._over.wait()
            except TimeoutError:
                pass
