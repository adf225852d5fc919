"""Works off what the store owes, whenever there is some, for ever; one piece's trouble ends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tui_reader.engine.log import log
from tui_reader.model.errors import StoreError

_IDLE = 5.0  # seconds between looks at what is owed


async def nothing_more() -> float | None:
    """For work that is over when nothing is left to do."""
    return None


class OwedWork:
    """``some`` does a piece and says whether there may be more; ``later``, asked when there is not, after how many
    seconds something comes that cannot be done yet (None: nothing is known to)."""

    def __init__(
        self,
        name: str,
        some: Callable[[], Awaitable[bool]],
        later: Callable[[], Awaitable[float | None]] = nothing_more,
    ) -> None:
        self._name, self._some, self._later = name, some, later
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()

    def wake(self) -> None:
        """Something may be owed."""
        self._idle.clear()
        self._wake.set()

    async def settled(self) -> None:
        """Wait until nothing is owed that could be done now."""
        await self._idle.wait()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            self._wake.clear()
            try:
                while await self._some():
                    pass
            except StoreError as error:
                log.warning("%s: %s", self._name, error)
            except Exception as error:
                log.warning(self._name, exc_info=error)
            later = await self._later()
            if not self._wake.is_set() and later is None:
                self._idle.set()
            try:
                # wait_for loses a cancellation that comes as the wait ends, and the engine would never stop
                async with asyncio.timeout(_IDLE if later is None else later):
                    await self._wake.wait()
            except TimeoutError:
                pass
