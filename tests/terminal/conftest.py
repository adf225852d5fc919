"""A loopback server beside the program under test: its own thread, since these tests wait without a loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from tests.engine.fault_server import FaultServer, fault_server


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """The fault server; its ``pages`` may be changed while it serves."""
    ready, over = threading.Event(), threading.Event()
    served: list[FaultServer] = []

    async def serve() -> None:
        async with fault_server() as one:
            served.append(one)
            ready.set()
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(30)
    yield served[0]
    over.set()
    thread.join(30)
