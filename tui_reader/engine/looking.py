"""Looks after something for as long as the engine runs; no trouble of one look ends the next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from tui_reader.engine.log import log


async def for_ever(
    look: Callable[[], Awaitable[object]], seconds: float, what: str, *, at_once: bool = False
) -> None:
    """``look`` every so many seconds, the first time after them or ``at_once``; ``what`` names it in the log.

    The seconds follow the monotonic clock: one that is set forward or back neither stops nor hurries it.
    """
    if not at_once:
        await asyncio.sleep(seconds)
    while True:
        try:
            await look()
        except Exception as error:
            log.warning(what, exc_info=error)
        await asyncio.sleep(seconds)
