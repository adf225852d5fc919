"""The fault server in a thread of its own, for programs that are killed and driven from the outside."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.engine.answers import rss
from tests.engine.fault_server import FaultServer, fault_server

FEEDS = 12
"""Honest feeds that grow by some articles each round."""
BAD = ("login/x", "status/500", "status/404", "loop/a", "chain/2", "silent")
"""What stands among them: a page for a feed, errors, a circle, a redirect, one that says nothing."""


def growing(number: int) -> str:
    """The path of an honest feed."""
    return f"/grow/{number}"


def grow(site: FaultServer, articles: int) -> None:
    """Every honest feed has so many articles from now on, the newest forty of them in the feed."""
    first = max(0, articles - 40)
    for number in range(FEEDS):
        body = rss(f"g{number}", articles - first, first)
        site.pages[growing(number)] = ("application/rss+xml", body)


@contextmanager
def served() -> Iterator[FaultServer]:
    """A running site."""
    site, ready = FaultServer(), threading.Event()
    loop = asyncio.new_event_loop()

    async def run() -> None:
        async with fault_server(served=site):
            ready.set()
            await stop.wait()

    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    assert ready.wait(20)
    try:
        yield site
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(20)
        loop.close()
