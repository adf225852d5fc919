"""When what is no longer used is looked for: while nothing happens, never while a key waits to be answered.

A whole collection costs some 10 ms once a long discussion was leafed through, more than the frame it would delay.
"""

from __future__ import annotations

import gc

from textual.app import App

_EVERY = 2.0  # seconds
_WORTH = 10
"""Collections of what is young after which a whole one is worth while (as many as the language itself waits for)."""
_AT_THE_LATEST = 2_000
"""Such after which it is done in any case: some ten minutes of a key held down."""


class Tidying:
    """Begins when it is made; the first frame is painted, and what the start made was frozen."""

    def __init__(self, app: App[None]) -> None:
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(young, middle, _AT_THE_LATEST)
        self._before = 0
        app.set_interval(_EVERY, self.look)

    def look(self) -> None:
        """Collect where much may have gone and, since the last look, next to nothing was done."""
        count = gc.get_count()[2]
        if count >= _WORTH and count - self._before <= 1:
            gc.collect()
            count = 0
        self._before = count
