"""A real engine for tests: started as a process, spoken to over its pipes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from tests.engine.fault_server import FaultServer, fault_server
from tests.engine.letter_box import LetterBox, letter_box
from tests.engine.letter_desk import Desk
from tui_reader.library.engine_client import EngineClient, Patience
from tui_reader.model.messages import EntriesReady, EntryReady, Event, Finished, Request
from tui_reader.paths import Paths

E = TypeVar("E")
ROOT = Path(__file__).resolve().parent.parent.parent

START = """
import os
import sys
from pathlib import Path
from tui_reader.engine.run import Options, serve
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Limits
from tui_reader.model.access import Access
sys.exit(serve(Paths.of(Path(sys.argv[1]), {}), Options(
    offline=sys.argv[2] == "offline", limits=Limits(seconds=float(sys.argv[3]), connect=float(sys.argv[5])),
    parse_seconds=float(sys.argv[4]), convert_seconds=float(sys.argv[4]), settle_seconds=0.4,
    access={os.environ.get("OWN", "127.0.0.1"): Access(token="env:TOKEN")} if "TOKEN" in os.environ else {})))
"""


def command(
    paths: Paths, *, offline: bool = False, seconds: float = 2.0, parse: float = 10.0, connect: float = 1.0
) -> list[str]:
    """The engine with small limits."""
    door = "offline" if offline else "online"
    return [sys.executable, "-c", START, str(paths.data.parent), door, str(seconds), str(parse), str(connect)]


class Talk:
    """An engine and all it has said."""

    def __init__(self, client: EngineClient) -> None:
        self.client = client
        self.events: list[Event] = []
        self._news = asyncio.Event()
        self.stopped = False

    def hear(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()

    async def until(
        self, kind: type[E], fits: Callable[[E], bool] = lambda event: True, seconds: float = 30
    ) -> E:
        """The first event of the kind that fits, waiting for it."""
        async with asyncio.timeout(seconds):
            while True:
                for event in self.events:
                    if isinstance(event, kind) and fits(event):
                        return event
                self._news.clear()
                await self._news.wait()

    async def ready(self, entry_id: int) -> None:
        """Wait until the article was said to be ready, alone or with others."""

        def names(event: EntryReady | EntriesReady) -> bool:
            return entry_id in (event.entries if isinstance(event, EntriesReady) else (event.entry,))

        await self.until(EntryReady | EntriesReady, names)  # type: ignore[arg-type]  # a union is no class, and isinstance takes it

    async def ask(self, make: Callable[[int], Request]) -> Finished:
        """Send a request and wait for its answer."""
        request = make(self.client.next_id())
        await self.client.send(request)
        return await self.until(Finished, lambda event: event.id == request.id)

    def heard(self, kind: type[E]) -> list[E]:
        """All events of a kind so far."""
        return [event for event in self.events if isinstance(event, kind)]


@asynccontextmanager
async def talking(paths: Paths, command: list[str], patience: Patience | None = None) -> AsyncIterator[Talk]:
    """Start an engine, speak, stop it."""
    talk: Talk

    def on_stopped() -> None:
        talk.stopped = True
        talk._news.set()

    client = EngineClient(
        command, lambda event: talk.hear(event), on_stopped=on_stopped, log=paths.log, patience=patience
    )
    talk = Talk(client)
    await client.start()
    try:
        yield talk
    finally:
        await client.close()


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    """The fault server on loopback."""
    async with fault_server() as served:
        yield served


@pytest.fixture
async def engine(paths: Paths) -> AsyncIterator[Talk]:
    """An engine on an empty home."""
    async with talking(paths, command(paths)) as talk:
        yield talk


@pytest.fixture
def box() -> Iterator[LetterBox]:
    """Sites of every kind that take comments, on loopback."""
    with letter_box() as served:
        yield served


@pytest.fixture
def desk(paths: Paths, box: LetterBox, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A store with letters to these sites, and a token for the one that wants it."""
    monkeypatch.setenv("TOKEN", "s3cret")
    return Desk(paths, box)
