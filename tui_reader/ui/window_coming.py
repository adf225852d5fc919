"""Keys pressed while a window is on its way: a quick reader means them for the window, not for what still is on screen."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine
from time import monotonic

from textual import events
from textual.screen import Screen

_LONGEST = 2.0
"""Seconds; a window that takes longer is not waited for, and what was pressed for it is dropped."""


class WindowComing:
    """Holds them for as long as something is asked that ends with a window over ``screen``, and hands them over."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._awaited: object = None
        """The newest of what was asked; it alone is waited for."""
        self._until = 0.0
        self._keys: list[events.Key] = []

    def takes(self, event: events.Key) -> bool:
        """Whether the key is held back for the window."""
        if self._awaited is None and not self._keys:
            return False
        if monotonic() > self._until:
            self._awaited = None
            self._keys.clear()
            return False
        event.stop()
        event.prevent_default()
        self._keys.append(event)
        return True

    def during(self, work: Awaitable[None]) -> Coroutine[None, None, None]:
        """From now on until this is done, with or without a window."""
        self._awaited, self._until = work, monotonic() + _LONGEST
        return self._then(work)

    async def _then(self, work: Awaitable[None]) -> None:
        try:
            await work
        finally:
            if self._awaited is work:
                self._awaited = None  # a window hears keys once it is drawn
                self._screen.app.screen.call_after_refresh(self._hand_over)

    def _hand_over(self) -> None:
        """As if pressed now; without a window they are keys of the screen after all."""
        keys, self._keys = self._keys, []
        for key in keys:
            self._screen.app.post_message(events.Key(key.key, key.character))
