"""Having articles whole for reading offline: written down as owed here, fetched by the engine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model import messages
from tui_reader.model.trip import Estimate, Trip
from tui_reader.store import keeping

Ask = Callable[[Callable[[int], messages.Request]], Awaitable[int]]
"""Sends the engine a request; its number, 0 where there is no engine."""


class Trips:
    """What is begun here outlives reader and engine."""

    def __init__(self, thread: DatabaseThread, ask: Ask) -> None:
        self._thread, self._ask = thread, ask

    async def last(self) -> Trip | None:
        """The last trip as it stands; None where there never was one."""
        return await self._thread(keeping.trip)

    async def estimate(self, entry_ids: Sequence[int]) -> Estimate:
        """How much is to be fetched of these articles."""
        return await self._thread(keeping.estimate, entry_ids)

    async def begin(self, entry_ids: Sequence[int], budget: int, *, pictures: bool = True) -> Trip:
        """Have these articles whole, within so many bytes (0: all there is), the first first."""
        trip = await self._thread(keeping.begin, entry_ids, budget, pictures=pictures)
        await self._ask(messages.KeepOffline)
        return trip

    async def stop(self) -> Trip | None:
        """Fetch nothing more for the trip; what is here stays."""
        trip = await self._thread(keeping.stop)
        await self._ask(messages.KeepOffline)
        return trip

    async def put_aside(self, entry_ids: Sequence[int], *, pictures: bool = True) -> int:
        """Have what was put aside for later whole, when nothing else is to be fetched."""
        await self._thread(keeping.put_aside, entry_ids, pictures=pictures)
        return await self._ask(messages.KeepOffline)

    async def keep(self, entry_ids: Sequence[int], *, pictures: bool = True) -> int:
        """Have these articles whole now, or when there is a network again."""
        await self._thread(keeping.want, entry_ids, pictures=pictures)
        return await self._ask(messages.KeepOffline)
