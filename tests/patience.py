"""Waiting for things, never for time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds a thing may take to come; generous, since only a failure waits this long."""


def wait_until(
    look: Callable[[], T], what: str | Callable[[], str], *, patience: float = PATIENCE, pause: float = 0.02
) -> T:
    """What ``look`` returns as soon as it is true in a boolean sense.

    ``what`` is in the AssertionError when it never is, or what that says by then. ``pause``: seconds between two looks,
    more where a look is work.
    """
    until = time.monotonic() + patience
    while not (seen := look()):
        assert time.monotonic() < until, f"waited in vain for {what if isinstance(what, str) else what()}"
        time.sleep(pause)
    return seen
