"""Works off what the store owes, whenever there is some; one piece's trouble ends nothing."""

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
        self.ending = False
        """Whether it was told to end; ``some`` may look at it between its own steps."""

    def wake(self) -> None:
        """Something may be owed."""
        self._idle.clear()
        self._wake.set()

    async def settled(self) -> None:
        """Wait until nothing is owed that could be done now."""
        await self._idle.wait()

    def end(self) -> None:
        """Let ``run`` return once the piece in hand is done."""
        self.ending = True
        self._wake.set()

    async def run(self) -> None:
        """Work until told to end."""
        while not self.ending:
            self._wake.clear()
            try:
                while await self._some() and not self.ending:
                    pass
            except StoreError as error:
                log.warning("%s: %s", self._name, error)
            except Exception as error:
                log.warning(self._name, exc_info=error)
            if self.ending:
                return
            later = await self._later()
            if not self._wake.is_set() and later is None:
                self._idle.set()
            try:
                # wait_for loses a cancellation that comes as the wait ends, and the engine would never stop
                async with asyncio.timeout(_IDLE if later is None else later):
                    await self._wake.wait()
            except TimeoutError:
                pass
