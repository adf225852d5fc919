"""Keeps for a few minutes what was fetched to be looked at, so that following it asks nobody a second time."""

from __future__ import annotations

import time
from collections.abc import Callable

from tui_reader.model.update import Retrieved

_SECONDS = 300.0
_MOST = 32 * 1024 * 1024
"""Bytes of bodies kept in all; the oldest go first."""


class Recent:
    """Bodies by the address they were asked for under; ``clock`` in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Retrieved]] = {}

    def keep(self, url: str, got: Retrieved) -> None:
        """Remember it for a while."""
        self._kept.pop(url, None)
        self._kept[url] = (self._clock(), got)
        while sum(len(each.body) for _, each in self._kept.values()) > _MOST:
            self._kept.pop(next(iter(self._kept)))

    def take(self, url: str) -> Retrieved | None:
        """What was fetched a moment ago, once."""
        at, got = self._kept.pop(url, (0.0, None))
        return got if got is not None and self._clock() - at < _SECONDS else None
