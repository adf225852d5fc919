"""Where workers come from: a clean server they are forked from, where the system has such a thing."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import BaseContext

_PRELOADED = ["tui_reader.engine.preload"]


def context() -> BaseContext:
    """Fork from a server: 10 ms a start, and safe beside our threads (performance.md §4); else begin each anew."""
    if not _has_server():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(_PRELOADED)
    return forking


def begin() -> None:
    """Start the server now: it takes half a second to import what workers need, in which we import what we need."""
    if _has_server():
        from multiprocessing.forkserver import ensure_running, set_forkserver_preload  # not on Windows

        set_forkserver_preload(_PRELOADED)
        ensure_running()


def _has_server() -> bool:
    return sys.platform != "win32" and "forkserver" in multiprocessing.get_all_start_methods()
