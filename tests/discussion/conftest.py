"""A real engine, a feed with one article, and the server that its discussion is on."""

from __future__ import annotations

import json
import ssl
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tests.discussion.server.serving import CommentServer, certificate, comment_server
from tests.discussion.speakers import SPEAKERS
from tests.engine.conftest import Talk as Engine
from tests.engine.conftest import talking
from tui_reader.model.comment import Found, Thread
from tui_reader.model.entry import EntryData
from tui_reader.model.feed import FeedEdit, FeedKind
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.model.messages import FetchComments, Finished
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.query.parse import parse
from tui_reader.store import arranging, discussions, entries, feeds, memory, pages, search, threads
from tui_reader.store.database import open_database

START = """
import json
import sys
from pathlib import Path
from tui_reader.model.access import Access
from tui_reader.engine.run import Options, serve
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Limits
sys.exit(serve(Paths.of(Path(sys.argv[1]), {}), Options(
    limits=Limits(seconds=float(sys.argv[2]), connect=1.0), proxy=sys.argv[3],
    access={name: Access(token=said.pop("token", ""), query=said) for name, said in json.loads(sys.argv[4]).items()})))
"""


NOW = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass(slots=True)
class Desk:
    """An engine with an article, perhaps with ``others``; ``fetch`` asks for comments, ``thread`` is what came of it."""

    engine: Engine
    paths: Paths
    entry: int
    others: list[int] = field(default_factory=list)

    async def fetch(self, entry: int = 0, *, more: bool = False, unasked: bool = False) -> Finished:
        """Ask the engine and wait for its answer."""
        wanted = entry or self.entry
        return await self.engine.ask(lambda number: FetchComments(number, wanted, more, unasked))

    def thread(self, entry: int = 0) -> Thread:
        """The discussion as kept."""
        database = open_database(self.paths.store, read_only=True)
        try:
            return threads.thread(database, entry or self.entry)
        finally:
            database.close()

    def take(self, key: str) -> list[Found]:
        """What the engine left under a key."""
        with closing(open_database(self.paths.store)) as database:
            return msgspec.json.decode(memory.take(database, key) or "[]", type=list[Found])

    def choose(self, found: Found) -> None:
        """Show this discussion from now on."""
        with closing(open_database(self.paths.store)) as database:
            discussions.choose(database, self.entry, found)

    def find(self, text: str) -> list[int]:
        """The articles a search finds."""
        database = open_database(self.paths.store)
        try:
            return search.find(database, parse(text, now=NOW, zone=UTC), limit=9, now=NOW)
        finally:
            database.close()


Talking = Callable[..., AbstractAsyncContextManager[Desk]]
"""Called with the article, and perhaps with its feed's own settings."""


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """Certificates for the public sites."""
    return certificate(tmp_path_factory.mktemp("authority"))


@pytest.fixture
async def server(
    authority: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[CommentServer]:
    """The comment server; engines started meanwhile trust its authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[0]))
    async with comment_server(*SPEAKERS, tls=authority[1]) as served:
        yield served


@pytest.fixture
def talking_of(paths: Paths, server: CommentServer) -> Talking:
    """An engine with an article of a feed on the server's own host."""

    @asynccontextmanager
    async def made(
        data: EntryData,
        own: FeedSettings | None = None,
        seconds: float = 5.0,
        others: Sequence[EntryData] = (),
        keys: Mapping[str, Mapping[str, str]] | None = None,
    ) -> AsyncIterator[Desk]:
        database = open_database(paths.store)
        feed = feeds.add_feed(database, server.url("feed/a"), FeedKind.FEED, now=NOW)
        if own is not None:
            arranging.edit_feed(database, feed, FeedEdit(settings=own), NOW)
        ids: list[int] = []
        for one in (data, *others):
            ids += entries.save(database, feed, Changes(new=(New(one, keys_of(one)),)), NOW).new
            pages.keep_comments(database, ids[-1], one.comments)
        database.close()
        proxy = server.url("").rstrip("/")
        command = [sys.executable, "-c", START, str(paths.data.parent), str(seconds), proxy]
        command.append(json.dumps(keys or {}))
        async with talking(paths, command) as engine:
            yield Desk(engine, paths, ids[0], ids[1:])

    return made
