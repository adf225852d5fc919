"""The front desk over a real store in an empty home; the engine is the real process where a test starts it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from tests.engine.fault_server import FaultServer, fault_server
from tui_reader.library import Library
from tui_reader.model import messages
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import View
from tui_reader.paths import Paths
from tui_reader.store import content, entries, feeds, memory, search
from tui_reader.store.database import Database, open_database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
E = TypeVar("E")


class Reading:
    """A library that was opened, and what its engine said."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.events: list[messages.Event] = []
        self.recovered = 0
        self._news = asyncio.Event()
        library.on_recovered = self._recovered

    def hear(self, event: messages.Event) -> None:
        self.events.append(event)
        self._news.set()

    def _recovered(self) -> None:
        self.recovered += 1
        self._news.set()

    async def until(self, fits: Callable[[], object], seconds: float = 40) -> None:
        """Wait until something said makes it true."""
        async with asyncio.timeout(seconds):
            while not fits():
                self._news.clear()
                await self._news.wait()

    def all(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    def answer(self, request: int) -> messages.Finished | None:
        return next((event for event in self.all(messages.Finished) if event.id == request), None)

    async def titles(self, view: View | None = None) -> list[str]:
        shown = await self.library.snapshot(view or View())
        return [row.title for row in await self.library.rows(shown.ids)]


Open = Callable[..., AbstractAsyncContextManager[Reading]]


@pytest.fixture
def reading(paths: Paths) -> Open:
    """``async with reading() as one``: opened; ``engine=True``: with its engine started."""

    @asynccontextmanager
    async def opened(*, engine: bool = False, offline: bool = False) -> AsyncIterator[Reading]:
        home = str(paths.data.parent)
        library = Library(paths, offline=offline, engine_arguments=["--home", home])
        library.open()
        one = Reading(library)
        try:
            if engine:
                await library.start(one.hear)
            yield one
        finally:
            await library.close()

    return opened


@pytest.fixture
def db(paths: Paths) -> Iterator[Database]:
    """What another process has open."""
    database = open_database(paths.store)
    memory.remember(database, "seeded", "1")
    yield database
    database.close()


Fill = Callable[..., list[int]]


@pytest.fixture
def fill(db: Database) -> Fill:
    """Keep articles with these titles, each an hour older than the one before; returns their ids."""
    made = 0

    def filled(*titles: str, body: str = "", feed: str = "https://a.example", folder: str = "") -> list[int]:
        nonlocal made
        feed_id, ids = feeds.add_feed(db, feed, "feed", folder=folder, now=NOW), list[int]()
        for title in titles:
            made += 1
            data = EntryData(
                guid=f"{made}",
                link=f"https://news.example/{made}",
                title=title,
                published=NOW - timedelta(hours=made),
                content=Content(f"<p>{body or title}</p>"),
            )
            ids += entries.save(db, feed_id, Changes(new=(New(data, keys_of(data)),)), NOW).new
        text = Converted(Document((Paragraph((Span(body or "Một câu."),)),)), body, "", body[:80], 100)
        content.save_converted(db, [(one, text) for one in ids], version=1, now=NOW)
        search.index(db, ids)
        return ids

    return filled


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    """The fault server on loopback."""
    async with fault_server() as served:
        yield served
