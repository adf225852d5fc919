"""Having articles whole for reading offline: written down as owed here, fetched by the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model import messages

if TYPE_CHECKING:
    from tui_reader.model.trip import Estimate, Trip


class Packing:
    """A part of the front desk: what is begun here outlives reader and engine."""

    _thread: DatabaseThread

    async def _ask(self, make: Callable[[int], messages.Request]) -> int:
        """Send a request to the engine."""
        raise NotImplementedError

    async def trip(self) -> Trip | None:
        """The last trip as it stands; None where there never was one."""
        from tui_reader.store import keeping  # trips come long after the first paint

        return await self._thread(keeping.trip)

    async def estimate_trip(self, entry_ids: Sequence[int]) -> Estimate:
        """How much is to be fetched of these articles."""
        from tui_reader.store import keeping  # trips come long after the first paint

        return await self._thread(keeping.estimate, entry_ids)

    async def begin_trip(self, entry_ids: Sequence[int], budget: int, *, pictures: bool = True) -> Trip:
        """Have these articles whole, within so many bytes (0: all there is), the first first."""
        from tui_reader.store import keeping  # trips come long after the first paint

        trip = await self._thread(keeping.begin, entry_ids, budget, pictures=pictures)
        await self._ask(messages.KeepOffline)
        return trip

    async def stop_trip(self) -> Trip | None:
        """Fetch nothing more for the trip; what is here stays."""
        from tui_reader.store import keeping  # trips come long after the first paint

        trip = await self._thread(keeping.stop)
        await self._ask(messages.KeepOffline)
        return trip

    async def keep_offline(self, entry_id: int, *, pictures: bool = True) -> int:
        """Have one article whole now, or when there is a network again."""
        from tui_reader.store import keeping  # trips come long after the first paint

        await self._thread(keeping.want, entry_id, pictures=pictures)
        return await self._ask(messages.KeepOffline)
