"""Politeness: how many requests may run at once, in all and per host."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """Who may ask now: few at a time of one host, a fair number in all. The clock stands still meanwhile."""

    def __init__(self, per_host: int, at_once: int) -> None:
        self._per_host = per_host
        self._all = asyncio.Semaphore(at_once)
        self._hosts: dict[str, tuple[asyncio.Semaphore, int]] = {}
        self._held: dict[str, float] = {}

    def resize(self, at_once: int) -> None:
        """Another number at once, for those who come from now on."""
        self._all = asyncio.Semaphore(at_once)

    def hold(self, name: str, seconds: int) -> None:
        """Nobody else asks this host for so long: it said that it is asked too much (RFC 6585 §4)."""
        self._held[name] = max(self._held.get(name, 0.0), time.monotonic() + seconds)

    def held(self, name: str) -> int:
        """Seconds for which this host is still to be left alone; 0: it may be asked."""
        left = self._held.get(name, 0.0) - time.monotonic()
        if left <= 0:
            self._held.pop(name, None)
            return 0
        return math.ceil(left)

    @asynccontextmanager
    async def of(self, name: str, clock: asyncio.Timeout) -> AsyncIterator[None]:
        """A turn at this host; ``clock`` goes on when it comes."""
        loop = asyncio.get_running_loop()
        left = (clock.when() or 0.0) - loop.time()
        clock.reschedule(None)
        slot, users = self._hosts.get(name) or (asyncio.Semaphore(self._per_host), 0)
        self._hosts[name] = (slot, users + 1)
        try:
            async with slot, self._all:
                clock.reschedule(loop.time() + left)
                yield
        finally:
            slot, users = self._hosts.pop(name)
            if users > 1:
                self._hosts[name] = (slot, users - 1)
